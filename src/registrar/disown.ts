import type { Group } from './group'
import { identityOf } from './identity'
import { NOBODY } from './row'

/** For this long, whoever pressed "this wasn't me" by mistake can still say so. */
export const UNDO_MS = 60 * 60 * 1000

export type DisownAct = { verb: 'disown'; id: string; at: number }

export type Disowning =
  { outcome: 'disowned' } | { outcome: 'already-counted' } | { outcome: 'gone' }

/** Erases what was typed in somebody's name and stops mail about this letter to that address. */
export async function disown(group: Group, master: Uint8Array, act: DisownAct): Promise<Disowning> {
  const row = group.row(act.id)
  if (!row || !row.emailKey) return { outcome: 'gone' }
  if (row.state === 'disowned') return { outcome: 'disowned' }
  if (row.state !== 'pending') return { outcome: 'already-counted' }
  if (row.expiresAt <= act.at || !row.email) return { outcome: 'gone' }

  const identity = await identityOf(master, row.email)
  const expiresAt = act.at + UNDO_MS
  group.change(row, { ...NOBODY, ...identity, state: 'disowned', expiresAt })
  group.suppressed.set(row.emailKey, true)
  group.emptyPending(row.emailKey)
  return { outcome: 'disowned' }
}
