import { question, type Question } from '../ask'
import type { Letter } from '../letters/letter'
import { stageOf, type Stage, type Staged } from './rights'

/** A letter as stewards find it in their list. */
export type AnyLetter = {
  id: number
  title: string
  stage: Stage
  stopped: Letter['stopped']
  /** How its team sees the owner; null: nobody owns it at the desk. */
  owner: string | null
  counted: number
}

const PAGE = 100

/** Every letter of the site, the newest first, a page of them from before that id on. */
export function allLetters(
  db: D1Database,
  now: Date,
  before: number | null = null
): Question<AnyLetter[]> {
  type Row = Staged & Omit<AnyLetter, 'stage'>
  return question<Row, AnyLetter[]>(
    db
      .prepare(
        `SELECT letter.id, coalesce(nullif(letter.title, ''), draft.title, '') AS title, state,
                stopped, archived_at AS archivedAt, opens_at AS opensAt, closes_at AS closesAt,
                closed_at AS closedAt, finished_at AS finishedAt, handed_in_at AS handedInAt,
                (SELECT coalesce(account.name, account.address)
                 FROM member JOIN account ON account.id = member.account_id
                 WHERE member.letter_id = letter.id AND role = 'owner') AS owner,
                coalesce(confirmed - withdrawn - removed, 0) AS counted
         FROM letter
         LEFT JOIN draft ON draft.letter_id = letter.id
         LEFT JOIN head ON head.letter_id = letter.id
         WHERE letter.id < coalesce(?1, 9e15)
         ORDER BY letter.id DESC LIMIT ?2`
      )
      .bind(before, PAGE),
    (rows) =>
      rows.map(({ id, title, stopped, owner, counted, ...rest }) => {
        return { id, title, stopped, owner, counted, stage: stageOf({ ...rest, stopped }, now) }
      })
  )
}

/** Where the next page of such a list begins; null: this was the last. */
export function pageAfter(letters: AnyLetter[]): number | null {
  return letters.length === PAGE ? (letters.at(-1)?.id ?? null) : null
}
