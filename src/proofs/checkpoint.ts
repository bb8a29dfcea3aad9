import { question, type Question } from '../ask'
import { checkpointText } from '../ledger/checkpoint'
import { formatNote } from '../ledger/note'
import { unpackSignatures } from '../ledger/stored-signatures'
import { ledgerParams, type LedgerRef } from './ledger'

/** A published head of a ledger. `note` is what anyone can check: its text and signatures. */
export type StoredCheckpoint = { size: number; root: Uint8Array; at: number; note: string }

/** The published sizes just below and above one that was none. */
export type Neighbours = { below: number | null; above: number | null }

type CheckpointRow = { origin: string; size: number; at: number; root: string; signatures: string }

/** The newest checkpoint of a ledger, or that of a published size; null if there is none. */
export function checkpointOf(
  db: D1Database,
  ref: LedgerRef,
  size?: number
): Question<StoredCheckpoint | null> {
  return question<CheckpointRow, StoredCheckpoint | null>(
    db
      .prepare(
        `SELECT letter.origin, size, at, hex(root) AS root, hex(signatures) AS signatures
         FROM letter JOIN checkpoint ON checkpoint.letter_id = letter.id
         WHERE letter.id = coalesce(?1, (SELECT id FROM letter WHERE slug = ?2),
                                    (SELECT id FROM letter WHERE uuid = ?3))
           AND size <= ?4
         ORDER BY size DESC LIMIT 1`
      )
      .bind(...ledgerParams(ref), size ?? Number.MAX_SAFE_INTEGER),
    ([row]) => (row && (size === undefined || row.size === size) ? asCheckpoint(row) : null)
  )
}

/** The published sizes around one. */
export function neighboursOf(db: D1Database, ref: LedgerRef, size: number): Question<Neighbours> {
  return question<Neighbours, Neighbours>(
    db
      .prepare(
        `SELECT (SELECT max(size) FROM checkpoint
                 WHERE letter_id = letter.id AND size < ?4) AS below,
                (SELECT min(size) FROM checkpoint
                 WHERE letter_id = letter.id AND size > ?4) AS above
         FROM letter
         WHERE letter.id = coalesce(?1, (SELECT id FROM letter WHERE slug = ?2),
                                    (SELECT id FROM letter WHERE uuid = ?3))`
      )
      .bind(...ledgerParams(ref), size),
    ([row]) => row ?? { below: null, above: null }
  )
}

function asCheckpoint({ origin, size, at, ...stored }: CheckpointRow): StoredCheckpoint {
  const root = Uint8Array.fromHex(stored.root)
  const signatures = unpackSignatures(origin, Uint8Array.fromHex(stored.signatures))
  return { size, at, root, note: formatNote(checkpointText({ origin, size, root }), signatures) }
}
