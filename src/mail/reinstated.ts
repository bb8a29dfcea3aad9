import type { LetterInMail } from './chosen'
import { frame, type Site } from './frame'
import { manageLink } from './manage-link'
import type { Content } from './message'

export type Reinstated = { letter: LetterInMail; link: string; linkEnds: number; number: number }

/** Tells a signer that their signature counts again after all. */
export function reinstated({ letter, link, linkEnds, number }: Reinstated, site: Site): Content {
  return frame(site, {
    subject: 'Your signature counts again',
    letter,
    body: [
      'It was a mistake to leave your signature on this open letter out of the count. We are sorry:',
      { letter },
      `You count again, as signatory number ${number.toLocaleString('en-GB')}, as before. Everyone ` +
        'can read of the mistake among the letter’s corrections.',
      ...manageLink(link, linkEnds, site),
    ],
    because: 'You get this mail because this address is kept with your signature.',
  })
}
