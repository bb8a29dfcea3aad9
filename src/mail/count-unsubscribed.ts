/**
 * Counts one more who wants no more mail after an update: in the batch that lets them go, and with
 * `if-changed` only if the statement before it there did so.
 */
export function countUnsubscribed(
  db: D1Database,
  updateId: number,
  when: 'always' | 'if-changed'
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO mailing_count (update_id, what, n)
       SELECT id, 'unsubscribed', 1 FROM letter_update
       WHERE id = ?1 AND (?2 = 'always' OR changes() > 0)
       ON CONFLICT (update_id, what) DO UPDATE SET n = n + 1`
    )
    .bind(updateId, when)
}
