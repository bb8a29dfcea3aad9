import type { Group } from './group'
import { withList } from './with-list'

/** Who is not to be mailed about the letter any more, or is again; mail that waits for the former goes. */
export function writeSuppression(db: D1Database, group: Group, now: Date): D1PreparedStatement[] {
  const keys = [...group.suppressed]
  const stopped = keys.filter(([, stops]) => stops).map(([key]) => key)
  const lifted = keys.filter(([, stops]) => !stops).map(([key]) => key)
  return [
    ...withList(stopped, (json) => [
      db
        .prepare(
          `INSERT INTO suppression (letter_id, email_key, reason, created_at)
           SELECT ?1, value, 'disowned', ?3 FROM json_each(?2) WHERE true
           ON CONFLICT DO NOTHING`
        )
        .bind(group.letter.id, json, now.getTime()),
      db
        .prepare(
          `DELETE FROM outbox
           WHERE letter_id = ?1 AND to_key IN (SELECT value FROM json_each(?2))
             AND state = 'waiting'`
        )
        .bind(group.letter.id, json),
      db
        .prepare(
          `DELETE FROM follow
           WHERE letter_id = ?1 AND email_key IN (SELECT value FROM json_each(?2))`
        )
        .bind(group.letter.id, json),
    ]),
    ...withList(lifted, (json) => [
      db
        .prepare(
          `DELETE FROM suppression
           WHERE letter_id = ?1 AND email_key IN (SELECT value FROM json_each(?2))`
        )
        .bind(group.letter.id, json),
    ]),
  ]
}
