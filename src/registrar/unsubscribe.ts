import type { Group } from './group'

/** `updateId`: the update whose mail had the link, if one had. */
export type UnsubscribeAct = { verb: 'unsubscribe'; id: string; updateId?: number; at: number }

export type Unsubscription = { outcome: 'unsubscribed' | 'unchanged' | 'gone' }

/**
 * Sends a signer no more news and forgets the address that was kept for it. The signature stands as
 * it was, and no mail goes out about this. Who is held keeps the address until that is decided.
 */
export function unsubscribe(group: Group, act: UnsubscribeAct): Unsubscription {
  const row = group.row(act.id)
  if (!row) return { outcome: 'gone' }

  const keptAddress = row.state === 'held' ? row.keptAddress : null
  if (row.updates === 0 && row.keptAddress === keptAddress) return { outcome: 'unchanged' }
  group.change(row, { updates: 0, keptAddress, changedAt: act.at })
  if (act.updateId !== undefined) group.unsubscribed.push(act.updateId)
  return { outcome: 'unsubscribed' }
}
