import { closedSince, isOpen, type Opening } from '../../letters/state'
import { ukMoment } from '../../uk-time'

/** Whether somebody who leaves a letter can come back to it, as a sentence. */
export function signingAgain(letter: Opening, now: Date): string {
  if (closedSince(letter, now) !== null) {
    return 'The letter is closed, so you can’t sign it again.'
  }
  if (!isOpen(letter, now)) {
    return 'Signing is paused, so you can’t sign it again unless the letter opens once more.'
  }
  return letter.closesAt === null
    ? 'While the letter is open you can sign it again, with a new number.'
    : `You can sign it again until the letter closes at ${ukMoment(letter.closesAt)}, with a new number.`
}
