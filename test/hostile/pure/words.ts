import * as fc from 'fast-check'
import { hashLike } from '../../ledger/signed'
import { ODD, RUNS } from '../odd'

// So that a run that fails can be had again: fast-check names the rest of what it takes.
const SEED = 20_261_122

/** So many runs, or as many times more as are asked for. */
export function runs(numRuns: number) {
  return { seed: SEED, numRuns: numRuns * RUNS }
}

export const MASTER = hashLike(7)

/** Odd words, and whatever characters there are. */
export const words = fc.oneof(
  fc.constantFrom(...ODD.filter((odd) => odd.length < 1000)),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 40 })
)
