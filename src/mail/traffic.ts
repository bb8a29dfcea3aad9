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

/** Counts the mail. It reads about as many rows as were sent in a day: for stewards alone. */
export function trafficOf(db: D1Database, now: Date): Question<Traffic> {
  const at = now.getTime()
  return question<Traffic, Traffic>(
    db
      .prepare(
        `SELECT
           (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'claimed')) AS waiting,
           (SELECT count(*) FROM outbox
            WHERE state IN ('waiting', 'claimed') AND next_at > ?1) AS deferred,
           (SELECT min(next_at) FROM outbox
            WHERE state IN ('waiting', 'claimed') AND next_at <= ?1) AS oldest,
           (SELECT count(*) FROM outbox WHERE sent_at > ?2) AS sentLastMinute,
           (SELECT count(*) FROM outbox WHERE sent_at > ?3) AS sentLastHour,
           (SELECT count(*) FROM outbox WHERE sent_at > ?4) AS sentLastDay,
           (SELECT count(*) FROM outbox WHERE state IN ('refused', 'unknown')
            AND given_up_at IS NULL AND state = 'refused') AS refused,
           (SELECT count(*) FROM outbox WHERE state IN ('refused', 'unknown')
            AND given_up_at IS NULL AND state = 'unknown') AS unknown,
           (SELECT count(*) FROM dead_letter) AS deadLetters`
      )
      .bind(at, at - MINUTE_MS, at - HOUR_MS, at - DAY_MS),
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
