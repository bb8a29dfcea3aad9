import { hashOf } from './session'

/** What a mailed link leads to. `other-browser`: it was asked for in one that is not this. */
export type FoundSignIn =
  | { outcome: 'ready'; id: string; address: string }
  | { outcome: 'broken' | 'expired' | 'used' | 'other-browser' }

/**
 * The sign-in of a link's token, as a browser with this secret may use it. One that was made at the
 * command line works in any browser.
 */
export async function findSignIn(
  db: D1Database,
  token: string,
  browserHash: string | null,
  now: Date
): Promise<FoundSignIn> {
  const row = await db
    .prepare(
      `SELECT id, address, browser_hash AS browserHash, expires_at AS expiresAt, used_at AS usedAt
       FROM sign_in WHERE token_hash = ? AND session_hash IS NULL`
    )
    .bind(await hashOf(token))
    .first<{
      id: string
      address: string
      browserHash: string | null
      expiresAt: number
      usedAt: number | null
    }>()

  if (!row) return { outcome: 'broken' }
  if (row.usedAt !== null) return { outcome: 'used' }
  if (row.expiresAt <= now.getTime()) return { outcome: 'expired' }
  const isElsewhere = row.browserHash !== null && row.browserHash !== browserHash
  return isElsewhere
    ? { outcome: 'other-browser' }
    : { outcome: 'ready', id: row.id, address: row.address }
}
