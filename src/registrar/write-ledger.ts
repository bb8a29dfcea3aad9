import type { CompleteTile } from '../ledger/frontier'
import type { Sealed, SignedHead } from './seal-draft'

/** Appends what was sealed: entries, the tiles that they complete, and the signed checkpoint. */
export function writeSealed(
  db: D1Database,
  letterId: number,
  { entries, tiles, signed }: Sealed,
  now: Date
): D1PreparedStatement[] {
  const rows = entries.map(({ position, bytes }) => [position, bytes.toHex()])
  return [
    db
      .prepare(
        `INSERT INTO ledger_entry (letter_id, position, bytes)
         SELECT ?1, value->>0, unhex(value->>1) FROM json_each(?2)`
      )
      .bind(letterId, JSON.stringify(rows)),
    ...writeTiles(db, letterId, tiles),
    writeSigned(db, letterId, signed, now),
  ]
}

/** Stores complete tiles, in place of any that stands there and can't be right. */
export function writeTiles(
  db: D1Database,
  letterId: number,
  tiles: CompleteTile[]
): D1PreparedStatement[] {
  return tiles.map(({ level, number, root, hashes }) =>
    db
      .prepare(
        `INSERT OR REPLACE INTO tile (letter_id, level, number, root, hashes)
         VALUES (?, ?, ?, ?, ?)`
      )
      .bind(letterId, level, number, root, hashes)
  )
}

/** Publishes a signed head. Of a size signed before, the signatures
 * change; another root for it would fail the batch. */
export function writeSigned(
  db: D1Database,
  letterId: number,
  { size, root, signatures }: SignedHead,
  now: Date
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO checkpoint (letter_id, size, at, root, signatures) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT (letter_id, size) DO UPDATE SET
         signatures = ?5, root = iif(root = ?4, root, NULL)`
    )
    .bind(letterId, size, now.getTime(), root, signatures)
}
