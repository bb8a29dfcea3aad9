import { announce, type MailTicket } from './outbox'

/** A ticket is given this long to do its work. */
const GRACE_MS = 30 * 1000

/**
 * Asks the consumer to look if a lost ticket, or a consumer that fell over, left something behind:
 * for every minute. It sends nothing itself, so that the provider has one client. Returns what it
 * saw first.
 */
export async function sweep(
  db: D1Database,
  queue: Queue<MailTicket>,
  now: Date
): Promise<MailTicket | null> {
  const left = await db
    .prepare(
      `SELECT id FROM
         (SELECT id FROM outbox WHERE state = 'claimed' AND lease_until <= ?1
          ORDER BY lease_until LIMIT 1)
       UNION ALL
       SELECT id FROM
         (SELECT id FROM outbox
          WHERE state IN ('waiting', 'claimed') AND state = 'waiting'
            AND (asked <> 'confirm') IN (0, 1) AND next_at <= ?1 - ?2
          LIMIT 1)
       LIMIT 1`
    )
    .bind(now.getTime(), GRACE_MS)
    .first<MailTicket>()
  if (left) await announce(queue, [left.id])
  return left
}
