import { domainNumber, ownDomainOf } from '../gate/arrival'
import { requestMail, type Scheduled } from '../mail/outbox'
import { scheduledIn, takeTurn } from '../mail/turn'
import { addressKey } from '../mailbox'

/**
 * Asks for the links of whatever an address has signed: on one letter, or on every letter here.
 * Nobody is looked up; what is mailed depends on what is held when the mail goes.
 */
export async function askForLinks(
  db: D1Database,
  { MASTER_KEY, STEWARDS }: { MASTER_KEY: Uint8Array; STEWARDS: string[] },
  letterId: number | null,
  address: string,
  now: Date
): Promise<Scheduled | null> {
  const mail = {
    id: crypto.randomUUID(),
    asked: letterId === null ? ('my-data' as const) : ('links' as const),
    letterId,
    signatureId: null,
    toKey: await addressKey(MASTER_KEY, address),
    address,
  }
  const domain = ownDomainOf(address)
  const turn = domain && {
    mailId: mail.id,
    domain,
    key: await domainNumber(MASTER_KEY, domain),
    isSigning: false,
  }
  const results = await db.batch<Scheduled>([
    requestMail(db, mail, now),
    ...(turn ? await takeTurn(db, turn, STEWARDS, now) : []),
  ])
  return scheduledIn(results)
}
