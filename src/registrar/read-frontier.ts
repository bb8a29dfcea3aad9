import { question, type Question } from '../ask'
import { frontierStart, type Frontier, type FrontierRow } from '../ledger/frontier'
import { hashCount, TILE_WIDTH } from '../ledger/tile'
import { leafHash } from '../ledger/tree'

/** What a ledger's incomplete tiles are made of: its last entries, and roots of complete tiles. */
export type FrontierParts = {
  entries: Uint8Array[]
  roots: { level: number; number: number; root: number[] }[]
}

/** The entries that fill no tile yet; where all do, those of the last tile. */
export function lastEntriesOf(db: D1Database, letterId: number): Question<Uint8Array[]> {
  return question<{ bytes: number[] }, Uint8Array[]>(
    db
      .prepare(
        `SELECT bytes FROM ledger_entry
         WHERE letter_id = ?1
           AND position >= (SELECT size - 1 - (size - 1) % 256 FROM head WHERE letter_id = ?1)
         ORDER BY position`
      )
      .bind(letterId),
    (rows) => rows.map(({ bytes }) => Uint8Array.from(bytes))
  )
}

/** The roots that fill no tile of their own level yet: those of the complete tiles below. */
export function lastRootsOf(db: D1Database, letterId: number): Question<FrontierParts['roots']> {
  return question<FrontierParts['roots'][number], FrontierParts['roots']>(
    db
      .prepare(
        `SELECT tile.level + 1 AS level, tile.number, tile.root
         FROM head CROSS JOIN json_each('[0,1,2,3,4,5]') AS below
         CROSS JOIN tile ON tile.letter_id = head.letter_id AND tile.level = below.value
           AND tile.number >= ((head.size >> (8 * (below.value + 2))) << 8)
         WHERE head.letter_id = ?1`
      )
      .bind(letterId),
    (rows) => rows.toSorted((a, b) => a.level - b.level || a.number - b.number)
  )
}

/** A ledger's frontier, its leaf hashes made anew from the entries; null if a tile is missing. */
export async function frontierFrom(size: number, parts: FrontierParts): Promise<Frontier | null> {
  const last = size % TILE_WIDTH === 0 ? [] : parts.entries
  const leaves = await Promise.all(last.map((entry) => leafHash(entry)))
  const rows: FrontierRow[] = []
  for (let level = 0; hashCount(level, size) > 0; level++) {
    const start = frontierStart(level, size)
    const roots = parts.roots.filter((one) => one.level === level)
    const hashes = level === 0 ? leaves : roots.map(({ root }) => Uint8Array.from(root))
    if (start + hashes.length !== hashCount(level, size)) return null
    rows.push({ start, hashes })
  }
  return { size, rows }
}
