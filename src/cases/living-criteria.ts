import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type LetterRef } from '../letters/letter'
import { LIVING_STATES } from '../living-cases'
import type { Criteria } from './case'

/** What the letter’s cases look for that nobody has decided yet: at most the twenty newest. */
export function livingCriteria(db: D1Database, ref: LetterRef): Question<Criteria[]> {
  return question<{ criteria: string }, Criteria[]>(
    db
      .prepare(
        `SELECT criteria FROM signature_case INDEXED BY signature_case_living
         WHERE letter_id = ${LETTER_MEANT}
           AND state IN ${LIVING_STATES}
           AND state IN ('suggested', 'open', 'asked')
         ORDER BY rowid DESC LIMIT 20`
      )
      .bind(...refParams(ref)),
    (rows) => rows.map(({ criteria }) => JSON.parse(criteria) as Criteria)
  )
}
