import { INVITATION_MS } from './invitation'

/**
 * Forgets the invitations that nobody answered in time, and in the team's list of what was done the
 * addresses that were invited that long ago: whoever accepted stands there by name.
 */
export async function forgetInvitations(db: D1Database, now: Date): Promise<void> {
  const at = now.getTime()
  await db.batch([
    db.prepare('DELETE FROM invitation WHERE expires_at <= ?').bind(at),
    db
      .prepare(
        `UPDATE audit SET detail = json_remove(detail, '$.address')
         WHERE letter_id IS NOT NULL AND detail->>'address' IS NOT NULL AND at <= ?`
      )
      .bind(at - INVITATION_MS),
  ])
}
