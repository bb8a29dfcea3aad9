import { requestMail, type Scheduled } from '../mail/outbox'
import { addressKey } from '../mailbox'

/**
 * Asks for the links of whatever an address has signed: on one letter, or on every letter here.
 * Nobody is looked up; what is mailed depends on what is held when the mail goes.
 */
export async function askForLinks(
  db: D1Database,
  master: Uint8Array,
  letterId: number | null,
  address: string,
  now: Date
): Promise<Scheduled | null> {
  const mail = {
    id: crypto.randomUUID(),
    asked: letterId === null ? ('my-data' as const) : ('links' as const),
    letterId,
    signatureId: null,
    toKey: await addressKey(master, address),
    address,
  }
  return requestMail(db, mail, now).first<Scheduled>()
}
