import { question, type Question } from '../ask'
import type { Complaint } from './complaint'

/** So many are listed on a page. */
export const MOST_COMPLAINTS = 200

/** A letter's complaints: those still to answer, the most urgent first, and then the answered. */
export function complaintsOf(db: D1Database, letterId: number): Question<Complaint[]> {
  return question<Complaint, Complaint[]>(
    db
      .prepare(
        `SELECT id, letter_id AS letterId, about, name, words, address, received_at AS receivedAt,
                due_at AS dueAt, answered_at AS answeredAt, outcome, answer
         FROM data_complaint WHERE letter_id = ?
         ORDER BY answered_at IS NOT NULL, coalesce(-answered_at, due_at) LIMIT ?`
      )
      .bind(letterId, MOST_COMPLAINTS),
    (found) => found
  )
}

/** A complaint about a letter, or null. */
export function complaintOf(
  db: D1Database,
  letterId: number,
  id: string
): Question<Complaint | null> {
  return question<Complaint, Complaint | null>(
    db
      .prepare(
        `SELECT id, letter_id AS letterId, about, name, words, address, received_at AS receivedAt,
                due_at AS dueAt, answered_at AS answeredAt, outcome, answer
         FROM data_complaint WHERE letter_id = ? AND id = ?`
      )
      .bind(letterId, id),
    ([found]) => found ?? null
  )
}

/** A complaint as stewards see it: whose it is to answer and until when, and not a word of it. */
export type OpenComplaint = Pick<
  Complaint,
  'id' | 'letterId' | 'about' | 'receivedAt' | 'dueAt'
> & {
  title: string
  owner: string | null
}

/** What is still to be answered, on every letter, the most urgent first. */
export function openComplaints(db: D1Database): Question<OpenComplaint[]> {
  return question<OpenComplaint, OpenComplaint[]>(
    db
      .prepare(
        `SELECT data_complaint.id, data_complaint.letter_id AS letterId, about,
                received_at AS receivedAt, due_at AS dueAt, title,
                (SELECT address FROM member JOIN account ON account.id = account_id
                 WHERE member.letter_id = letter.id AND role = 'owner') AS owner
         FROM data_complaint INDEXED BY data_complaint_open
         JOIN letter ON letter.id = data_complaint.letter_id
         WHERE answered_at IS NULL ORDER BY due_at LIMIT ?`
      )
      .bind(MOST_COMPLAINTS),
    (found) => found
  )
}
