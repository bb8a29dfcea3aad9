import { ask, question, type Question } from '../ask'
import { equalBytes, joinBytes } from '../ledger/bytes'
import { hashesOf } from '../ledger/frontier'
import { hashCount, TILE_WIDTH, type Tile } from '../ledger/tile'
import { addLeaves, EMPTY_EDGE, leafHash, rootOf } from '../ledger/tree'
import { ledgerOf, ledgerParams, type LedgerRef } from './ledger'
import { entriesFrom, type ReadBytes } from './read-entries'

/**
 * What was found of a tile: its hashes if it is complete and stored, or else what they are made
 * from, the entries or the roots of the tiles below.
 */
export type TileParts = { whole: Whole | null } | { entries: Uint8Array[] } | { roots: Root[] }

type Whole = { hashes: Uint8Array[]; root: Uint8Array }
type Root = { number: number; root: Uint8Array }

/**
 * A tile of a ledger as C2SP tlog-tiles has it; null if there is no such ledger. One D1 call, unless
 * a complete tile is not stored.
 */
export async function readTile(
  db: D1Database,
  uuid: string,
  tile: Tile
): Promise<ReadBytes | null> {
  const [ledger, parts] = await ask(db, ledgerOf(db, uuid), partsOf(db, { uuid }, tile))
  if (!ledger) return null
  const end = tile.number * TILE_WIDTH + tile.width
  if (end > hashCount(tile.level, ledger.size)) return { ledger, bytes: null }

  const hashes = await madeOf(db, { uuid }, tile, parts)
  if ('whole' in parts && parts.whole) await demandRoot(parts.whole)
  return { ledger, bytes: joinBytes(...hashes) }
}

/** What one tile is made of. At most 256 rows are read, and of a complete tile one. */
export function partsOf(db: D1Database, ref: LedgerRef, tile: Tile): Question<TileParts> {
  return tile.width === TILE_WIDTH ? storedTile(db, ref, tile) : partsBelow(db, ref, tile)
}

/** The hashes of a tile that the tree is known to have. Throws if what makes it is not there. */
export async function madeOf(
  db: D1Database,
  ref: LedgerRef,
  tile: Tile,
  parts: TileParts
): Promise<Uint8Array[]> {
  if ('whole' in parts) {
    if (parts.whole) return parts.whole.hashes
    const [below] = await ask(db, partsBelow(db, ref, tile))
    return madeOf(db, ref, tile, below)
  }
  if ('roots' in parts) return rootsOf(db, ref, tile, parts.roots)
  if (parts.entries.length < tile.width) throw new Error('entries of a ledger are missing')
  return Promise.all(parts.entries.map((entry) => leafHash(entry)))
}

/** Tiles rest in caches for good: one that was damaged where it is stored must not get there. */
async function demandRoot({ hashes, root }: Whole) {
  const again = await rootOf(await addLeaves(EMPTY_EDGE, hashes))
  if (!equalBytes(again, root)) throw new Error('a stored tile does not lead to its root')
}

/** The roots of the complete tiles below. Those that are not stored are made from their own parts. */
async function rootsOf(db: D1Database, ref: LedgerRef, tile: Tile, stored: Root[]) {
  const roots = new Map(stored.map(({ number, root }) => [number, root]))
  const below = Array.from({ length: tile.width }, (_, i) => {
    return { level: tile.level - 1, number: tile.number * TILE_WIDTH + i, width: TILE_WIDTH }
  })
  const hashes: Uint8Array[] = []
  for (const one of below) {
    hashes.push(roots.get(one.number) ?? (await rootOfTile(db, ref, one)))
  }
  return hashes
}

async function rootOfTile(db: D1Database, ref: LedgerRef, tile: Tile): Promise<Uint8Array> {
  const hashes = await madeOf(db, ref, tile, { whole: null })
  return rootOf(await addLeaves(EMPTY_EDGE, hashes))
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
  return question<{ number: number; root: string }, TileParts>(
    db
      .prepare(
        `SELECT number, hex(root) AS root FROM tile
         WHERE letter_id = coalesce(?1, (SELECT id FROM letter WHERE slug = ?2),
                                    (SELECT id FROM letter WHERE uuid = ?3))
           AND level = ?4 AND number >= ?5 AND number < ?5 + ?6`
      )
      .bind(...ledgerParams(ref), tile.level - 1, first, tile.width),
    (rows) => ({
      roots: rows.map(({ number, root }) => ({ number, root: Uint8Array.fromHex(root) })),
    })
  )
}
