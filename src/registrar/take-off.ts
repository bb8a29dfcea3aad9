import {
  isAsSeen,
  readOffDisplay,
  wantsShown,
  type OffDisplay,
  type OffReason,
  type Seen,
} from '../signatures/off-display'
import type { By, Group } from './group'
import { promiseIfKept } from './promise'

export type TakeOffAct = {
  verb: 'take-off'
  id: string
  why: 'checker' | 'reported'
  /** What the signer reads about it. */
  sentence: string
  /** What kind of thing is wrong, as the team's list of what was done has it. */
  reason?: OffReason
  seen?: Seen
  by?: By
  at: number
}

export type TakingOff =
  { outcome: 'off' } | { outcome: 'changed' } | { outcome: 'not-counted' } | { outcome: 'gone' }

/**
 * Takes a name off display. The signature goes on counting, and the ledger is not touched: what the
 * signer chose stays as it was. What a checker decided, a later report doesn't change.
 */
export async function takeOff(
  group: Group,
  act: TakeOffAct,
  master: Uint8Array
): Promise<TakingOff> {
  const row = group.row(act.id)
  if (!row || (row.state === 'counted' && row.salt === null)) return { outcome: 'gone' }
  if (row.state !== 'counted') return { outcome: 'not-counted' }

  const { why, sentence, at } = act
  const was = readOffDisplay(row.offDisplay)
  const stands = was?.why === why && was.sentence === sentence
  if (stands || (was?.why === 'checker' && why === 'reported')) return { outcome: 'off' }
  if (!isAsSeen(row, act.seen)) return { outcome: 'changed' }

  const off: OffDisplay = { why, sentence, at, wanted: wantsShown(row) }
  if (off.wanted) await promiseIfKept('name-display', group, master, row, { shown: false })
  group.change(row, { public: 0, offDisplay: JSON.stringify(off) })
  group.audit(act.by, 'take-off', { number: row.number, reason: act.reason ?? why })
  return { outcome: 'off' }
}
