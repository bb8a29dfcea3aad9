import type { Group } from './group'

export type ExpireAct = { verb: 'expire'; id: string; at: number }

export type Expiry = { outcome: 'expired' } | { outcome: 'kept' }

/** Deletes what was typed and never confirmed, and what is left of a disowned signature. */
export function expire(group: Group, act: ExpireAct): Expiry {
  const row = group.row(act.id)
  if (!row || row.expiresAt > act.at) return { outcome: 'kept' }
  if (row.state !== 'pending' && row.state !== 'disowned') return { outcome: 'kept' }

  group.remove(row)
  return { outcome: 'expired' }
}
