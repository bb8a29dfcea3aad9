import type { Holding } from './chosen'

/** Where an address stands with a letter, as a sentence that the letter follows. */
export const standingInWords: Record<Holding['state'], string> = {
  pending: 'This address was given to sign this open letter. It is not confirmed:',
  counted: 'This address has signed this open letter, and its signature is counted:',
  held: 'This address has signed this open letter. The signature is being checked:',
  withdrawn: 'This address had signed this open letter, and withdrew:',
  removed: 'This address had signed this open letter. The signature was removed from the count:',
  refused: 'This address has signed this open letter. The signature was not accepted:',
}
