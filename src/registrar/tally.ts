import { foldedWords } from '../signatures/words'
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
