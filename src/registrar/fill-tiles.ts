import { ask } from '../ask'
import {
  EMPTY_FRONTIER,
  growFrontier,
  rootOfFrontier,
  trimFrontier,
  type CompleteTile,
} from '../ledger/frontier'
import { TILE_WIDTH } from '../ledger/tile'
import { leafHash } from '../ledger/tree'
import { entriesFrom } from '../proofs/read-entries'
import type { Tree } from './memory'
import { LedgerBroken } from './seal-draft'
import { writeTiles } from './write-ledger'

/** Tiles of this many entries are made and written at a time. */
const AT_ONCE = 32 * TILE_WIDTH

/**
 * Makes every complete tile of a ledger from its entries: one that is older than its tiles, or whose
 * tiles were thrown away because they were damaged. Throws LedgerBroken, and has written nothing,
 * if the entries do not lead to the root.
 */
export async function fillTiles(db: D1Database, letterId: number, { size, root }: Tree) {
  const found = await readThrough(db, letterId, size, () => Promise.resolve())
  if (found.toHex() !== root) throw new LedgerBroken(`${size} entries do not lead to the root`)

  await readThrough(db, letterId, size, async (tiles) => {
    if (tiles.length > 0) await db.batch(writeTiles(db, letterId, tiles))
  })
}

/** Reads every entry in order and hands on the tiles that they complete. Returns the root. */
async function readThrough(
  db: D1Database,
  letterId: number,
  size: number,
  onTiles: (tiles: CompleteTile[]) => Promise<void>
): Promise<Uint8Array> {
  let frontier = EMPTY_FRONTIER
  while (frontier.size < size) {
    const to = Math.min(frontier.size + AT_ONCE, size)
    const entries = await readEntries(db, letterId, frontier.size, to)
    const leaves = await Promise.all(entries.map((bytes) => leafHash(bytes)))
    const grown = await growFrontier(frontier, leaves)
    await onTiles(grown.tiles)
    frontier = trimFrontier(grown.frontier)
  }
  return rootOfFrontier(frontier)
}

async function readEntries(db: D1Database, letterId: number, from: number, to: number) {
  const [entries] = await ask(db, entriesFrom(db, { id: letterId }, from, to - from))
  // Each position can be there once only, so that as many as asked for are those asked for.
  if (entries.length === to - from) return entries
  throw new LedgerBroken(`an entry between ${from} and ${to} is missing`)
}
