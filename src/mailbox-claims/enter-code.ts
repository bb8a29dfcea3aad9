import { codeFor } from '../code'
import { sameSecret, tokenFor } from '../keys'
import { countTry, forgetTry, TRIES_A_DAY, type EnteredCode } from '../signatures/code-tries'
import { letterIdOf } from '../signatures/signature'

/**
 * Compares a code with those that were mailed to the school mailboxes given for a signature. Five
 * wrong ones a day over all of them; after that only the link works.
 */
export async function enterMailboxCode(
  db: D1Database,
  master: Uint8Array,
  signatureId: string,
  code: string,
  now: Date
): Promise<EnteredCode> {
  const letterId = letterIdOf(signatureId)
  const key = await tokenFor(master, 'school-mailbox-code', signatureId)
  const [counted, mailed] = await db.batch<unknown>([
    countTry(db, letterId, key, now),
    listMailed(db, signatureId, now),
  ])
  const { tries } = (counted?.results[0] ?? { tries: 0 }) as { tries: number }
  if (tries > TRIES_A_DAY) return { outcome: 'used-up' }

  for (const { id, expiresAt } of (mailed?.results ?? []) as { id: string; expiresAt: number }[]) {
    if (!sameSecret(code, await codeFor(master, id, 'school-mailbox-code'))) continue
    await forgetTry(db, letterId, key)
    return { outcome: 'right', id, expiresAt }
  }
  return { outcome: 'wrong', triesLeft: TRIES_A_DAY - tries }
}

/** A code is worth something only once the provider has taken the mail that holds it. */
function listMailed(db: D1Database, signatureId: string, now: Date) {
  return db
    .prepare(
      `SELECT id, expires_at AS expiresAt FROM mailbox_claim
       WHERE signature_id = ? AND is_mailed = 1 AND expires_at > ? AND address IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM outbox
                         WHERE outbox.id = mailbox_claim.id AND state <> 'sent')
       ORDER BY created_at DESC LIMIT 5`
    )
    .bind(signatureId, now.getTime())
}
