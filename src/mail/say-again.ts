import { ukMoment } from '../uk-time'
import type { LetterInMail } from './chosen'
import { frame, type Site } from './frame'
import type { Content } from './message'

export type SayAgain = {
  letter: LetterInMail
  link: string
  /** The edition that their yes was to, and the newest. */
  signed: number
  edition: number
  worksUntil: number
}

/** Asks a signer whose yes was checked to say yes to words that have changed meanwhile. */
export function sayAgain(mail: SayAgain, site: Site): Content {
  const { letter, link, signed, edition, worksUntil } = mail
  return frame(site, {
    subject: 'Your yes is needed once more',
    letter,
    body: [
      'Your signature on this open letter was checked, and is in order. But the words have changed meanwhile:',
      { letter },
      `You said yes to edition ${signed}, and the letter now stands in edition ${edition}. Nobody is ` +
        'counted for words they have not seen. Open the link: it shows what changed. If you say yes ' +
        'to the new words, you are counted at once.',
      { link, label: 'See what changed' },
      `The link works until ${ukMoment(worksUntil)}. If you don’t use it, your signature is not ` +
        'counted, and is deleted.',
    ],
    because: 'You get this mail because a signature was confirmed with this address.',
  })
}
