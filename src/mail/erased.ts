import type { LetterInMail } from './chosen'
import { frame, type Site } from './frame'
import { letterPage } from './letter-page'
import type { Content } from './message'
import { ukMoment } from '../uk-time'

export type Erased = { letter: LetterInMail; at: number }

/** Tells somebody that nothing of theirs is left, as the last mail to their address. */
export function erased({ letter, at }: Erased, site: Site): Content {
  return frame(site, {
    subject: 'Your signature is erased',
    letter,
    body: [
      `What we held about your signature on this open letter was erased at ${ukMoment(at)}:`,
      { letter },
      'Your name, school, role and address are gone, and your signature is no longer counted. ' +
        'The letter’s ledger keeps that one signature was added and withdrawn, and nothing that ' +
        'leads to you. Copies in backups are gone within 30 days.',
      ...letterPage('The letter: ', letter, site),
      [
        'Didn’t you ask for this? Then someone read your mail: tell ',
        { to: letter.controller.contact },
      ],
    ],
    because:
      'You get this mail because this address was kept with your signature. It is deleted once ' +
      'this mail has left.',
  })
}
