import { question, type Question } from '../ask'

/** Somebody of a letter’s team who may decide about signatures. */
export type Decider = { id: number; address: string }

export function decidersOf(db: D1Database, letterId: number): Question<Decider[]> {
  return question<Decider, Decider[]>(
    db
      .prepare(
        `SELECT account.id, address FROM member JOIN account ON account.id = account_id
         WHERE letter_id = ? AND role IN ('owner', 'checker')`
      )
      .bind(letterId),
    (rows) => rows
  )
}
