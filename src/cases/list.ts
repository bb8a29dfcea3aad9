import { question, type Question } from '../ask'
import { LIVING_STATES } from '../living-cases'
import type { CaseState, Noticed } from './case'

/** A case as the list of a letter’s cases shows it. */
export type ListedCase = {
  id: string
  state: CaseState
  listed: number
  sentence: string | null
  noticed: Noticed | null
  openedAt: number
  endedAt: number | null
  opener: string | null
  /** Objections that wait for a decision. */
  objections: number
}

type Row = Omit<ListedCase, 'noticed'> & { noticed: string | null }

const LISTED_CASE = `signature_case.id, state, listed, sentence, noticed, opened_at AS openedAt,
  ended_at AS endedAt, coalesce(account.name, account.address) AS opener,
  (SELECT count(*) FROM objection WHERE objection.case_id = signature_case.id
     AND settled_at IS NULL AND objection.letter_id = ?1) AS objections`

/** So many that live are listed, which is more than anybody works on. */
const MOST_LIVING = 100

/** The cases of a letter that are not ended, oldest first. */
export function livingCases(db: D1Database, letterId: number): Question<ListedCase[]> {
  return listed(
    db
      .prepare(
        `SELECT ${LISTED_CASE} FROM signature_case INDEXED BY signature_case_living
         LEFT JOIN account ON account.id = opened_by
         WHERE signature_case.letter_id = ?1
           AND state IN ${LIVING_STATES}
         ORDER BY opened_at, signature_case.id LIMIT ?2`
      )
      .bind(letterId, MOST_LIVING)
  )
}

/** Those that are ended and were opened before then, newest first. */
export function endedCases(
  db: D1Database,
  letterId: number,
  before: number,
  limit: number
): Question<ListedCase[]> {
  return listed(
    db
      .prepare(
        `SELECT ${LISTED_CASE} FROM signature_case LEFT JOIN account ON account.id = opened_by
         WHERE signature_case.letter_id = ?1 AND opened_at < ?2
           AND state IN ('done', 'cancelled', 'dismissed', 'undone')
         ORDER BY opened_at DESC LIMIT ?3`
      )
      .bind(letterId, before, limit)
  )
}

function listed(statement: D1PreparedStatement): Question<ListedCase[]> {
  return question<Row, ListedCase[]>(statement, (rows) =>
    rows.map((row) => ({
      ...row,
      noticed: row.noticed === null ? null : (JSON.parse(row.noticed) as Noticed),
    }))
  )
}
