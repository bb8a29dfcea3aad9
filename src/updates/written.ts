import { question, type Question } from '../ask'
import type { Mailing, PointNamed, UpdateAudience, WrittenUpdate } from './update'

type Row = Omit<WrittenUpdate, 'points' | 'audience'> & { points: string; audience: string }
type MailingRow = Omit<Mailing, 'counts'> & { counts: string }

const MOST = 200

/** The updates of a letter as its team sees them, newest first: those being written come first. */
export function writtenUpdates(db: D1Database, letterId: number): Question<WrittenUpdate[]> {
  return question<Row, WrittenUpdate[]>(
    db
      .prepare(
        `SELECT letter_update.id, number, version, title, markdown, author, points, audience,
                saved_at AS savedAt, coalesce(account.name, account.address) AS savedBy, published_at AS publishedAt
         FROM letter_update LEFT JOIN account ON account.id = saved_by
         WHERE letter_id = ? ORDER BY number IS NOT NULL, number DESC, letter_update.id DESC
         LIMIT ?`
      )
      .bind(letterId, MOST),
    (rows) => rows.map(written)
  )
}

/** One of them, or null. */
export function writtenUpdate(
  db: D1Database,
  letterId: number,
  id: number
): Question<WrittenUpdate | null> {
  return question<Row, WrittenUpdate | null>(
    db
      .prepare(
        `SELECT letter_update.id, number, version, title, markdown, author, points, audience,
                saved_at AS savedAt, coalesce(account.name, account.address) AS savedBy, published_at AS publishedAt
         FROM letter_update LEFT JOIN account ON account.id = saved_by
         WHERE letter_update.id = ?2 AND letter_id = ?1`
      )
      .bind(letterId, id),
    ([row]) => (row ? written(row) : null)
  )
}

/** How far the mail about a letter's updates is, and what came of it. */
export function mailingsOf(db: D1Database, letterId: number): Question<Mailing[]> {
  return question<MailingRow, Mailing[]>(
    db
      .prepare(
        `SELECT update_id AS updateId, mailing.state, among, reached, begun_at AS begunAt,
                ended_at AS endedAt,
                (SELECT json_group_object(what, n) FROM mailing_count
                 WHERE mailing_count.update_id = mailing.update_id) AS counts,
                (SELECT count(*) FROM outbox
                 WHERE outbox.update_id = mailing.update_id AND outbox.update_id IS NOT NULL
                   AND outbox.state IN ('waiting', 'claimed')) AS onItsWay
         FROM letter_update JOIN mailing ON update_id = letter_update.id
         WHERE letter_update.letter_id = ? ORDER BY number DESC LIMIT ?`
      )
      .bind(letterId, MOST),
    (rows) => rows.map((row) => ({ ...row, counts: JSON.parse(row.counts) as Mailing['counts'] }))
  )
}

function written(row: Row): WrittenUpdate {
  return {
    ...row,
    points: JSON.parse(row.points) as PointNamed[],
    audience: JSON.parse(row.audience) as UpdateAudience,
  }
}
