import { ask, question, type Question } from '../ask'
import { equalBytes } from '../ledger/bytes'
import { encodeBundle, TILE_WIDTH, type Bundle } from '../ledger/tile'
import { addLeaves, EMPTY_EDGE, leafHash, rootOf } from '../ledger/tree'
import { signingStopped } from '../letters/stopped'
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

/**
 * What was read of a ledger; no bytes if it does not reach so far. Final are bytes that are all
 * there will be, that were checked, and of a ledger that nothing is known to be wrong with.
 */
export type ReadBytes = {
  ledger: PublicLedger
  bytes: Uint8Array<ArrayBuffer> | null
  isFinal: boolean
}

/**
 * A bundle of a ledger's entries as C2SP tlog-tiles has it; null if there is no such ledger. One
 * D1 call. Throws if the entries are not those that their tile was made from.
 */
export async function readBundle(
  db: D1Database,
  uuid: string,
  { number, width }: Bundle
): Promise<ReadBytes | null> {
  const [ledger, entries, root, isStopped] = await ask(
    db,
    ledgerOf(db, uuid),
    entriesFrom(db, { uuid }, number * TILE_WIDTH, width),
    rootOfTile(db, { uuid }, number),
    signingStopped(db, { uuid })
  )
  if (!ledger) return null
  if (number * TILE_WIDTH + width > ledger.size) return { ledger, bytes: null, isFinal: false }
  if (entries.length < width) throw new Error('entries of a ledger are missing')

  const isWhole = width === TILE_WIDTH && root !== null
  if (isWhole) await demandRoot(entries, root)
  return { ledger, bytes: encodeBundle(entries), isFinal: isWhole && !isStopped }
}

/** Bundles rest in caches for good: entries that were damaged must not get there. */
async function demandRoot(entries: Uint8Array[], root: Uint8Array) {
  const leaves = await Promise.all(entries.map((entry) => leafHash(entry)))
  const again = await rootOf(await addLeaves(EMPTY_EDGE, leaves))
  if (!equalBytes(again, root)) throw new Error('stored entries do not lead to their root')
}

/** The root over 256 entries, as it was when they were complete; null if it is not stored. */
function rootOfTile(db: D1Database, ref: LedgerRef, number: number): Question<Uint8Array | null> {
  return question<{ root: string }, Uint8Array | null>(
    db
      .prepare(
        `SELECT hex(root) AS root FROM tile
         WHERE letter_id = coalesce(?1, (SELECT id FROM letter WHERE slug = ?2),
                                    (SELECT id FROM letter WHERE uuid = ?3))
           AND level = 0 AND number = ?4`
      )
      .bind(...ledgerParams(ref), number),
    ([row]) => (row ? Uint8Array.fromHex(row.root) : null)
  )
}
