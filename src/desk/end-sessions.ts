import { hashOf, LONGEST_MS } from './session'

/** Ends the session of a cookie's secret, whoever's it is. */
export async function endSession(db: D1Database, secret: string) {
  await db
    .prepare('DELETE FROM session WHERE hash = ?')
    .bind(await hashOf(secret))
    .run()
}

/** Ends one session of an account, by its hash, or all of them. */
export async function endSessions(db: D1Database, accountId: number, hash: string | null = null) {
  await db
    .prepare('DELETE FROM session WHERE account_id = ?1 AND hash = coalesce(?2, hash)')
    .bind(accountId, hash)
    .run()
}

/** Forgets the sessions that are over by their age. */
export async function forgetSessions(db: D1Database, now: Date) {
  await db
    .prepare('DELETE FROM session WHERE created_at <= ?')
    .bind(now.getTime() - LONGEST_MS)
    .run()
}
