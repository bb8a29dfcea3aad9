import { ask } from '../ask'
import { sendNoticeIfChanged } from '../mail/send-notice'
import { daysLeft } from './complaint'
import { openComplaints, type OpenComplaint } from './find'

const DAY_MS = 24 * 60 * 60 * 1000
/** A night may come a little sooner than the last. */
const SLACK_MS = 60 * 60 * 1000

/**
 * Each night: reminds the owners of letters with complaints to answer, every week, and every day in
 * the last one; past its time the stewards too. One mail for a letter. Returns how many letters.
 */
export async function remindComplaints(
  db: D1Database,
  stewards: string[],
  now: Date
): Promise<number> {
  const [open] = await ask(db, openComplaints(db))
  const letters = [...Map.groupBy(open, ({ letterId }) => letterId).values()].filter((some) =>
    some.some((one) => isReminderDue(one, now))
  )
  for (const [first, ...others] of letters)
    if (first) await remind(db, stewards, first, others, now)
  return letters.length
}

function isReminderDue(complaint: OpenComplaint, now: Date): boolean {
  const days = daysLeft(complaint, now) > 7 ? 7 : 1
  const last = complaint.remindedAt ?? complaint.receivedAt
  return now.getTime() - last >= days * DAY_MS - SLACK_MS
}

/** `first` is the one that must be answered first. */
function remind(
  db: D1Database,
  stewards: string[],
  first: OpenComplaint,
  others: OpenComplaint[],
  now: Date
) {
  const { letterId, title, owner, dueAt } = first
  const isOver = daysLeft(first, now) <= 0
  const notice = {
    notice: 'complaints-wait' as const,
    letterId,
    title,
    n: others.length + 1,
    dueAt,
  }
  const addresses = owner === null ? [] : [owner]
  return db.batch([
    db
      .prepare(
        `UPDATE data_complaint SET reminded_at = ?2
         WHERE letter_id = ?1 AND answered_at IS NULL
           AND coalesce(reminded_at, 0) < ?2 - ?3`
      )
      .bind(letterId, now.getTime(), SLACK_MS),
    sendNoticeIfChanged(
      db,
      { ...notice, isOver },
      [...addresses, ...(isOver || owner === null ? stewards : [])],
      now
    ),
  ])
}
