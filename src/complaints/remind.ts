import { queueMailsIfChanged } from '../mail/outbox'
import { noticeTo } from '../mail/send-notice'

const DAY_MS = 24 * 60 * 60 * 1000
/** A night may come a little sooner than the last. */
const SLACK_MS = 60 * 60 * 1000

/** What is to be answered on one letter; `dueAt`: what must be answered first. */
type Due = { letterId: number; title: string; owner: string | null; n: number; dueAt: number }

/**
 * Each night: reminds the owners of letters with complaints to answer, every week, and every day in
 * the last one; past its time the stewards too. One mail for a letter. Returns how many letters.
 */
export async function remindComplaints(
  db: D1Database,
  stewards: string[],
  now: Date
): Promise<number> {
  // However many complaints one letter gets, those about others are not forgotten over them.
  const { results } = await db
    .prepare(
      `SELECT letter.id AS letterId, title, count(*) AS n, min(due_at) AS dueAt,
              (SELECT address FROM member JOIN account ON account.id = account_id
               WHERE member.letter_id = letter.id AND role = 'owner') AS owner
       FROM data_complaint INDEXED BY data_complaint_open
       JOIN letter ON letter.id = data_complaint.letter_id
       WHERE answered_at IS NULL
       GROUP BY letter.id
       HAVING max(?1 - coalesce(reminded_at, received_at)
                  >= iif(due_at - ?1 > 7 * ?2, 7, 1) * ?2 - ?3)`
    )
    .bind(now.getTime(), DAY_MS, SLACK_MS)
    .all<Due>()
  for (const due of results) await remind(db, stewards, due, now)
  return results.length
}

function remind(db: D1Database, stewards: string[], { owner, ...due }: Due, now: Date) {
  const isOver = due.dueAt <= now.getTime()
  const notice = { notice: 'complaints-wait' as const, ...due, isOver }
  return db.batch([
    db
      .prepare(
        `UPDATE data_complaint SET reminded_at = ?2
         WHERE letter_id = ?1 AND answered_at IS NULL
           AND coalesce(reminded_at, 0) < ?2 - ?3`
      )
      .bind(due.letterId, now.getTime(), SLACK_MS),
    queueMailsIfChanged(
      db,
      [
        ...noticeTo({ ...notice, asSteward: false }, owner === null ? [] : [owner]),
        ...noticeTo({ ...notice, asSteward: true }, isOver || owner === null ? stewards : []),
      ],
      now
    ),
  ])
}
