import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type LetterRef } from '../letters/letter'

/** A number that a letter's published total reached, and the ledger's size that first had it. */
export type Milestone = { number: number; reachedAt: number; ledgerSize: number }

/** The milestones of a letter in the order in which they were reached. None is ever taken back. */
export function milestonesOf(db: D1Database, ref: LetterRef): Question<Milestone[]> {
  return question<{ milestones: string }, Milestone[]>(
    db
      .prepare(
        `SELECT milestones_reached AS milestones FROM letter
         WHERE id = ${LETTER_MEANT}`
      )
      .bind(...refParams(ref)),
    ([row]) => (row ? (JSON.parse(row.milestones) as Milestone[]) : [])
  )
}
