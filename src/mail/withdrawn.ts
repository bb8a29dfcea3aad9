import type { LetterInMail } from './chosen'
import { frame, type Site } from './frame'
import { manageLink } from './manage-link'
import type { Content } from './message'
import { ukMoment } from '../uk-time'

export type Withdrawn = {
  letter: LetterInMail
  link: string
  linkEnds: number
  at: number
  /** Can the letter still be signed. */
  open: boolean
}

/** Tells a signer that their signature no longer counts, and whether they can sign again. */
export function withdrawn({ letter, link, linkEnds, at, open }: Withdrawn, site: Site): Content {
  return frame(site, {
    subject: 'Your signature is withdrawn',
    letter,
    body: [
      `Your signature on this open letter was withdrawn at ${ukMoment(at)}:`,
      { letter },
      'It is no longer counted, and this address is no longer kept for updates.',
      ...(open ? [AGAIN] : [OVER, ['Didn’t you withdraw it? Tell ', contactOf(letter)]]),
      ...manageLink(link, linkEnds, site),
    ],
    because: 'You get this mail because this address was kept with your signature.',
  })
}

function contactOf({ controller }: LetterInMail) {
  return { to: controller.contact }
}

const AGAIN =
  'If you didn’t withdraw it, or have changed your mind, open the link and sign again while the ' +
  'letter is open.'

const OVER = 'The letter takes no signatures any more, so it can’t be signed again.'
