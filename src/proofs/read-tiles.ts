import { ask, question, type Question } from '../ask'
import { equalBytes, joinBytes } from '../ledger/bytes'
import { hashesOf } from '../ledger/frontier'
import { hashCount, TILE_WIDTH, type Tile } from '../ledger/tile'
import { addLeaves, EMPTY_EDGE, leafHash, rootOf } from '../ledger/tree'
import { signingStopped } from '../letters/stopped'
import { ledgerOf, ledgerParams, type LedgerRef } from './ledger'
import { entriesFrom, type ReadBytes } from './read-entries'

/**
 * What was found of a tile: its hashes if it is complete and stored, or else what they are made
 * from, the entries or the roots of the tiles below.
 */
export type TileParts =
  { whole: Whole | null } | { entries: Uint8Array[] } | { roots: Uint8Array[] }

type Whole = { hashes: Uint8Array[]; root: Uint8Array }

/**
 * A complete tile that the tree has is not stored. Only a Registrar makes tiles, and it makes
 * missing ones anew when it next examines its ledger.
 */
export class TileMissing extends Error {
  constructor() {
    super('a complete tile of a ledger is not stored')
  }
}

/**
 * A tile of a ledger as C2SP tlog-tiles has it; null if there is no such ledger. One D1 call. Throws
 * TileMissing, or another error if what is stored can't be right.
 */
export async function readTile(
  db: D1Database,
  uuid: string,
  tile: Tile
): Promise<ReadBytes | null> {
  const [ledger, parts, isStopped] = await ask(
    db,
    ledgerOf(db, uuid),
    partsOf(db, { uuid }, tile),
    signingStopped(db, { uuid })
  )
  if (!ledger) return null
  const end = tile.number * TILE_WIDTH + tile.width
  if (end > hashCount(tile.level, ledger.size)) return { ledger, bytes: null, isFinal: false }

  const hashes = await madeOf(tile, parts)
  const whole = 'whole' in parts ? parts.whole : null
  if (whole) await demandRoot(whole)
  return { ledger, bytes: joinBytes(...hashes), isFinal: whole !== null && !isStopped }
}

/** What one tile is made of. At most 256 rows are read, and of a complete tile one. */
export function partsOf(db: D1Database, ref: LedgerRef, tile: Tile): Question<TileParts> {
  return tile.width === TILE_WIDTH ? storedTile(db, ref, tile) : partsBelow(db, ref, tile)
}

/** The hashes of a tile that the tree is known to have. Throws if what makes it is not there. */
export async function madeOf(tile: Tile, parts: TileParts): Promise<Uint8Array[]> {
  if ('whole' in parts) {
    if (parts.whole) return parts.whole.hashes
    throw new TileMissing()
  }
  if ('roots' in parts) {
    if (parts.roots.length === tile.width) return parts.roots
    throw new TileMissing()
  }
  if (parts.entries.length < tile.width) throw new Error('entries of a ledger are missing')
  return Promise.all(parts.entries.map((entry) => leafHash(entry)))
}

/** Tiles rest in caches for good: one that was damaged where it is stored must not get there. */
async function demandRoot({ hashes, root }: Whole) {
  const again = await rootOf(await addLeaves(EMPTY_EDGE, hashes))
  if (!equalBytes(again, root)) throw new Error('a stored tile does not lead to its root')
}

function storedTile(db: D1Database, ref: LedgerRef, tile: Tile): Question<TileParts> {
  return question<{ hashes: string; root: string }, TileParts>(
    db
      .prepare(
        `SELECT hex(hashes) AS hashes, hex(root) AS root FROM tile
         WHERE letter_id = coalesce(?1, (SELECT id FROM letter WHERE slug = ?2),
                                    (SELECT id FROM letter WHERE uuid = ?3))
           AND level = ?4 AND number = ?5`
      )
      .bind(...ledgerParams(ref), tile.level, tile.number),
    ([row]) => ({ whole: row ? wholeOf(row) : null })
  )
}

function wholeOf({ hashes, root }: { hashes: string; root: string }): Whole {
  return { hashes: hashesOf(Uint8Array.fromHex(hashes)), root: Uint8Array.fromHex(root) }
}

function partsBelow(db: D1Database, ref: LedgerRef, tile: Tile): Question<TileParts> {
  const first = tile.number * TILE_WIDTH
  if (tile.level === 0) {
    const { statement, answer } = entriesFrom(db, ref, first, tile.width)
    return { statement, answer: (rows) => ({ entries: answer(rows) }) }
  }
  return question<{ root: string }, TileParts>(
    db
      .prepare(
        `SELECT hex(root) AS root FROM tile
         WHERE letter_id = coalesce(?1, (SELECT id FROM letter WHERE slug = ?2),
                                    (SELECT id FROM letter WHERE uuid = ?3))
           AND level = ?4 AND number >= ?5 AND number < ?5 + ?6
         ORDER BY number`
      )
      .bind(...ledgerParams(ref), tile.level - 1, first, tile.width),
    (rows) => ({ roots: rows.map(({ root }) => Uint8Array.fromHex(root)) })
  )
}
