import { deskPaths } from '../desk-paths'
import { frame, type Site } from './frame'
import { oneLine } from './in-words'
import type { Content } from './message'
import type { NoticeOf } from './notice'

/** Tells whoever reported a name what was decided. It is the last mail about it. */
export function reportSettled(
  { slug, title, outcome }: NoticeOf<'report-settled'>,
  site: Site
): Content {
  return frame(site, {
    subject: 'Your report of a name is decided',
    body: [
      `You reported a name on the open letter “${oneLine(title)}”. Thank you.`,
      OUTCOMES[outcome],
      'What you wrote and your address are deleted here now, so this mail is the last one about it.',
      ...(outcome === 'stays'
        ? [
            [
              'If you know something more, report it again: ',
              { to: site.origin + deskPaths.report(slug) },
            ],
          ]
        : []),
    ],
    because: 'You get this mail because you confirmed a report with this address.',
  })
}

const OUTCOMES = {
  off: 'Somebody of the letter’s team looked at it and decided: the name is not shown.',
  stays: 'Somebody of the letter’s team looked at it and decided: the list stays as it is.',
  left: 'The name is no longer shown, by its signer’s own choice, so there is nothing left to decide.',
}
