import { isAsSeen, readOffDisplay, wantsShown, type Seen } from '../signatures/off-display'
import type { By, Group } from './group'
import { promiseIfKept } from './promise'

export type PutBackAct = { verb: 'put-back'; id: string; seen?: Seen; by?: By; at: number }

export type PuttingBack = { outcome: 'back' } | { outcome: 'changed' } | { outcome: 'gone' }

/** Ends whatever kept a name off display: it is shown if its signer wants that. */
export async function putBack(
  group: Group,
  master: Uint8Array,
  act: PutBackAct
): Promise<PuttingBack> {
  const row = group.row(act.id)
  if (!row) return { outcome: 'gone' }
  const off = readOffDisplay(row.offDisplay)
  if (off === null) return { outcome: 'back' }
  if (!isAsSeen(row, act.seen)) return { outcome: 'changed' }

  // Whose name was looked at was told that it would be, and sees it on the list.
  const isNews = off.why !== 'look' && off.wanted && row.state === 'counted'
  if (isNews) await promiseIfKept('name-display', group, master, row, { shown: true })
  group.change(row, { public: wantsShown(row) ? 1 : 0, offDisplay: null })
  group.audit(act.by, 'put-back', { number: row.number })
  return { outcome: 'back' }
}
