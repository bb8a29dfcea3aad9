import { addressKey } from '../mailbox'
import { auditIfChanged } from './audit'

/**
 * Lets mail go to an address again, and says whether anything stood against it. Who did so is
 * written down; the address is not.
 */
export async function reachAgain(
  db: D1Database,
  master: Uint8Array,
  address: string,
  by: number,
  now: Date
): Promise<boolean> {
  const done = { letterId: null, accountId: by, asSteward: true, act: 'reach-again' }
  const [gone] = await db.batch([
    db
      .prepare('DELETE FROM unreachable WHERE email_key = ? RETURNING 1')
      .bind(await addressKey(master, address)),
    auditIfChanged(db, done, now),
  ])
  return gone?.results.length === 1
}
