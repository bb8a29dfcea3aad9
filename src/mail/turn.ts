import { question, type Question } from '../ask'
import { domainsAround } from '../mailbox'
import type { Scheduled } from './outbox'
import { sendNoticeIfChanged } from './send-notice'

const MINUTE_MS = 60 * 1000
const HOUR_MS = 60 * MINUTE_MS

/**
 * How much mail that strangers can cause one domain gets, so that no school’s mail server is flooded,
 * or takes us for a flood. Ten times as much where the register or a steward knows the domain. Each
 * divides its minute or hour into whole milliseconds.
 */
const MOST = { inMinute: 20, inHour: 100, knownTimes: 10 } as const

/** Nothing waits longer for its hour than this; from then on only the minutes are kept. */
const LONGEST_WAIT_MS = 24 * HOUR_MS

/** A wait that a steward should know of. */
const LONG_WAIT_MS = 5 * MINUTE_MS

export type Turn = {
  mailId: string
  domain: string
  /** The domain as `mail_domain` has it. */
  key: number
  /** Does it count as signing with that domain. */
  isSigning: boolean
}

/**
 * Has a requested mail wait for its domain’s turn; these follow the statement that promises it. Each
 * mail uses up its share of the clock’s hours and minutes, and goes in the first of both that has
 * room. The second answers with a `Scheduled` if the mail has to wait. Stewards get a notice of a
 * domain whose mails wait, once in an hour.
 */
export async function takeTurn(
  db: D1Database,
  { mailId, domain, key, isSigning }: Turn,
  stewards: string[],
  now: Date
): Promise<D1PreparedStatement[]> {
  const at = now.getTime()
  const hour = at - (at % HOUR_MS)
  const minute = at - (at % MINUTE_MS)
  return [
    db
      .prepare(
        `INSERT INTO mail_domain (key, first_at, n, hour_used, minute_used)
         SELECT ?1, ?2, ?3, ?4 + promised * ?6 / times, ?5 + promised * ?7 / times
         FROM (SELECT EXISTS (SELECT 1 FROM outbox WHERE id = ?8) AS promised,
                      iif(EXISTS (SELECT 1 FROM allowed WHERE kind = 'domain'
                            AND value IN (SELECT value FROM json_each(?9)))
                          OR EXISTS (SELECT 1 FROM school
                            WHERE domain IN (SELECT value FROM json_each(?9))), ?10, 1) AS times)
         WHERE true
         ON CONFLICT (key) DO UPDATE SET
           n = n + excluded.n,
           hour_used = max(excluded.hour_used,
             min(hour_used, ?2 + ?11) + excluded.hour_used - ?4),
           minute_used = max(excluded.minute_used, excluded.minute_used - ?5
             + max(minute_used,
                   cast(min(hour_used, ?2 + ?11) / 3600000 AS INTEGER) * 3600000))`
      )
      .bind(
        key,
        at,
        isSigning ? 1 : 0,
        hour,
        minute,
        HOUR_MS / MOST.inHour,
        MINUTE_MS / MOST.inMinute,
        mailId,
        JSON.stringify(domainsAround(domain)),
        MOST.knownTimes,
        LONGEST_WAIT_MS
      ),
    db
      .prepare(
        `UPDATE outbox SET next_at = turn
         FROM (SELECT (minute_used - 1) / 60000 * 60000 AS turn FROM mail_domain WHERE key = ?1)
         WHERE id = ?2 AND next_at < turn
         RETURNING id, next_at AS nextAt`
      )
      .bind(key, mailId),
    db
      .prepare(
        `UPDATE mail_domain SET told_at = ?2
         WHERE key = ?1 AND minute_used > ?2 + ?3 AND told_at < ?4`
      )
      .bind(key, at, LONG_WAIT_MS, hour),
    sendNoticeIfChanged(db, { notice: 'mail-waits', domain }, stewards, now),
  ]
}

/** By when all mail that waits for a domain has gone, where that is long; the same for everyone there. */
export function waitsUntil(db: D1Database, key: number | null, now: Date): Question<number | null> {
  return question<{ until: number }, number | null>(
    db
      .prepare('SELECT minute_used AS until FROM mail_domain WHERE key = ? AND minute_used > ?')
      .bind(key, now.getTime() + LONG_WAIT_MS),
    ([row]) => row?.until ?? null
  )
}

/** When a mail may go, of a batch that promised it and took its turn. */
export function scheduledIn(results: D1Result<Scheduled>[]): Scheduled | null {
  return results.flatMap((one) => one.results).findLast((row) => row.nextAt !== undefined) ?? null
}
