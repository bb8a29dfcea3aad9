import { clearAlarm, raiseAlarm } from '../alarm'
import { ask, question, type Question } from '../ask'
import { ukMoment } from '../uk-time'
import { outageOf } from './outage'
import { oldestConfirm, SLOW_MS } from './slow'

/** Mail is no longer slow once nothing has waited this long: the alarm must not flicker. */
const DRAINED_MS = 60 * 1000

const HOUR_MS = 60 * 60 * 1000

/** An address that the provider refuses is everyday; so many in an hour are not. */
const MANY_REFUSED = 20

/**
 * Looks whether mail needs a person, raises an alarm for what does, and clears those whose cause is
 * gone: for every minute.
 */
export async function watchMail(db: D1Database, stewards: string[], now: Date): Promise<void> {
  const [oldest, outage, unknown, refused, dead] = await ask(
    db,
    oldestConfirm(db),
    outageOf(db),
    countUnknown(db),
    countRefused(db, now),
    countDead(db)
  )
  const late = oldest === null ? 0 : now.getTime() - oldest
  const found: [kind: string, isSo: boolean, detail: string][] = [
    ['mail-slow', late >= SLOW_MS, slow(oldest ?? 0, outage?.problem)],
    ['mail-unknown', unknown > 0, `${mails(unknown)} may or may not have arrived. ${ASKS}`],
    ['mail-refused', refused >= MANY_REFUSED, `${mails(refused)} were refused in an hour. ${ASKS}`],
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

function count(statement: D1PreparedStatement): Question<number> {
  return question<{ n: number }, number>(statement, ([row]) => row?.n ?? 0)
}
