import { auditIfChanged } from '../desk/audit'
import { sendNoticeIfChanged } from '../mail/send-notice'
import { numberOf, type Complaint, type ComplaintOutcome } from './complaint'

type Answered = { title: string; outcome: ComplaintOutcome; answer: string; accountId: number }

/**
 * Answers a complaint, once, and promises whoever made it the mail that says so. Whoever gives the
 * same answer again, unsure whether it was taken, has answered it.
 */
export async function answerComplaint(
  db: D1Database,
  { id, letterId, address }: Pick<Complaint, 'id' | 'letterId' | 'address'>,
  { title, outcome, answer, accountId }: Answered,
  now: Date
): Promise<'answered' | 'answered-before'> {
  const number = numberOf(id)
  const notice = { notice: 'complaint-answered' as const, title, number, outcome, answer }
  const done = { letterId, accountId, act: 'answer-complaint', detail: { number, outcome } }
  const results = await db.batch([
    db
      .prepare(
        `UPDATE data_complaint SET answered_at = ?2, answered_by = ?3, outcome = ?4, answer = ?5
         WHERE id = ?1 AND answered_at IS NULL`
      )
      .bind(id, now.getTime(), accountId, outcome, answer),
    auditIfChanged(db, done, now),
    sendNoticeIfChanged(db, notice, address === null ? [] : [address], now),
    db
      .prepare(
        `SELECT 1 FROM data_complaint
         WHERE id = ? AND answered_by = ? AND outcome = ? AND answer = ?`
      )
      .bind(id, accountId, outcome, answer),
  ])
  return results.at(-1)?.results.length ? 'answered' : 'answered-before'
}
