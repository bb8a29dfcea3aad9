import { question, type Question } from '../ask'
import { refParams, type LetterRef } from '../letters/letter'

/** A number that a letter's published total reached, and the ledger's size that first had it. */
export type Milestone = { number: number; reachedAt: number; ledgerSize: number }

/** The milestones of a letter in the order in which they were reached. None is ever taken back. */
export function milestonesOf(db: D1Database, ref: LetterRef): Question<Milestone[]> {
  return question<Milestone, Milestone[]>(
    db
      .prepare(
        `SELECT number, reached_at AS reachedAt, ledger_size AS ledgerSize FROM milestone
         WHERE letter_id = coalesce(?1, (SELECT id FROM letter WHERE slug = ?2))
         ORDER BY ledger_size, number`
      )
      .bind(...refParams(ref)),
    (rows) => rows
  )
}
