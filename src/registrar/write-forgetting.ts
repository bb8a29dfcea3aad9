import type { Group } from './group'

/** What a group lets go of, or no longer writes to: suppressions, erased addresses, unasked mail. */
export function writeForgetting(db: D1Database, group: Group, now: Date): D1PreparedStatement[] {
  return [
    ...suppress(db, group, now),
    ...forgetAddresses(db, group),
    ...withList(group.lifted, (keys) => [
      db
        .prepare(
          `DELETE FROM suppression
           WHERE letter_id = ?1 AND email_key IN (SELECT value FROM json_each(?2))`
        )
        .bind(group.letter.id, keys),
    ]),
    // Who answered has asked for their mail after all: it no longer counts towards the caps.
    ...withList(group.answered, (ids) => [
      db
        .prepare(
          `UPDATE outbox SET to_key = NULL
           WHERE signature_id IN (SELECT value FROM json_each(?)) AND to_key IS NOT NULL`
        )
        .bind(ids),
    ]),
    ...withList(group.unmailed, (ids) => [
      db
        .prepare(
          `DELETE FROM outbox
           WHERE signature_id IN (SELECT value FROM json_each(?)) AND state = 'waiting'`
        )
        .bind(ids),
    ]),
  ]
}

function suppress(db: D1Database, group: Group, now: Date): D1PreparedStatement[] {
  return withList(group.suppressed, (keys) => [
    db
      .prepare(
        `INSERT INTO suppression (letter_id, email_key, reason, created_at)
         SELECT ?1, value, 'disowned', ?3 FROM json_each(?2) WHERE true
         ON CONFLICT DO NOTHING`
      )
      .bind(group.letter.id, keys, now.getTime()),
  ])
}

/** Mail on its way to the provider loses its keys now, and its address once it has arrived. */
function forgetAddresses(db: D1Database, group: Group): D1PreparedStatement[] {
  return withList(group.forgotten, (keys) => [
    db
      .prepare(
        `DELETE FROM outbox
         WHERE letter_id = ?1 AND to_key IN (SELECT value FROM json_each(?2))
           AND state <> 'claimed'`
      )
      .bind(group.letter.id, keys),
    db
      .prepare(
        `UPDATE outbox SET to_key = NULL, signature_id = NULL
         WHERE letter_id = ?1 AND to_key IN (SELECT value FROM json_each(?2))`
      )
      .bind(group.letter.id, keys),
    // Mail about every letter belongs to none. One that still waits was asked for, and goes out.
    db
      .prepare(
        `UPDATE outbox SET to_key = NULL
         WHERE letter_id IS NULL AND to_key IN (SELECT value FROM json_each(?))
           AND state NOT IN ('waiting', 'claimed')`
      )
      .bind(keys),
    db
      .prepare(
        `DELETE FROM code_try
         WHERE letter_id = ?1 AND email_key IN (SELECT value FROM json_each(?2))`
      )
      .bind(group.letter.id, keys),
    db
      .prepare(
        `UPDATE signature SET email_key = NULL
         WHERE letter_id = ?1 AND email_key IN (SELECT value FROM json_each(?2))`
      )
      .bind(group.letter.id, keys),
  ])
}

function withList<T>(
  items: Iterable<T>,
  statements: (json: string) => D1PreparedStatement[]
): D1PreparedStatement[] {
  const list = [...items]
  return list.length > 0 ? statements(JSON.stringify(list)) : []
}
