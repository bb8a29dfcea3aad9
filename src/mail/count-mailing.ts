/**
 * Counts what mails about updates come to, in the batch that settles them and before it does:
 * `json` lists them with their states.
 */
export function countSettled(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO mailing_count (update_id, what, n)
       SELECT letter_update.id, value->>'state', count(*)
       FROM json_each(?) CROSS JOIN outbox ON outbox.id = value->>'id'
         CROSS JOIN letter_update ON letter_update.id = outbox.update_id
       WHERE outbox.state = 'claimed' GROUP BY 1, 2
       ON CONFLICT (update_id, what) DO UPDATE SET n = n + excluded.n`
    )
    .bind(json)
}

/** The same of those in a batch for which no mail was chosen, before they are skipped. */
export function countSkipped(db: D1Database, batch: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO mailing_count (update_id, what, n)
       SELECT letter_update.id, 'skipped', count(*)
       FROM outbox CROSS JOIN letter_update ON letter_update.id = outbox.update_id
       WHERE batch = ? AND outbox.state = 'claimed' AND mail IS NULL GROUP BY 1
       ON CONFLICT (update_id, what) DO UPDATE SET n = n + excluded.n`
    )
    .bind(batch)
}

/** The same of refused or unknown ones that are to go once more: they are so no longer. */
export function uncountTroubled(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE mailing_count SET n = max(n - going, 0)
       FROM (SELECT outbox.update_id, outbox.state, count(*) AS going
             FROM json_each(?) CROSS JOIN outbox ON outbox.id = value->>'id'
             WHERE outbox.update_id IS NOT NULL AND outbox.state IN ('refused', 'unknown')
               AND given_up_at IS NULL AND value->>'address' IS NOT NULL
             GROUP BY 1, 2) AS again
       WHERE mailing_count.update_id = again.update_id AND what = again.state`
    )
    .bind(json)
}
