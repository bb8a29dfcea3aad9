import { deskPaths } from '../desk-paths'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** Tells those of a team who keep the timeline that a correction of it was asked for. */
export function correctionAsked(
  { letterId, title, isEntered }: NoticeOf<'correction-asked'>,
  site: Site
): Content {
  return frame(site, {
    subject: 'A correction was asked for on your letter',
    body: [
      `Somebody asked to correct what your letter “${oneLine(title)}” shows of its recipient.`,
      isEntered
        ? 'They confirmed it from the recipient’s own domain, so it stands in the timeline already. Please say there what comes of it.'
        : 'They confirmed it from another domain than the recipient’s, so it is not shown. Please decide whether it is from the recipient.',
      { link: site.origin + deskPaths.dealings(letterId), label: 'Look at the request' },
    ],
    because: 'You get this mail because you write in the team of this letter.',
  })
}
