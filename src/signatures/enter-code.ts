import { codeFor } from '../code'
import { sameSecret } from '../keys'
import { addressKey } from '../mailbox'
import { countTry, forgetTry, TRIES_A_DAY, type EnteredCode } from './code-tries'

/**
 * Compares a code with those of the mails that reached this address about this letter. Five wrong
 * ones a day over all of them; after that only the link works.
 */
export async function enterCode(
  db: D1Database,
  master: Uint8Array,
  letterId: number,
  address: string,
  code: string,
  now: Date
): Promise<EnteredCode> {
  const emailKey = await addressKey(master, address)
  const [counted, mailed] = await db.batch<unknown>([
    countTry(db, letterId, emailKey, now),
    listMailed(db, letterId, emailKey, now),
  ])
  const { tries } = (counted?.results[0] ?? { tries: 0 }) as { tries: number }
  if (tries > TRIES_A_DAY) return { outcome: 'used-up' }

  for (const { id, expiresAt } of (mailed?.results ?? []) as { id: string; expiresAt: number }[]) {
    if (!sameSecret(code, await codeFor(master, id))) continue
    await forgetTry(db, letterId, emailKey)
    return { outcome: 'right', id, expiresAt }
  }
  return { outcome: 'wrong', triesLeft: TRIES_A_DAY - tries }
}

/** A code is worth something only once the provider has taken the mail that holds it. */
function listMailed(db: D1Database, letterId: number, emailKey: string, now: Date) {
  return db
    .prepare(
      `SELECT DISTINCT signature.id, signature.expires_at AS expiresAt
       FROM outbox JOIN signature ON signature.id = outbox.signature_id
       WHERE outbox.to_key = ?2 AND outbox.letter_id = ?1 AND outbox.mail = 'confirm'
         AND outbox.state = 'sent'
         AND signature.state = 'pending' AND signature.expires_at > ?3
         AND ?4 >= (SELECT tries FROM code_try WHERE letter_id = ?1 AND email_key = ?2)
       LIMIT 5`
    )
    .bind(letterId, emailKey, now.getTime(), TRIES_A_DAY)
}
