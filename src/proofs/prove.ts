import { ask, type Question } from '../ask'
import { checkConsistency } from '../ledger/check-proof'
import { consistencyPath, inclusionPath, proofHashes, tilesFor } from '../ledger/prove'
import type { HashAt, Subtree } from '../ledger/prove'
import { TILE_WIDTH, type Tile } from '../ledger/tile'
import { formatTlogProof } from '../ledger/tlog-proof'
import type { StoredCheckpoint } from './checkpoint'
import { entriesFrom } from './read-entries'
import { madeOf, partsOf, type TileParts } from './read-tiles'

/** Proves that a ledger of one size grew from one of another; nothing to prove if they are equal. */
export async function proveConsistency(
  db: D1Database,
  letterId: number,
  from: number,
  to: number
): Promise<Uint8Array[]> {
  const path = consistencyPath(from, to)
  return proofHashes(path, await hashesFor(db, letterId, [path], to))
}

/** The same between two published heads, checked against both before it is given to anybody. */
export async function proveGrowth(
  db: D1Database,
  letterId: number,
  old: StoredCheckpoint,
  grown: StoredCheckpoint
): Promise<Uint8Array[]> {
  const proof = await proveConsistency(db, letterId, old.size, grown.size)
  await checkConsistency({
    from: BigInt(old.size),
    to: BigInt(grown.size),
    oldRoot: old.root,
    newRoot: grown.root,
    proof,
  })
  return proof
}

/** Proves entries to be in the tree of a checkpoint: a C2SP tlog-proof for each. One D1 call. */
export async function proofsOfEntries(
  db: D1Database,
  letterId: number,
  indices: number[],
  { size, note }: StoredCheckpoint
): Promise<string[]> {
  const paths = indices.map((index) => ({ index, path: inclusionPath(index, size) }))
  const all = paths.map(({ path }) => path)
  const hashAt = await hashesFor(db, letterId, all, size)
  return Promise.all(
    paths.map(async ({ index, path }) =>
      formatTlogProof({
        extra: null,
        index,
        hashes: await proofHashes(path, hashAt),
        checkpoint: note,
      })
    )
  )
}

/** A checkpoint's total as a C2SP tlog-proof: its SUMMARY, shown to be the last entry. */
export async function proofOfTotal(
  db: D1Database,
  letterId: number,
  { size, note }: StoredCheckpoint
): Promise<string> {
  const path = inclusionPath(size - 1, size)
  const last = entriesFrom(db, { id: letterId }, size - 1, 1)
  const tiles = tilesFor(path, size)
  const [[extra], ...parts] = await ask<[Uint8Array[], ...TileParts[]]>(
    db,
    last,
    ...questionsFor(db, letterId, tiles)
  )
  if (!extra) throw new Error('the last entry of a ledger is missing')
  const hashes = await proofHashes(path, await hashesIn(tiles, parts))
  return formatTlogProof({ extra, index: size - 1, hashes, checkpoint: note })
}

/** The hashes that some proofs need, in one D1 call. */
async function hashesFor(
  db: D1Database,
  letterId: number,
  paths: Subtree[][][],
  size: number
): Promise<HashAt> {
  const tiles = tilesFor(paths.flat(), size)
  const parts =
    tiles.length > 0 ? await ask<TileParts[]>(db, ...questionsFor(db, letterId, tiles)) : []
  return hashesIn(tiles, parts)
}

function questionsFor(db: D1Database, id: number, tiles: Tile[]): Question<TileParts>[] {
  return tiles.map((tile) => partsOf(db, { id }, tile))
}

async function hashesIn(tiles: Tile[], parts: TileParts[]): Promise<HashAt> {
  const made = new Map<string, Uint8Array[]>()
  for (const [i, tile] of tiles.entries()) {
    const found = parts[i] ?? { whole: null }
    made.set(`${tile.level}/${tile.number}`, await madeOf(tile, found))
  }
  return (level, index) => {
    const hashes = made.get(`${level}/${Math.floor(index / TILE_WIDTH)}`)
    const hash = hashes?.[index % TILE_WIDTH]
    if (hash) return hash
    throw new RangeError(`hash ${index} of level ${level} was not read`)
  }
}
