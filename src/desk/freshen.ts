/** How long destructive acts are allowed after a fresh code. */
const FRESH_MS = 10 * 60 * 1000

/** Uses a fresh code up, for the session that asked for it alone. False: it was used meanwhile. */
export async function freshen(
  db: D1Database,
  sessionHash: string,
  signInId: string,
  now: Date
): Promise<boolean> {
  const at = now.getTime()
  const [, fresh] = await db.batch([
    db
      .prepare(
        `UPDATE sign_in SET used_at = ?3
         WHERE id = ?1 AND session_hash = ?2 AND used_at IS NULL AND expires_at > ?3`
      )
      .bind(signInId, sessionHash, at),
    db
      .prepare('UPDATE session SET fresh_until = ? WHERE hash = ? AND changes() > 0')
      .bind(at + FRESH_MS, sessionHash),
  ])
  return Boolean(fresh?.meta.changes)
}
