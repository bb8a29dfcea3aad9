import type { Mailing } from './update'

const SIGNS = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'

/**
 * About how much of the signers' turn is over, from 0 to 1, without counting anybody: their ids are
 * random behind the letter's, so the place of the last one in the alphabet says so. Null in the turn
 * of those who follow.
 */
export function signersReached({ among, reached }: Pick<Mailing, 'among' | 'reached'>) {
  if (among !== 'signers') return null
  const place = reached.indexOf('.') + 1
  const [first = 0, second = 0] = [0, 1].map((i) => SIGNS.indexOf(reached.charAt(place + i)))
  return reached === '' ? 0 : (first * SIGNS.length + second) / SIGNS.length ** 2
}
