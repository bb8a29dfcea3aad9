import { frame, type Site } from './frame'
import type { LetterInMail } from './chosen'
import { letterPage } from './letter-page'
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
      'You, or somebody using your address, asked to sign:',
      { letter },
      ...letterPage('Read the letter: ', letter, site),
      'The signature is not counted until you confirm it. If the page where you signed is still ' +
        'open, type this code there:',
      { code },
      'Or open this link, on any device. Either way you see how you will appear, and press “Yes, ' +
        'add my signature”. Opening the link alone does nothing.',
      { link, label: 'Check and confirm your signature' },
      `The code and the link work until ${ukMoment(worksUntil)}.`,
      { heading: 'Wasn’t you?' },
      'Open the link and press “No, this wasn’t me”. What was typed is deleted, and we don’t ' +
        'write to this address about this letter again.',
      'Or ignore this mail: nothing is counted, and your address is deleted on ' +
        `${ukDay(deletedAt)}. Copies in backups are gone within 30 days.`,
    ],
    because:
      'You get this mail because somebody, most likely you, gave this address to sign the ' +
      'letter above.',
  })
}
