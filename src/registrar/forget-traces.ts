import type { Group } from './group'
import { withList } from './with-list'

/**
 * How a signature came in goes with what its signer typed, and how the owner of its name was asked;
 * what a case says of it no longer leads to it. Runs while rows still have the keys of their addresses.
 */
export function forgetTraces(db: D1Database, group: Group): D1PreparedStatement[] {
  const { id } = group.letter
  const gone = group
    .moved()
    .flatMap(({ was, is }) =>
      is && !group.erased.has(was.id) && is.state !== 'disowned' ? [] : [was]
    )
  const ofRows = withList(
    gone.map((row) => [row.createdAt, row.id]),
    (json) => [
      db
        .prepare(
          `DELETE FROM trace WHERE (letter_id, at, signature_id) IN
             (SELECT ?1, value->>0, value->>1 FROM json_each(?2))`
        )
        .bind(id, json),
    ]
  )
  const ofPending = withList(group.emptied, (json) => [
    db
      .prepare(
        `DELETE FROM trace WHERE (letter_id, at, signature_id) IN
           (SELECT letter_id, created_at, id FROM signature INDEXED BY signature_by_address
            WHERE letter_id = ?1 AND email_key IN (SELECT value FROM json_each(?2))
              AND state = 'pending')`
      )
      .bind(id, json),
  ])
  const ofErased = withList(group.erased, (json) => [
    // By what name somebody was looked for, of a case that has ended; of another, once it ends.
    db
      .prepare(
        `UPDATE signature_case SET criteria = json_remove(criteria, '$.name', '$.nameLike')
         WHERE state IN ('done', 'cancelled', 'dismissed', 'undone') AND id IN
           (SELECT case_id FROM case_signature
            WHERE signature_id IN (SELECT value FROM json_each(?)))`
      )
      .bind(json),
    db
      .prepare(
        `UPDATE case_signature SET signature_id = NULL
         WHERE signature_id IN (SELECT value FROM json_each(?))`
      )
      .bind(json),
    db
      .prepare(
        `UPDATE objection SET signature_id = NULL, words = '', answer = NULL,
                              settled_at = coalesce(settled_at, created_at)
         WHERE signature_id IN (SELECT value FROM json_each(?))`
      )
      .bind(json),
  ])
  const ofChecks = withList(new Set([...group.erased, ...group.underNewNames()]), (json) => [
    db
      .prepare('DELETE FROM notable_check WHERE signature_id IN (SELECT value FROM json_each(?))')
      .bind(json),
  ])
  return [...ofRows, ...ofPending, ...ofErased, ...ofChecks]
}
