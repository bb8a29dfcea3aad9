import type { MoreThanSpelling } from '../../letters/spelling'

/** Why a change is more than a spelling put right, as the end of a sentence. */
export const MORE_THAN_SPELLING: Record<MoreThanSpelling, string> = {
  hosts: 'the hosts named in the text are others now',
  recipient: 'it is addressed differently',
  points: 'the points are others, or in another order',
  figure: 'a figure or a number changes, or how many are meant',
  name: 'a name, or a capital letter, changes',
  negation: 'a “not”, or something like it, changes',
  words: 'a word is another one, or was added or taken out',
  much: 'too much changes at once',
}
