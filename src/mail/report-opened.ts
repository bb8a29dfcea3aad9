import { deskPaths } from '../desk-paths'
import { ukDay, ukWeekday } from '../uk-time'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** Tells those of a team who check names that one was reported, and until when to decide. */
export function reportOpened(
  { letterId, title, isOff, dueAt }: NoticeOf<'report-opened'>,
  site: Site
): Content {
  return frame(site, {
    subject: 'A name on your letter was reported',
    body: [
      `Somebody confirmed a report about a name on your letter “${oneLine(title)}”.`,
      isOff
        ? 'They have a mailbox at the same domain as the signer, so the name is off display until one of you decides. The count is as it was.'
        : 'The name is shown as before until one of you decides.',
      `Please decide by the end of ${ukWeekday(dueAt)}, ${ukDay(dueAt)}: that is what they were told.`,
      { link: site.origin + deskPaths.names(letterId), label: 'Look at the report' },
    ],
    because: 'You get this mail because you check names in the team of this letter.',
  })
}
