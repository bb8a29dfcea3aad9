import { ask, question } from '../ask'
import { letterOf } from '../letters/find'
import type { Letter } from '../letters/letter'
import type { Head, SignatureRow } from './row'

/** All that a group of acts is decided on, of one moment. */
export type Known = {
  letter: Letter | null
  /** SHA-256 of its newest edition, in hex. */
  newestText: string | null
  head: Head | null
  rows: SignatureRow[]
}

/**
 * Reads a letter, its head, the signatures acted on and those that share an address with one of
 * them and stand. Of `whole` ids every row of the address is read but the pending. One D1 call.
 */
export async function readKnown(
  db: D1Database,
  letterId: number,
  ids: string[],
  whole: string[]
): Promise<Known> {
  const [letter, newestText, head, rows] = await ask<
    [Letter | null, string | null, Head | null, SignatureRow[]]
  >(
    db,
    letterOf(db, { id: letterId }),
    newestTextOf(db, letterId),
    headOf(db, letterId),
    rowsOf(db, letterId, ids, whole)
  )
  return { letter, newestText, head, rows }
}

/** The head alone, to find out whether a batch landed. */
export async function readHead(db: D1Database, letterId: number): Promise<Head | null> {
  const [head] = await ask<[Head | null]>(db, headOf(db, letterId))
  return head
}

function newestTextOf(db: D1Database, letterId: number) {
  return question<{ sha256: string }, string | null>(
    db
      .prepare('SELECT sha256 FROM edition WHERE letter_id = ? ORDER BY number DESC LIMIT 1')
      .bind(letterId),
    ([newest]) => newest?.sha256 ?? null
  )
}

function headOf(db: D1Database, letterId: number) {
  return question<Head, Head | null>(
    db
      .prepare(
        `SELECT version, size, root, edge, hour, confirmed, withdrawn, removed
         FROM head WHERE letter_id = ?`
      )
      .bind(letterId),
    ([head]) => head ?? null
  )
}

function rowsOf(db: D1Database, letterId: number, ids: string[], whole: string[]) {
  return question<SignatureRow, SignatureRow[]>(
    db
      .prepare(
        `SELECT id, state, edition, name, role, role_other AS roleOther, school, country, public,
                updates, assurance, email, email_key AS emailKey, domain_key AS domainKey,
                kept_address AS keptAddress, salt, address_mac AS addressMac, number, entry, amended,
                created_at AS createdAt, expires_at AS expiresAt, confirmed_at AS confirmedAt,
                changed_at AS changedAt
         FROM signature
         WHERE letter_id = ?1 AND id IN (
           SELECT value FROM json_each(?2)
           UNION
           SELECT other.id FROM json_each(?2) AS given
           JOIN signature AS mine ON mine.id = given.value
           JOIN signature AS other INDEXED BY one_live_per_address
             ON other.email_key = mine.email_key AND other.letter_id = ?1
             AND other.state IN ('held', 'counted')
           UNION
           SELECT other.id FROM json_each(?3) AS given
           JOIN signature AS mine ON mine.id = given.value
           JOIN signature AS other ON other.email_key = mine.email_key AND other.letter_id = ?1
             AND other.state <> 'pending'
         )`
      )
      .bind(letterId, JSON.stringify(ids), JSON.stringify(whole)),
    (rows) => rows
  )
}
