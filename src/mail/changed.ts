import type { LetterInMail } from './chosen'
import { frame, type Site } from './frame'
import { manageLink } from './manage-link'
import type { Content } from './message'
import { ukMoment } from '../uk-time'

export type Changed = { letter: LetterInMail; link: string; linkEnds: number; at: number }

/** Tells a signer that what their signature says, or shows, was changed. */
export function changed({ letter, link, linkEnds, at }: Changed, site: Site): Content {
  return frame(site, {
    subject: 'Your signature was changed',
    letter,
    body: [
      `Your signature on this open letter was changed at ${ukMoment(at)}:`,
      { letter },
      'It is still counted, with the same number. If you didn’t change it, open the link and put ' +
        'it right.',
      ...manageLink(link, linkEnds, site),
    ],
    because: 'You get this mail because this address is kept with your signature.',
  })
}
