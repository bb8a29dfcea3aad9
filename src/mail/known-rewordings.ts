import { question, type Question } from '../ask'
import type { Letter } from '../letters/letter'
import { isPublic } from '../letters/state'

/** A letter's newest words that are more than a spelling put right. */
export type Rewording = {
  edition: number
  reason: string | null
  /** Has the letter pages that everyone sees, the change among them. */
  isPublic: boolean
}

type RewordingRow = Omit<Rewording, 'isPublic'> & Pick<Letter, 'id' | 'state' | 'stopped'>

/** The newest words of each letter that a mail is to tell of. */
export function knownRewordings(db: D1Database, asked: string): Question<Map<number, Rewording>> {
  return question<RewordingRow, Map<number, Rewording>>(
    db
      .prepare(
        `SELECT letter.id, state, stopped, number AS edition, reason
         FROM letter JOIN edition ON edition.letter_id = letter.id
           AND number = (SELECT max(number) FROM edition AS one
                         WHERE one.letter_id = letter.id AND spelling_only = 0)
         WHERE letter.id IN (SELECT value->>'letterId' FROM json_each(?)
                             WHERE value->>'asked' = 'new-edition')`
      )
      .bind(asked),
    (rows) =>
      new Map(
        rows.map(({ id, edition, reason, ...row }) => [
          id,
          { edition, reason, isPublic: isPublic(row) },
        ])
      )
  )
}
