import { ask, question, type Question } from '../ask'
import { encodeBundle, TILE_WIDTH, type Bundle } from '../ledger/tile'
import { ledgerOf, ledgerParams, type LedgerRef, type PublicLedger } from './ledger'

/** So many entries of a ledger from a position on, fewer if it ends before. */
export function entriesFrom(
  db: D1Database,
  ref: LedgerRef,
  position: number,
  count: number
): Question<Uint8Array[]> {
  return question<{ bytes: string }, Uint8Array[]>(
    db
      .prepare(
        `SELECT hex(bytes) AS bytes FROM ledger_entry
         WHERE letter_id = coalesce(?1, (SELECT id FROM letter WHERE slug = ?2),
                                    (SELECT id FROM letter WHERE uuid = ?3))
           AND position >= ?4 AND position < ?4 + ?5
         ORDER BY position`
      )
      .bind(...ledgerParams(ref), position, count),
    (rows) => rows.map(({ bytes }) => Uint8Array.fromHex(bytes))
  )
}

/** What was read of a ledger; no bytes if it does not reach so far. */
export type ReadBytes = { ledger: PublicLedger; bytes: Uint8Array<ArrayBuffer> | null }

/**
 * A bundle of a ledger's entries as C2SP tlog-tiles has it; null if there is no such ledger. One
 * D1 call.
 */
export async function readBundle(
  db: D1Database,
  uuid: string,
  { number, width }: Bundle
): Promise<ReadBytes | null> {
  const [ledger, entries] = await ask(
    db,
    ledgerOf(db, uuid),
    entriesFrom(db, { uuid }, number * TILE_WIDTH, width)
  )
  if (!ledger) return null
  return { ledger, bytes: entries.length === width ? encodeBundle(entries) : null }
}
