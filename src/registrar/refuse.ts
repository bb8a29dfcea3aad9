import type { Group } from './group'

export type RefuseAct = { verb: 'refuse'; id: string; at: number }

export type Refusing = { outcome: 'refused' } | { outcome: 'not-held' } | { outcome: 'gone' }

/** Decides that a held signature is not counted. The ledger never knew of it; the totals say so. */
export function refuse(group: Group, act: RefuseAct): Refusing {
  const row = group.row(act.id)
  if (!row) return { outcome: 'gone' }
  if (row.state === 'refused') return { outcome: 'refused' }
  if (row.state !== 'held') return { outcome: 'not-held' }

  group.draft.head.refused += 1
  group.change(row, { state: 'refused', keptAddress: null, updates: 0, changedAt: act.at })
  return { outcome: 'refused' }
}
