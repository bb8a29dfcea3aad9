import { sendNoticeIfChanged } from '../mail/send-notice'
import { tokenFor } from '../keys'
import { addressKey } from '../mailbox'
import { hashOf } from './session'

/** How long a code and its link work. */
export const CODE_MS = 10 * 60 * 1000

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
const AN_HOUR = 6
const A_DAY = 40

/** Who may use the code: the browser that asked to sign in, or the session that wants a fresh one. */
export type Asker = { browserHash: string } | { sessionHash: string }

/**
 * Promises a code to an address. Whether anybody has an account there is not looked up. Past the
 * caps nothing is written; sign-ins and fresh codes are counted apart, so that strangers who type
 * an address keep nobody from a fresh code.
 */
export async function askSignIn(
  db: D1Database,
  master: Uint8Array,
  address: string,
  asker: Asker,
  now: Date
): Promise<void> {
  const at = now.getTime()
  const id = crypto.randomUUID()
  const { browserHash, sessionHash } = { browserHash: null, sessionHash: null, ...asker }
  const worksUntil = at + CODE_MS
  const notice = { notice: 'sign-in' as const, id, fresh: sessionHash !== null, worksUntil }
  await db.batch([
    db
      .prepare(
        `INSERT INTO sign_in
           (id, address, address_key, browser_hash, session_hash, token_hash, created_at, expires_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
         FROM (SELECT count(*) AS a_day, count(*) FILTER (WHERE created_at > ?7 - ?9) AS an_hour
               FROM sign_in
               WHERE address_key = ?3 AND created_at > ?7 - ?10
                 AND (session_hash IS NULL) = (?5 IS NULL))
         WHERE an_hour < ?11 AND a_day < ?12`
      )
      .bind(
        id,
        address,
        await addressKey(master, address),
        browserHash,
        sessionHash,
        await hashOf(await tokenFor(master, 'sign-in-link', id)),
        at,
        worksUntil,
        HOUR_MS,
        DAY_MS,
        AN_HOUR,
        A_DAY
      ),
    sendNoticeIfChanged(db, notice, [address], now),
  ])
}

/** Forgets what the caps no longer count. */
export async function forgetSignIns(db: D1Database, now: Date) {
  await db
    .prepare('DELETE FROM sign_in WHERE expires_at <= ?')
    .bind(now.getTime() - DAY_MS)
    .run()
}
