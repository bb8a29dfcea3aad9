import { question, type Question } from '../ask'

/** In place of a letter: the list that stewards keep, for all of them. */
export const EVERY_LETTER = 0

/** So many names may a list hold. */
export function mostNotable(letterId: number): number {
  return letterId === EVERY_LETTER ? 2000 : 500
}

/** A name that is not shown before its owner was asked, and who that is. */
export type NotableName = {
  id: number
  name: string
  note: string
  addedAt: number
  /** How the team sees whoever added it. */
  addedBy: string | null
}

export type NotableList = {
  names: NotableName[]
  /** Where the next page begins; null: this was the last. */
  next: number | null
  /** How many the list holds. */
  n: number
  /** Are there changes of it with which some signatures have not been compared yet. */
  isComparing: boolean
}

type Row = NotableName & { n: number; comparing: 0 | 1 }

/** The names of a list, newest first, before that id. */
export function notableList(
  db: D1Database,
  letterId: number,
  before: number,
  limit: number
): Question<NotableList> {
  return question<Row, NotableList>(
    db
      .prepare(
        `SELECT notable_name.id, notable_name.name, note, added_at AS addedAt,
                coalesce(account.name, account.address) AS addedBy,
                (SELECT count(*) FROM notable_name WHERE letter_id = ?1) AS n,
                EXISTS (SELECT 1 FROM notable_change WHERE letter_id = ?1) AS comparing
         FROM (SELECT 1) LEFT JOIN notable_name
           ON notable_name.letter_id = ?1 AND notable_name.id < ?2
         LEFT JOIN account ON account.id = added_by
         ORDER BY notable_name.id DESC LIMIT ?3`
      )
      .bind(letterId, before, limit + 1),
    (rows) => ({
      names: rows.filter(({ id }) => id !== null).slice(0, limit),
      next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null,
      n: rows[0]?.n ?? 0,
      isComparing: rows[0]?.comparing === 1,
    })
  )
}
