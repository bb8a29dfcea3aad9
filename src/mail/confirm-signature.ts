import { frame, type Site } from './frame'
import type { LetterInMail } from './chosen'
import type { Content } from './message'
import { ukDay, ukMoment } from '../uk-time'

export type ConfirmSignature = {
  letter: LetterInMail
  link: string
  code: string
  worksUntil: number
  deletedAt: number
}

/**
 * Asks whoever reads an address's mail whether its signature is theirs. Until they say so nothing
 * in it comes from the person who typed the address, and the subject doesn't name the letter.
 */
export function confirmSignature(mail: ConfirmSignature, site: Site): Content {
  const { letter, link, code, worksUntil, deletedAt } = mail
  return frame(site, {
    subject: `${code} is your code to confirm your signature`,
    letter,
    body: [
      'This address was given to sign an open letter:',
      { letter },
      'The signature is not counted yet. To have it counted, open the link, check how you will ' +
        'appear, and press “Yes, add my signature”. Opening the link alone does nothing.',
      { link, label: 'Check and confirm your signature' },
      'If the page where you signed is still open, you can type this code there instead:',
      { code },
      `The link and the code work until ${ukMoment(worksUntil)}.`,
      { heading: 'Wasn’t you?' },
      'Open the link and press “No, this wasn’t me”. What was typed is deleted, and we don’t ' +
        'write to this address about this letter again.',
      'Or ignore this mail: nothing is counted, and your address is deleted on ' +
        `${ukDay(deletedAt)}.`,
    ],
    because:
      'You get this mail because somebody, most likely you, gave this address to sign the ' +
      'letter above.',
  })
}
