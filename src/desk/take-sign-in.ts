import { addressKey } from '../mailbox'
import { hashOf, newSecret } from './session'

/** In which browser somebody signs in, and the hash of a session that it held until now. */
export type In = { browser: string; endedHash: string | null }

/**
 * Uses a sign-in up and starts a session, in one batch: of two at once only one does. Makes the
 * account if there is none, and ends the session that this browser held. Returns the new session's
 * secret, or null if the sign-in was used or ran out meanwhile.
 */
export async function takeSignIn(
  db: D1Database,
  master: Uint8Array,
  { id, address }: { id: string; address: string },
  { browser, endedHash }: In,
  now: Date
): Promise<string | null> {
  const at = now.getTime()
  const secret = newSecret()
  const key = await addressKey(master, address)
  const [, , started] = await db.batch([
    db
      .prepare(
        `UPDATE sign_in SET used_at = ?2
         WHERE id = ?1 AND used_at IS NULL AND expires_at > ?2 AND session_hash IS NULL`
      )
      .bind(id, at),
    db
      .prepare(
        `INSERT INTO account (address, address_key, created_at) SELECT ?, ?, ? WHERE changes() > 0
         ON CONFLICT (address_key) DO UPDATE SET address = excluded.address`
      )
      .bind(address, key, at),
    db
      .prepare(
        `INSERT INTO session (hash, account_id, browser, created_at, seen_at)
         SELECT ?1, id, ?2, ?3, ?3 FROM account WHERE address_key = ?4 AND changes() > 0`
      )
      .bind(await hashOf(secret), browser, at, key),
    db.prepare('DELETE FROM session WHERE hash = ? AND changes() > 0').bind(endedHash),
  ])
  return started?.meta.changes ? secret : null
}
