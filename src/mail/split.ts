/** Makes a batch of each mail of a batch that was refused whole, so that one stops nobody else. */
export async function split(db: D1Database, batch: string, now: Date): Promise<void> {
  await db
    .prepare(
      `UPDATE outbox SET batch = id, place = 0, lease_until = ?2, tried_at = NULL
       WHERE batch = ?1 AND state = 'claimed'`
    )
    .bind(batch, now.getTime())
    .run()
}
