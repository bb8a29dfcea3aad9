import { ask, question } from '../ask'
import { sendNoticeIfChanged } from '../mail/send-notice'
import { addressKey } from '../mailbox'
import { UNSUBSCRIBE_LINK_MS } from '../unsubscribing'
import { FOLLOW_LINK_MS, followedColumns, followingId, type Followed } from './follow'

const DAY_MS = 24 * 60 * 60 * 1000

/** So many followings may be begun with one address in 24 hours, of all letters and hosts together. */
const A_DAY = 6

/**
 * Notes that an address may want to follow, and promises it the mail that asks; or, if it follows
 * already, the mail that says so. Past the cap, or if nothing may go there any more, nothing is
 * written; whoever asked can't tell.
 */
export async function askToFollow(
  db: D1Database,
  master: Uint8Array,
  followed: Followed,
  email: string,
  now: Date
): Promise<void> {
  const at = now.getTime()
  const key = await addressKey(master, email)
  const id = `${await followingId(master, key, followed)}.${crypto.randomUUID()}`
  const [following] = await ask(db, followingOf(db, key, followed))
  const worksUntil = at + FOLLOW_LINK_MS
  const notice = {
    notice: 'follow-link' as const,
    id,
    of: followed.of,
    name: followed.name,
    following,
    worksUntil: following === null ? worksUntil : at + UNSUBSCRIBE_LINK_MS,
  }
  await db.batch([
    db
      .prepare(
        `INSERT INTO follow (id, letter_id, host_id, state, email_key, address, created_at, expires_at)
         SELECT ?1, ?2, ?3, 'asked', ?4, ?5, ?6, ?7
         WHERE ?9 > (SELECT count(*) FROM follow WHERE email_key = ?4 AND created_at > ?6 - ?8)
           AND NOT EXISTS (SELECT 1 FROM suppression WHERE letter_id = ?2 AND email_key = ?4)
           AND NOT EXISTS (SELECT 1 FROM unreachable WHERE email_key = ?4)`
      )
      .bind(id, ...followedColumns(followed), key, email, at, worksUntil, DAY_MS, A_DAY),
    sendNoticeIfChanged(db, notice, [email], now),
  ])
}

/** The id of an address's following of that, or null. */
function followingOf(db: D1Database, emailKey: string, followed: Followed) {
  return question<{ id: string }, string | null>(
    db
      .prepare(
        `SELECT id FROM follow
         WHERE email_key = ?1 AND letter_id IS ?2 AND host_id IS ?3 AND state = 'following'`
      )
      .bind(emailKey, ...followedColumns(followed)),
    ([follow]) => follow?.id ?? null
  )
}
