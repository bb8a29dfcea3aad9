import { codeFor } from '../code'
import { sameSecret } from '../keys'
import { addressKey } from '../mailbox'

const DAY_MS = 24 * 60 * 60 * 1000
const TRIES_A_DAY = 5

export type EnteredCode =
  | { outcome: 'right'; id: string; expiresAt: number }
  | { outcome: 'wrong'; triesLeft: number }
  | { outcome: 'used-up' }

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

function countTry(db: D1Database, letterId: number, emailKey: string, now: Date) {
  return db
    .prepare(
      `INSERT INTO code_try (letter_id, email_key, tries, started_at) VALUES (?1, ?2, 1, ?3)
       ON CONFLICT (letter_id, email_key) DO UPDATE SET
         tries = iif(started_at <= ?4, 1, tries + 1),
         started_at = iif(started_at <= ?4, ?3, started_at)
       RETURNING tries`
    )
    .bind(letterId, emailKey, now.getTime(), now.getTime() - DAY_MS)
}

/** How many tries are left is shown, and must not tell that somebody else entered a right code. */
function forgetTry(db: D1Database, letterId: number, emailKey: string) {
  return db
    .prepare('UPDATE code_try SET tries = tries - 1 WHERE letter_id = ? AND email_key = ?')
    .bind(letterId, emailKey)
    .run()
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

/** Forgets tries at codes whose day is over. */
export async function forgetCodeTries(db: D1Database, now: Date) {
  await db
    .prepare('DELETE FROM code_try WHERE started_at <= ?')
    .bind(now.getTime() - DAY_MS)
    .run()
}
