import { clearAlarm, raiseAlarm } from '../alarm'
import { ask, question, type Question } from '../ask'
import { ukMoment } from '../uk-time'
import { outageOf } from './outage'
import { oldestConfirm, SLOW_MS } from './slow'

/** Mail is no longer slow once nothing has waited this long: the alarm must not flicker. */
const DRAINED_MS = 60 * 1000

const HOUR_MS = 60 * 60 * 1000

const DAY_MS = 24 * HOUR_MS

/** What large receivers bear of a sender's mail in a day; below so many, it says nothing. */
const MOST_COMPLAINTS = { least: 5, oneIn: 1000 }
const MOST_BOUNCES = { least: 20, oneIn: 20 }

/** An address that the provider refuses is everyday; so many in an hour are not. */
const MANY_REFUSED = 20

/**
 * Looks whether mail needs a person, raises an alarm for what does, and clears those whose cause is
 * gone: for every minute.
 */
export async function watchMail(db: D1Database, stewards: string[], now: Date): Promise<void> {
  const [oldest, outage, unknown, refused, dead, complaints, bounces] = await ask(
    db,
    oldestConfirm(db),
    outageOf(db),
    countUnknown(db),
    countRefused(db, now),
    countDead(db),
    tooMany(db, 'complained', MOST_COMPLAINTS, now),
    tooMany(db, 'bounced', MOST_BOUNCES, now)
  )
  const late = oldest === null ? 0 : now.getTime() - oldest
  const found: [kind: string, isSo: boolean, detail: string][] = [
    ['mail-slow', late >= SLOW_MS, slow(oldest ?? 0, outage?.problem)],
    ['mail-unknown', unknown > 0, `${mails(unknown)} may or may not have arrived. ${ASKS}`],
    ['mail-refused', refused >= MANY_REFUSED, `${mails(refused)} were refused in an hour. ${ASKS}`],
    [
      'mail-complaints',
      complaints > 0,
      `${mails(complaints)} of a day were called spam. ${SLOWER}`,
    ],
    ['mail-bounces', bounces > 0, `${mails(bounces)} of a day came back for good. ${SLOWER}`],
  ]
  for (const [kind, isSo, detail] of found) {
    if (isSo) await raiseAlarm(db, stewards, { kind, letterId: null, detail }, now)
    else if (kind !== 'mail-slow' || late < DRAINED_MS) {
      await clearAlarm(db, { kind, letterId: null }, now)
    }
  }
  if (dead === 0) await clearAlarm(db, { kind: DEAD_LETTERS, letterId: null }, now)
}

/** The alarm about tickets that the queue gave up; it ends when their mails have left. */
export const DEAD_LETTERS = 'mail-dead-letter'

const ASKS = 'A steward must say whether to send again or give up.'

const SLOWER = 'Providers soon turn away a site that goes on like this: see whose letter it is.'

function slow(since: number, problem?: string): string {
  const said = problem
    ? `The provider last said: ${problem}`
    : 'The provider said nothing against it: does the mail consumer run?'
  return `Confirm mail has waited since ${ukMoment(since)}. ${said}`
}

function mails(n: number): string {
  return n === 1 ? '1 mail' : `${n} mails`
}

function countUnknown(db: D1Database): Question<number> {
  return count(
    db.prepare(
      `SELECT count(*) AS n FROM outbox
       WHERE state IN ('refused', 'unknown') AND state = 'unknown' AND given_up_at IS NULL`
    )
  )
}

function countRefused(db: D1Database, now: Date): Question<number> {
  return count(
    db
      .prepare(
        `SELECT count(*) AS n FROM outbox
         WHERE state IN ('refused', 'unknown') AND state = 'refused' AND given_up_at IS NULL
           AND created_at > ?`
      )
      .bind(now.getTime() - HOUR_MS)
  )
}

function countDead(db: D1Database): Question<number> {
  return count(
    db.prepare(
      `SELECT count(*) AS n FROM dead_letter JOIN outbox ON outbox.id = dead_letter.outbox_id
       WHERE outbox.state IN ('waiting', 'claimed')`
    )
  )
}

/**
 * How many mails of a day came to this, if there are more than `least` and than one in so many of
 * all that were sent; or else 0. It reads those, and no more of the others than it takes to tell.
 */
function tooMany(
  db: D1Database,
  outcome: 'complained' | 'bounced',
  { least, oneIn }: typeof MOST_COMPLAINTS,
  now: Date
): Question<number> {
  return count(
    db
      .prepare(
        `WITH ill (n) AS (SELECT count(*) FROM outbox
           WHERE outcome IN ('bounced', 'complained') AND outcome = ?1 AND sent_at > ?2)
         SELECT n FROM ill
         WHERE n >= ?3 AND n * ?4 >
           (SELECT count(*) FROM
              (SELECT 1 FROM outbox WHERE sent_at > ?2 LIMIT (SELECT n * ?4 FROM ill)))`
      )
      .bind(outcome, now.getTime() - DAY_MS, least, oneIn)
  )
}

function count(statement: D1PreparedStatement): Question<number> {
  return question<{ n: number }, number>(statement, ([row]) => row?.n ?? 0)
}
