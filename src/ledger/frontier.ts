import { hashCount, TILE_WIDTH } from './tile.ts'
import { rootOfSubtrees, subtreesOf, type HashAt } from './prove.ts'
import { addLeaves, EMPTY_EDGE, HASH_LENGTH, joinSubtrees } from './tree.ts'
import { joinBytes } from './bytes.ts'

/** Hashes of one level of tiles, from number `start` on to the last. */
export type FrontierRow = { start: number; hashes: Uint8Array[] }

/**
 * A tree's incomplete tiles, the lowest first: all that growing it, and proving that it grew, needs.
 * It holds the same as the right edge, and comes from other places.
 */
export type Frontier = { size: number; rows: FrontierRow[] }

/** A tile that no later leaf can change, and the root over its hashes. */
export type CompleteTile = { level: number; number: number; root: Uint8Array; hashes: Uint8Array }

export const EMPTY_FRONTIER: Frontier = { size: 0, rows: [] }

/** Where the incomplete tile of a level begins, counted in hashes of that level. */
export function frontierStart(level: number, size: number): number {
  return hashCount(level + 1, size) * TILE_WIDTH
}

/**
 * The frontier after more leaves, and the tiles completed on the way. Its rows still begin where
 * they did, so that what was there before can be proved too; `trimFrontier` cuts them.
 */
export async function growFrontier(
  frontier: Frontier,
  leaves: Uint8Array[]
): Promise<{ frontier: Frontier; tiles: CompleteTile[] }> {
  const rows = frontier.rows.map((row) => ({ ...row, hashes: [...row.hashes] }))
  const tiles: CompleteTile[] = []
  let added = leaves
  for (let level = 0; added.length > 0; level++) {
    const row = (rows[level] ??= { start: 0, hashes: [] })
    const before = row.start + row.hashes.length
    row.hashes.push(...added)
    const completed = await completeTiles(level, row, before)
    tiles.push(...completed)
    added = completed.map(({ root }) => root)
  }
  return { frontier: { size: frontier.size + leaves.length, rows }, tiles }
}

/** The same frontier without the tiles that are complete by now. */
export function trimFrontier({ size, rows }: Frontier): Frontier {
  return {
    size,
    rows: rows.map(({ start, hashes }, level) => {
      const from = frontierStart(level, size)
      return { start: from, hashes: hashes.slice(from - start) }
    }),
  }
}

/** Looks up a hash by level and number; throws a RangeError at one from before the frontier. */
export function hashInFrontier({ rows }: Frontier): HashAt {
  return (level, index) => {
    const row = rows[level]
    const hash = row?.hashes[index - row.start]
    if (hash) return hash
    throw new RangeError(`hash ${index} of level ${level} is not at hand`)
  }
}

/** The root of the tree whose frontier this is; it must have leaves. */
export function rootOfFrontier(frontier: Frontier): Promise<Uint8Array> {
  return rootOfSubtrees(subtreesOf(0, frontier.size), hashInFrontier(frontier))
}

async function completeTiles(
  level: number,
  { start, hashes }: FrontierRow,
  before: number
): Promise<CompleteTile[]> {
  const tiles: CompleteTile[] = []
  const first = Math.floor(before / TILE_WIDTH)
  for (let number = first; (number + 1) * TILE_WIDTH <= start + hashes.length; number++) {
    const from = number * TILE_WIDTH - start
    const own = hashes.slice(from, from + TILE_WIDTH)
    const { roots } = await addLeaves(EMPTY_EDGE, own)
    tiles.push({ level, number, root: await joinSubtrees(roots), hashes: joinBytes(...own) })
  }
  return tiles
}

/** A tile's bytes as the hashes that they are. */
export function hashesOf(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.floor(bytes.length / HASH_LENGTH) }, (_, i) =>
    bytes.slice(i * HASH_LENGTH, (i + 1) * HASH_LENGTH)
  )
}
