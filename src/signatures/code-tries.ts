const DAY_MS = 24 * 60 * 60 * 1000

/** So many codes may be tried in 24 hours, wherever one is asked for. */
export const TRIES_A_DAY = 5

/** What a code that was typed came to. */
export type EnteredCode =
  | { outcome: 'right'; id: string; expiresAt: number }
  | { outcome: 'wrong'; triesLeft: number }
  | { outcome: 'used-up' }

/** Counts a try at the codes of a letter and a key, and returns how many there were: `tries`. */
export function countTry(db: D1Database, letterId: number, key: string, now: Date) {
  return db
    .prepare(
      `INSERT INTO code_try (letter_id, email_key, tries, started_at) VALUES (?1, ?2, 1, ?3)
       ON CONFLICT (letter_id, email_key) DO UPDATE SET
         tries = iif(started_at <= ?4, 1, tries + 1),
         started_at = iif(started_at <= ?4, ?3, started_at)
       RETURNING tries`
    )
    .bind(letterId, key, now.getTime(), now.getTime() - DAY_MS)
}

/** How many tries are left is shown, and must not tell that somebody else entered a right code. */
export function forgetTry(db: D1Database, letterId: number, key: string) {
  return db
    .prepare('UPDATE code_try SET tries = tries - 1 WHERE letter_id = ? AND email_key = ?')
    .bind(letterId, key)
    .run()
}

/** Forgets tries at codes whose day is over. */
export async function forgetCodeTries(db: D1Database, now: Date) {
  await db
    .prepare('DELETE FROM code_try WHERE started_at <= ?')
    .bind(now.getTime() - DAY_MS)
    .run()
}
