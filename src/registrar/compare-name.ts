import type { Group } from './group'
import { displayNow } from './off-display-of'
import { promiseIfKept } from './promise'

/** To be asked when a list of notable names has changed. */
export type CompareNameAct = { verb: 'compare-name'; id: string; at: number }

export type ComparingName =
  { outcome: 'off' } | { outcome: 'back' } | { outcome: 'same' } | { outcome: 'not-counted' }

/**
 * Takes a name off display that is on a list of notable names by now, until its owner was asked; or
 * shows one that is on none any more, if nothing else keeps it off.
 */
export async function compareName(
  group: Group,
  act: CompareNameAct,
  master: Uint8Array
): Promise<ComparingName> {
  const row = group.row(act.id)
  if (row?.state !== 'counted' || row.salt === null) return { outcome: 'not-counted' }
  const now = displayNow(group, row, act.at)
  if (now.offDisplay === row.offDisplay) return { outcome: 'same' }

  const shown = now.public === 1
  if (row.public === 1 || shown) {
    await promiseIfKept('name-display', group, master, row, { shown })
  }
  group.change(row, now)
  const detail = { number: row.number, ...(shown ? {} : { reason: 'notable' }) }
  group.audit({ accountId: null }, shown ? 'put-back' : 'take-off', detail)
  return { outcome: shown ? 'back' : 'off' }
}
