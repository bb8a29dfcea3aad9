import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type LetterRef } from '../letters/letter'
import type { Dealing, PointMark } from './dealing'

type Row = Omit<Dealing, 'marks'> & { marks: string }

/** All that passed with a letter's recipient, in the order of its days; what was taken back too. */
export function dealingsOf(db: D1Database, ref: LetterRef): Question<Dealing[]> {
  return question<Row, Dealing[]>(
    db
      .prepare(
        `SELECT number, kind, day, how, whom, words, html, source, edition, marks, about, pack,
                (SELECT edition.html FROM edition
                 WHERE edition.letter_id = dealing.letter_id AND edition.number = dealing.edition
                ) AS editionHtml, version, recorded_at AS recordedAt, changed_at AS changedAt,
                changed_because AS changedBecause, taken_back_at AS takenBackAt,
                taken_back_because AS takenBackBecause
         FROM dealing
         WHERE letter_id = ${LETTER_MEANT}
         ORDER BY day, number`
      )
      .bind(...refParams(ref)),
    (rows) => rows.map((row) => ({ ...row, marks: JSON.parse(row.marks) as PointMark[] }))
  )
}
