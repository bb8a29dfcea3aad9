const WEEK_MS = 7 * 24 * 60 * 60 * 1000
/** A mailbox that is full says so for three days at most. */
const DEALT_WITH_MS = 3 * 24 * 60 * 60 * 1000
/** News of what became of mail about an update can come late. */
const MONTH_MS = 30 * 24 * 60 * 60 * 1000
const AT_ONCE = 5000
/** Five million a night: more than two mails a signature on the largest petition’s largest day. */
const ROUNDS = 1000

/**
 * Forgets mail that was dealt with three days ago and that no cap counts any more: it was answered, or
 * nobody had typed the address into a form; mail about an update, a month ago. What a steward must still look at stays.
 */
export async function prune(db: D1Database, now: Date) {
  const weekAgo = now.getTime() - WEEK_MS
  // Of these the caps remember a week; only confirm mails are counted for ever.
  await db
    .prepare(
      `UPDATE outbox SET to_key = NULL
       WHERE to_key IS NOT NULL AND asked IN ('links', 'my-data', 'notice') AND mail IS NOT 'confirm'
         AND state NOT IN ('waiting', 'claimed') AND created_at < ?`
    )
    .bind(weekAgo)
    .run()
  for (let round = 0; round < ROUNDS; round++) {
    const { results } = await db
      .prepare(
        `DELETE FROM outbox WHERE id IN (
           SELECT id FROM outbox
           WHERE (state IN ('sent', 'skipped')
                  OR (state IN ('refused', 'unknown') AND given_up_at IS NOT NULL))
             AND to_key IS NULL AND created_at < iif(update_id IS NULL, ?1, ?2) LIMIT ?3)
         RETURNING id`
      )
      .bind(now.getTime() - DEALT_WITH_MS, now.getTime() - MONTH_MS, AT_ONCE)
      .all()
    if (results.length < AT_ONCE) return
  }
}
