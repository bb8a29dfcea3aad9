import { foldedWords } from '../words'
import type { SignatureRow } from './row'

export type Dimension =
  'total' | 'role' | 'country' | 'country-hidden' | 'assurance' | 'edition' | 'shown'

/** The cells of the tally that a signature is counted in. None, unless it is counted. */
export function cellsOf(row: SignatureRow): [Dimension, string][] {
  if (row.state !== 'counted') return []
  const country = row.country ?? 'not-given'
  return [
    ['total', ''],
    ['role', row.role ?? 'not-given'],
    ['country', country],
    ...(row.public ? [] : [['country-hidden', country] as [Dimension, string]]),
    ['assurance', row.assurance],
    ['edition', String(row.edition)],
    ['shown', row.public ? 'shown' : 'hidden'],
  ]
}

/** The public words that lead to a signature. None, unless its name is shown. */
export function wordsOf(row: SignatureRow): string[] {
  if (row.state !== 'counted' || !row.public) return []
  return foldedWords(`${row.name ?? ''} ${row.school ?? ''}`)
}

/** Sums of plus and minus one by key; what comes to nothing is left out. */
export class Moves {
  #sums = new Map<string, number>()

  add(key: unknown[], by: number) {
    const text = JSON.stringify(key)
    this.#sums.set(text, (this.#sums.get(text) ?? 0) + by)
  }

  list<Key extends unknown[]>(): { key: Key; by: number }[] {
    return [...this.#sums]
      .filter(([, by]) => by !== 0)
      .map(([key, by]) => ({ key: JSON.parse(key) as Key, by }))
  }
}

/** A row as it was read and as it is now; nothing, if it is deleted. */
export type Moved = { was: SignatureRow; is: SignatureRow | undefined }

/** What these changes add to and take from the cells that rows are counted in. */
export function movesOf<Key extends unknown[]>(
  changes: Moved[],
  keysOf: (row: SignatureRow) => Key[]
): { key: Key; by: number }[] {
  const moves = new Moves()
  for (const { was, is } of changes) {
    for (const key of keysOf(was)) moves.add(key, -1)
    for (const key of is ? keysOf(is) : []) moves.add(key, 1)
  }
  return moves.list<Key>()
}
