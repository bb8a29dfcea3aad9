import { deskPaths } from '../desk-paths'
import { ukDay } from '../uk-time'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** Tells a letter's team when the data of its signers goes, and what they may want to do before. */
export function deletionAhead(
  { letterId, title, day, counted }: NoticeOf<'deletion-ahead'>,
  site: Site
): Content {
  const on = ukDay(Date.parse(`${day}T12:00:00Z`))
  return frame(site, {
    subject: `Signers’ data is deleted on ${on}`,
    body: [
      `On ${on} the names, addresses and comments of those who signed “${oneLine(title)}” are deleted here for good, as the letter’s privacy notice says. Whoever follows it is forgotten too.`,
      `The total stays (${counted.toLocaleString('en-GB')} now), with its breakdowns, its history, the ledger and what you published.`,
      'Before that day you can still write to those who asked for news, and make a pack of the names to hand in.',
      { link: site.origin + deskPaths.retention(letterId), label: 'What is deleted, and when' },
    ],
    because: 'You get this mail because you are in the team of this letter.',
  })
}
