const WEEK_MS = 7 * 24 * 60 * 60 * 1000
const AT_ONCE = 5000

/**
 * Forgets mail that was dealt with a week ago and that no cap counts any more: it was answered, or
 * nobody had typed the address into a form.
 */
export async function prune(db: D1Database, now: Date) {
  await db
    .prepare(
      `DELETE FROM outbox WHERE id IN (
         SELECT id FROM outbox
         WHERE state IN ('sent', 'skipped') AND to_key IS NULL AND created_at < ? LIMIT ?)`
    )
    .bind(now.getTime() - WEEK_MS, AT_ONCE)
    .run()
}
