import type { Notice } from './notice'
import { queueMailsIfChanged, type PromisedMail } from './outbox'

/**
 * Promises a notice to each address, in the batch of what it tells about, unless the statement
 * before it there changed nothing.
 */
export function sendNoticeIfChanged(
  db: D1Database,
  notice: Notice,
  addresses: string[],
  now: Date
): D1PreparedStatement {
  return queueMailsIfChanged(db, noticeTo(notice, addresses), now)
}

/** The same as promises, for whoever writes them in a batch of its own. */
export function noticeTo(notice: Notice, addresses: string[]): PromisedMail[] {
  return addresses.map((address) => ({
    id: crypto.randomUUID(),
    asked: 'notice',
    letterId: null,
    signatureId: null,
    toKey: null,
    address,
    details: notice,
  }))
}
