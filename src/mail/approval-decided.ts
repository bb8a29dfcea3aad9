import { deskPaths } from '../desk-paths'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** Tells a campaigner what a steward decided, in the steward's words. */
export function approvalDecided(
  { allowed, words, letterId }: NoticeOf<'approval-decided'>,
  site: Site
): Content {
  const where = letterId === null ? deskPaths.home() : deskPaths.launch(letterId)
  return frame(site, {
    subject: allowed ? 'You can launch your letter' : 'Your letter is not approved yet',
    body: [
      allowed
        ? 'A steward has approved your letter. It opens when you open it, and later letters of yours need no approval.'
        : 'A steward has read your letter and did not approve it as it is. The draft is still yours, and once you have changed it you can ask again.',
      ...(words === '' ? [] : ['The steward wrote:', oneLine(words)]),
      { link: site.origin + where, label: allowed ? 'Launch the letter' : 'Go to the letter' },
    ],
    because: `You get this mail because you asked for approval at ${site.name}.`,
  })
}
