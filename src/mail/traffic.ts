import { question, type Question } from '../ask'

const MINUTE_MS = 60 * 1000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How mail is doing, in numbers. */
export type Traffic = {
  /** Promised and not yet with the provider, and how many of those may not go yet. */
  waiting: number
  deferred: number
  /** When the one that has waited longest was to go. */
  oldest: number | null
  sentLastMinute: number
  sentLastHour: number
  sentLastDay: number
  refused: number
  unknown: number
  deadLetters: number
}

/** Counting ends here: one more stands for that or more. */
export const COUNTED_TO = 1000

/** What waits for a steward, as columns of SQL: `refused` and `unknown`, each counted up to `?1`. */
export const TROUBLED_COUNTS = `(SELECT count(*) FROM (SELECT 1 FROM outbox
     WHERE state IN ('refused', 'unknown') AND given_up_at IS NULL AND state = 'refused'
     LIMIT ?1)) AS refused,
  (SELECT count(*) FROM (SELECT 1 FROM outbox
     WHERE state IN ('refused', 'unknown') AND given_up_at IS NULL AND state = 'unknown'
     LIMIT ?1)) AS unknown`

/** Counts the mail, each number up to `COUNTED_TO` and one more. */
export function trafficOf(db: D1Database, now: Date): Question<Traffic> {
  const at = now.getTime()
  return question<Traffic, Traffic>(
    db
      .prepare(
        `SELECT
           (SELECT count(*) FROM (SELECT 1 FROM outbox
            WHERE state IN ('waiting', 'claimed') LIMIT ?1)) AS waiting,
           (SELECT count(*) FROM
             (SELECT 1 FROM outbox
              WHERE state IN ('waiting', 'claimed') AND (asked <> 'confirm') = 0 AND next_at > ?2
              UNION ALL
              SELECT 1 FROM outbox
              WHERE state IN ('waiting', 'claimed') AND (asked <> 'confirm') = 1 AND next_at > ?2
              LIMIT ?1)) AS deferred,
           (SELECT min(oldest) FROM
             (SELECT min(next_at) AS oldest FROM outbox
              WHERE state IN ('waiting', 'claimed') AND (asked <> 'confirm') = 0 AND next_at <= ?2
              UNION ALL
              SELECT min(next_at) FROM outbox
              WHERE state IN ('waiting', 'claimed') AND (asked <> 'confirm') = 1 AND next_at <= ?2
             )) AS oldest,
           (SELECT count(*) FROM (SELECT 1 FROM outbox WHERE sent_at > ?3 LIMIT ?1))
             AS sentLastMinute,
           (SELECT count(*) FROM (SELECT 1 FROM outbox WHERE sent_at > ?4 LIMIT ?1)) AS sentLastHour,
           (SELECT count(*) FROM (SELECT 1 FROM outbox WHERE sent_at > ?5 LIMIT ?1)) AS sentLastDay,
           ${TROUBLED_COUNTS},
           (SELECT count(*) FROM (SELECT 1 FROM dead_letter LIMIT ?1)) AS deadLetters`
      )
      .bind(COUNTED_TO + 1, at, at - MINUTE_MS, at - HOUR_MS, at - DAY_MS),
    ([row]) => row ?? NO_TRAFFIC
  )
}

const NO_TRAFFIC: Traffic = {
  waiting: 0,
  deferred: 0,
  oldest: null,
  sentLastMinute: 0,
  sentLastHour: 0,
  sentLastDay: 0,
  refused: 0,
  unknown: 0,
  deadLetters: 0,
}
