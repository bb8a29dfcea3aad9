import { decodeEntry } from '../ledger/decode-entry'
import type { LedgerTotals } from '../ledger/entry'
import type { StoredCheckpoint } from '../proofs/checkpoint'

/** A letter's total as it was published once: what its ledger of that size said, and since when. */
export type PastTotal = LedgerTotals & { counted: number; checkpoint: StoredCheckpoint }

/**
 * The total of a checkpoint, from the bytes of the entry that its ledger ends with. Throws if that
 * entry is missing or no SUMMARY: every published size ends with one.
 */
export function pastTotalOf(
  checkpoint: StoredCheckpoint,
  [last]: readonly Uint8Array[]
): PastTotal {
  const entry = last && decodeEntry(last).entry
  if (entry?.type !== 'summary') throw new Error('a published size does not end with its totals')
  const { confirmed, withdrawn, removed } = entry.totals
  return { confirmed, withdrawn, removed, counted: confirmed - withdrawn - removed, checkpoint }
}
