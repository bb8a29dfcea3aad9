import { deskPaths } from '../desk-paths'
import { paths } from '../paths'
import { ukMoment } from '../uk-time'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** Tells an owner that a letter opened at the time that was set, or why it did not. */
export function opening(
  { letterId, slug, title, opensAt, opened, why }: NoticeOf<'opening'>,
  site: Site
): Content {
  const when = ukMoment(opensAt)
  return frame(site, {
    subject: opened ? 'Your letter is open' : 'Your letter did not open',
    body: opened
      ? [
          `“${oneLine(title)}” opened as it was set to, at ${when}. Everyone can read and sign it:`,
          { link: site.origin + paths.letter(slug), label: 'The letter' },
        ]
      : [
          `“${oneLine(title)}” was to open at ${when}, and did not:`,
          oneLine(why ?? ''),
          'Nobody sees it, and its time is taken back, so that it does not open by surprise later. Once this is settled, open it yourself or set another time:',
          { link: site.origin + deskPaths.launch(letterId), label: 'Its launch page' },
        ],
    because: 'You get this mail because you are the owner of this letter.',
  })
}
