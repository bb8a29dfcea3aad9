import { announce, type MailTicket } from '../mail/outbox'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Reminds those who may decide it of every case that waits for a person, once a day. Returns how many
 * cases those were.
 */
export async function remindOfCases(
  db: D1Database,
  stewards: string[],
  queue: Queue<MailTicket>,
  now: Date
): Promise<number> {
  const at = now.getTime()
  const [, reminded] = await db.batch([
    db
      .prepare(
        `WITH due AS (
           SELECT id, letter_id, listed, opened_at, noticed FROM signature_case
           WHERE state IN ('suggested', 'open', 'asked', 'paused')
             AND coalesce(reminded_at, opened_at) <= ?1 - ?2),
         told (letter_id, address) AS (
           SELECT member.letter_id, address FROM due
           JOIN member ON member.letter_id = due.letter_id AND role IN ('owner', 'checker')
           JOIN account ON account.id = account_id
           UNION SELECT letter_id, value FROM due, json_each(?3) WHERE noticed IS NOT NULL)
         INSERT INTO outbox (id, asked, address, details, next_at, created_at)
         SELECT lower(hex(randomblob(16))), 'notice', address,
                json_object('notice', 'case-waits', 'letterId', letter.id, 'caseId', due.id,
                            'title', title, 'n', listed, 'since', due.opened_at,
                            'noticed', NULL), ?1, ?1
         FROM due JOIN letter ON letter.id = due.letter_id
         JOIN told ON told.letter_id = due.letter_id`
      )
      .bind(at, DAY_MS, JSON.stringify(stewards)),
    db
      .prepare(
        `UPDATE signature_case SET reminded_at = ?1
         WHERE state IN ('suggested', 'open', 'asked', 'paused')
           AND coalesce(reminded_at, opened_at) <= ?1 - ?2`
      )
      .bind(at, DAY_MS),
  ])
  const n = reminded?.meta.changes ?? 0
  if (n > 0) await announce(queue, ['cases'])
  return n
}
