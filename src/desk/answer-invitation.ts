import type { Account } from './account'
import { auditIfChanged } from './audit'

/** Answers an invitation: yes makes a member, and either ends it. Returns whether it still stood. */
export async function answerInvitation(
  db: D1Database,
  account: Account,
  letterId: number,
  accepts: boolean,
  now: Date
): Promise<boolean> {
  const { id: accountId, addressKey: key } = account
  const done = { letterId, accountId, act: accepts ? 'join-team' : 'decline-invitation' }
  const results = await db.batch([
    db
      .prepare(
        `INSERT INTO member (letter_id, account_id, role, since)
         SELECT letter_id, ?3, role, ?4 FROM invitation
         WHERE letter_id = ?1 AND address_key = ?2 AND expires_at > ?4 AND ?5
         ON CONFLICT DO NOTHING`
      )
      .bind(letterId, key, accountId, now.getTime(), accepts ? 1 : 0),
    db
      .prepare('DELETE FROM invitation WHERE letter_id = ? AND address_key = ? AND expires_at > ?')
      .bind(letterId, key, now.getTime()),
    auditIfChanged(db, done, now),
  ])
  return results[1]?.meta.changes === 1
}
