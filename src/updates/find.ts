import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type LetterRef } from '../letters/letter'
import type { ListedUpdate, PointNamed, Update } from './update'

type Listed = Omit<ListedUpdate, 'points'> & { points: string }
type Row = Omit<Update, 'points'> & { points: string }

/** The updates of a letter that are published, newest first, so many at most. */
export function updatesOf(db: D1Database, ref: LetterRef, limit: number): Question<ListedUpdate[]> {
  return question<Listed, ListedUpdate[]>(
    db
      .prepare(
        `SELECT number, title, author, points, published_at AS publishedAt FROM letter_update
         WHERE letter_id = ${LETTER_MEANT}
           AND number IS NOT NULL
         ORDER BY number DESC LIMIT ?3`
      )
      .bind(...refParams(ref), limit),
    (rows) => rows.map((row) => ({ ...row, points: JSON.parse(row.points) as PointNamed[] }))
  )
}

/** One published update of a letter, or null. */
export function updateOf(db: D1Database, ref: LetterRef, number: number): Question<Update | null> {
  return question<Row, Update | null>(
    db
      .prepare(
        `SELECT id, number, title, coalesce(html, '') AS html, markdown, author, points,
                published_at AS publishedAt
         FROM letter_update
         WHERE letter_id = ${LETTER_MEANT} AND number = ?3`
      )
      .bind(...refParams(ref), number),
    ([row]) => (row ? { ...row, points: JSON.parse(row.points) as PointNamed[] } : null)
  )
}
