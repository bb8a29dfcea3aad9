import { question, type Question } from '../ask'
import { COUNTED_TO, TROUBLED_COUNTS } from './traffic'

/** Mail that went wrong: refused or unknown and not dealt with; came back for good, or was called spam. */
export type FailingMail = { refused: number; unknown: number; bounced: number; complained: number }

/**
 * Counts the mail that went wrong, without looking through what was sent; what waits for a steward up
 * to `COUNTED_TO` and one more.
 */
export function failingMail(db: D1Database): Question<FailingMail> {
  return question<FailingMail, FailingMail>(
    db
      .prepare(
        `SELECT ${TROUBLED_COUNTS},
                (SELECT coalesce(sum(n), 0) FROM mail_outcome WHERE outcome = 'bounced') AS bounced,
                (SELECT coalesce(sum(n), 0) FROM mail_outcome WHERE outcome = 'complained')
                  AS complained`
      )
      .bind(COUNTED_TO + 1),
    ([row = { refused: 0, unknown: 0, bounced: 0, complained: 0 }]) => row
  )
}
