import { announce, type MailTicket, type Scheduled } from '../../mail/outbox'

/** Tells the mail consumer about a mail that was asked for, no sooner than it may go. */
export async function announceScheduled(
  queue: Queue<MailTicket>,
  mail: Scheduled | null,
  now: Date
) {
  if (!mail) return
  const delay = Math.ceil(Math.max(0, mail.nextAt - now.getTime()) / 1000)
  await announce(queue, [mail.id], delay)
}
