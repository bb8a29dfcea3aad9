import { whichParams, type Which } from './troubled'

/** Takes refused or unknown mails off the stewards' list. Returns how many. */
export async function giveUp(db: D1Database, which: Which, now: Date): Promise<number> {
  const { meta } = await db
    .prepare(
      `UPDATE outbox SET given_up_at = ?3, address = NULL, details = NULL
       WHERE state IN ('refused', 'unknown') AND given_up_at IS NULL
         AND (id = ?1 OR state = ?2)`
    )
    .bind(...whichParams(which), now.getTime())
    .run()
  return meta.changes
}
