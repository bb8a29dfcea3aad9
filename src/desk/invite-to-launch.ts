import { sendNoticeIfChanged } from '../mail/send-notice'
import { addressKey } from '../mailbox'
import { auditIfChanged } from './audit'

/** Lets an address launch letters, with mail to it. False: it might already, and nothing is sent. */
export async function inviteToLaunch(
  db: D1Database,
  master: Uint8Array,
  accountId: number,
  address: string,
  now: Date
): Promise<boolean> {
  const done = { letterId: null, accountId, asSteward: true, act: 'invite-to-launch' }
  const [invited] = await db.batch([
    db
      .prepare(
        `INSERT INTO account (address, address_key, launching, created_at)
         VALUES (?, ?, 'allowed', ?)
         ON CONFLICT (address_key) DO UPDATE SET launching = 'allowed', asked_for = NULL
         WHERE launching <> 'allowed'`
      )
      .bind(address, await addressKey(master, address), now.getTime()),
    auditIfChanged(db, { ...done, detail: { address } }, now),
    sendNoticeIfChanged(db, { notice: 'invited-to-launch' }, [address], now),
  ])
  return Boolean(invited?.meta.changes)
}
