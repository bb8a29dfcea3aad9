import type { MailTicket } from './outbox'

const MONTH_MS = 30 * 24 * 60 * 60 * 1000

/** What the queue could not hand over, however often it tried. */
export type DeadLetter = { id: string; ticket: MailTicket }

/** Writes down tickets that the queue gave up. No mail is lost with one: its row is in the outbox. */
export async function landDeadLetters(db: D1Database, letters: DeadLetter[], now: Date) {
  const rows = letters.map(({ id, ticket }) => ({ id, outboxId: ticket.id }))
  await db
    .prepare(
      `INSERT INTO dead_letter (id, outbox_id, landed_at)
       SELECT value->>'id', value->>'outboxId', ?2 FROM json_each(?1) WHERE true
       ON CONFLICT DO NOTHING`
    )
    .bind(JSON.stringify(rows), now.getTime())
    .run()
}

/** Forgets dead letters after a month. */
export async function forgetDeadLetters(db: D1Database, now: Date) {
  await db
    .prepare('DELETE FROM dead_letter WHERE landed_at < ?')
    .bind(now.getTime() - MONTH_MS)
    .run()
}
