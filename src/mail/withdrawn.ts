import type { LetterInMail } from './chosen'
import { frame, type Site } from './frame'
import { manageLink } from './manage-link'
import type { Content } from './message'
import { ukMoment } from '../uk-time'

export type Withdrawn = { letter: LetterInMail; link: string; linkEnds: number; at: number }

/** Tells a signer that their signature no longer counts, and how to sign again. */
export function withdrawn({ letter, link, linkEnds, at }: Withdrawn, site: Site): Content {
  return frame(site, {
    subject: 'Your signature is withdrawn',
    letter,
    body: [
      `Your signature on this open letter was withdrawn at ${ukMoment(at)}:`,
      { letter },
      'It is no longer counted, and this address is no longer kept for updates. If you didn’t ' +
        'withdraw it, or have changed your mind, open the link and sign again.',
      ...manageLink(link, linkEnds, site),
    ],
    because: 'You get this mail because this address was kept with your signature.',
  })
}
