import { seal } from '../seal'
import { followedColumns, followingId, type Follow } from './follow'

/**
 * Somebody at the address says yes: from now on it follows, and the address is kept sealed. If it
 * follows that already, it goes on doing so once. Returns the id of the following that stands.
 */
export async function beginFollowing(
  db: D1Database,
  master: Uint8Array,
  { id, address, emailKey, followed }: Follow & { address: string },
  now: Date
): Promise<string> {
  const sealed = await seal(master, 'kept-address', address)
  const following = await followingId(master, emailKey, followed)
  const [, , stands] = await db.batch<{ id: string }>([
    db
      .prepare(
        `UPDATE follow SET id = ?7, state = 'following', kept_address = ?2, address = NULL,
                           expires_at = NULL, confirmed_at = ?3
         WHERE id = ?1 AND state = 'asked'
           AND NOT EXISTS (SELECT 1 FROM follow AS other
                           WHERE other.email_key = ?4 AND other.letter_id IS ?5
                             AND other.host_id IS ?6 AND other.state = 'following')`
      )
      .bind(id, sealed, now.getTime(), emailKey, ...followedColumns(followed), following),
    db.prepare(`DELETE FROM follow WHERE id = ? AND state = 'asked'`).bind(id),
    db
      .prepare(
        `SELECT id FROM follow
         WHERE email_key = ? AND letter_id IS ? AND host_id IS ? AND state = 'following'`
      )
      .bind(emailKey, ...followedColumns(followed)),
  ])
  return stands?.results[0]?.id ?? following
}

/** Somebody at the address says that it wasn't them: nothing of it stays. */
export async function declineToFollow(db: D1Database, id: string): Promise<void> {
  await db.prepare(`DELETE FROM follow WHERE id = ? AND state = 'asked'`).bind(id).run()
}

/** Forgets what nobody answered in time. */
export async function forgetUnanswered(db: D1Database, now: Date): Promise<void> {
  await db
    .prepare(`DELETE FROM follow WHERE state = 'asked' AND expires_at <= ?`)
    .bind(now.getTime())
    .run()
}
