import type { LetterInMail } from './chosen'
import { frame, type Site } from './frame'
import { letterPage } from './letter-page'
import type { Content } from './message'

export type Lapsed = {
  letter: LetterInMail
  /** Can the letter still be signed. */
  open: boolean
}

/** Tells a signer that theirs can’t be counted any more, since its words are old ones. */
export function lapsed({ letter, open }: Lapsed, site: Site): Content {
  return frame(site, {
    subject: 'Your signature could not be counted',
    letter,
    body: [
      'Your signature on this open letter is not counted, and deleted:',
      { letter },
      'You said yes to earlier words. While it was being checked they changed, and nobody is counted ' +
        `for words they have not seen. The time to say yes to the new ones is over.${open ? ' The letter is open, so you can sign it anew.' : ''}`,
      ...letterPage('The letter: ', letter, site),
      ['Questions? Write to ', { to: letter.controller.contact }],
    ],
    because:
      'You get this mail because a signature was confirmed with this address. The address is ' +
      'deleted once this mail has left.',
  })
}
