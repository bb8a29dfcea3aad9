import type { Correction } from './corrections'
import { withCounted, type HistoryRow } from './history'
import type { CorrectionsData, HistoryData } from './public-data'

const HOUR_MS = 60 * 60 * 1000

/** The history of a letter as public data. */
export function describeHistory(rows: HistoryRow[]): HistoryData {
  return withCounted(rows).map((row) => ({
    hour: new Date(row.hour * HOUR_MS).toISOString().replace('.000Z', 'Z'),
    counted: row.counted,
    confirmed: row.confirmed,
    withdrawn: row.withdrawn,
    removed: row.removed,
    reinstated: row.reinstated,
  }))
}

/** The corrections of a letter as public data. */
export function describeCorrections(corrections: Correction[]): CorrectionsData {
  return corrections.map((correction) => ({
    at: new Date(correction.at).toISOString(),
    kind: correction.kind,
    reason: correction.reason,
    sentence: correction.sentence,
    number: correction.number,
    counted_before: correction.countedBefore,
    counted_after: correction.countedAfter,
    ledger_from: correction.ledgerFrom,
    ledger_to: correction.ledgerTo,
  }))
}
