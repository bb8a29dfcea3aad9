import { ask } from '../ask'
import { totalsOf } from '../newsroom/totals'

/** What watchers are told: always the whole number, never a difference, and never a name. */
export type LiveCount = { counted: number; as_of: string; ledger_size: number }

/** The number as the database has it now. */
export async function readLiveCount(
  db: D1Database,
  letterId: number,
  now: Date
): Promise<LiveCount> {
  const [totals] = await ask(db, totalsOf(db, { id: letterId }, now))
  return liveCount(totals.counted, totals.ledgerSize, now)
}

/** The number of a moment, as it is sent. */
export function liveCount(counted: number, ledgerSize: number, asOf: Date): LiveCount {
  return { counted, as_of: asOf.toISOString(), ledger_size: ledgerSize }
}
