import { question, type Question } from '../ask'

/** What a mail came to for good, from the lightest to the gravest. */
const OUTCOMES = ['delivered', 'bounced', 'complained'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What the provider's news counts as: an outcome; or late, or never sent after all. */
export type Counted = Outcome | 'delayed' | 'failed'

/** How often the provider told of something, and when last. */
export type OutcomeCount = { outcome: Counted; reason: string; n: number; newestAt: number }

const MOST_ROWS = 100

/** The outcomes that one takes the place of; the news may come in any order. */
export function lighterThan(outcome: Outcome): Outcome[] {
  return OUTCOMES.slice(0, OUTCOMES.indexOf(outcome))
}

/** What became of the mail about a letter; null: of all mail. Nothing of it says whose it was. */
export function outcomesOf(db: D1Database, letterId: number | null): Question<OutcomeCount[]> {
  const statement =
    letterId === null
      ? db
          .prepare(
            `SELECT outcome, reason, sum(n) AS n, max(newest_at) AS newestAt FROM mail_outcome
             GROUP BY outcome, reason ORDER BY outcome, n DESC LIMIT ?`
          )
          .bind(MOST_ROWS)
      : db
          .prepare(
            `SELECT outcome, reason, n, newest_at AS newestAt FROM mail_outcome
             WHERE letter_id = ? ORDER BY outcome, n DESC LIMIT ?`
          )
          .bind(letterId, MOST_ROWS)
  return question<OutcomeCount, OutcomeCount[]>(statement, (rows) => rows)
}
