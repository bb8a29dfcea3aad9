import { ask, question, type Question } from '../ask'
import { addressKey } from '../mailbox'
import type { News } from './news'
import { lighterThan } from './outcome'

/** The provider sends a piece of news again for some days, and its operators later still. */
const HEARD_MS = 30 * 24 * 60 * 60 * 1000

/**
 * Takes in what the provider tells, under its own id, all at once. The same twice is counted once,
 * and of several about one mail the gravest stays, in whichever order they come. Returns the keys
 * of those who called a mail of ours spam, also if it was heard before: they want no more of it.
 * `early`: nothing was taken in, since the mail may be one whose id the provider is just giving us.
 */
export async function hear(
  db: D1Database,
  master: Uint8Array,
  id: string,
  news: News,
  now: Date
): Promise<string[] | 'early'> {
  if ((await ask(db, isEarly(db, news)))[0]) return 'early'
  const { shut } = news
  const keys = await Promise.all((shut?.addresses ?? []).map((one) => addressKey(master, one)))
  const at = now.getTime()
  try {
    await db.batch([
      // The same again ends here, and with it the batch.
      db.prepare('INSERT INTO heard (id, at) VALUES (?, ?)').bind(id, at),
      ...count(db, news, at),
      ...settleOutcome(db, news),
      ...shutOff(db, news, JSON.stringify(keys), at),
    ])
  } catch (error) {
    if (!/constraint failed: heard\.id/.test(String(error))) throw error
  }
  return shut?.why === 'complained' ? keys : []
}

/** Signatures of these addresses that news go to, or would: a page of them. */
export function signersInTouch(db: D1Database, keys: string[]): Question<string[]> {
  return question<{ id: string }, string[]>(
    db
      .prepare(
        `SELECT id FROM signature
         WHERE email_key IN (SELECT value FROM json_each(?))
           AND state IN ('counted', 'held', 'removed') AND updates = 1
         LIMIT 200`
      )
      .bind(JSON.stringify(keys)),
    (rows) => rows.map((row) => row.id)
  )
}

/** Forgets which news was heard a month ago. */
export async function forgetHeard(db: D1Database, now: Date) {
  await db
    .prepare('DELETE FROM heard WHERE at < ?')
    .bind(now.getTime() - HEARD_MS)
    .run()
}

/** Is it about a mail that nobody knows, while some are on their way to the provider. */
function isEarly(db: D1Database, { providerId }: News): Question<boolean> {
  return question<{ early: number }, boolean>(
    db
      .prepare(
        `SELECT ?1 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM outbox WHERE provider_id = ?1)
                AND EXISTS (SELECT 1 FROM outbox WHERE state = 'claimed' AND mail IS NOT NULL)
                AS early`
      )
      .bind(providerId),
    ([row]) => row?.early === 1
  )
}

function count(db: D1Database, { counts, providerId, reason }: News, at: number) {
  if (counts === null) return []
  return [
    db
      .prepare(
        `INSERT INTO mail_outcome (letter_id, outcome, reason, n, newest_at)
         SELECT coalesce((SELECT letter_id FROM outbox WHERE provider_id = ?1), 0), ?2, ?3, 1, ?4
         WHERE true
         ON CONFLICT DO UPDATE SET n = n + 1, newest_at = excluded.newest_at`
      )
      .bind(providerId, counts, reason, at),
  ]
}

/** Of an update, its numbers move along: what the mail counted as before is taken back. */
function settleOutcome(db: D1Database, { outcome, providerId }: News) {
  if (outcome === null || providerId === null) return []
  const lighter = JSON.stringify(lighterThan(outcome))
  return [
    db
      .prepare(
        `UPDATE mailing_count SET n = n - 1
         WHERE (update_id, what) IN
           (SELECT update_id, outcome FROM outbox
            WHERE provider_id = ?1 AND outcome IN (SELECT value FROM json_each(?2)))`
      )
      .bind(providerId, lighter),
    db
      .prepare(
        `INSERT INTO mailing_count (update_id, what, n)
         SELECT letter_update.id, ?3, 1
         FROM outbox JOIN letter_update ON letter_update.id = update_id
         WHERE provider_id = ?1
           AND (outcome IS NULL OR outcome IN (SELECT value FROM json_each(?2)))
         ON CONFLICT DO UPDATE SET n = n + 1`
      )
      .bind(providerId, lighter, outcome),
    db
      .prepare(
        `UPDATE outbox SET outcome = ?3
         WHERE provider_id = ?1
           AND (outcome IS NULL OR outcome IN (SELECT value FROM json_each(?2)))`
      )
      .bind(providerId, lighter, outcome),
  ]
}

function shutOff(db: D1Database, { shut, reason }: News, keys: string, at: number) {
  if (!shut || shut.addresses.length === 0) return []
  const closed = db
    .prepare(
      `INSERT INTO unreachable (email_key, reason, detail, at)
       SELECT DISTINCT value, ?2, ?3, ?4 FROM json_each(?1) WHERE true
       ON CONFLICT DO UPDATE SET reason = excluded.reason, detail = excluded.detail, at = excluded.at
       WHERE unreachable.reason = 'bounced' AND excluded.reason = 'complained'`
    )
    .bind(keys, shut.why, reason, at)
  if (shut.why === 'bounced') return [closed]
  return [
    closed,
    db.prepare('DELETE FROM follow WHERE email_key IN (SELECT value FROM json_each(?))').bind(keys),
  ]
}
