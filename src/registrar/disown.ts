import { assureBy } from './assure'
import type { Group } from './group'
import { identityOf } from './identity'
import { NOBODY } from './row'

/** For this long, whoever pressed "this wasn't me" by mistake can still say so. */
export const UNDO_MS = 60 * 60 * 1000

export type DisownAct = { verb: 'disown'; id: string; at: number }

export type Disowning =
  { outcome: 'disowned' } | { outcome: 'already-counted' } | { outcome: 'gone' }

/** Erases what was typed in somebody's name and stops mail about this letter to that address. */
export async function disown(group: Group, act: DisownAct, master: Uint8Array): Promise<Disowning> {
  const row = group.row(act.id)
  if (!row || !row.emailKey) return { outcome: 'gone' }
  if (row.state === 'disowned') return { outcome: 'disowned' }
  if (row.state !== 'pending') return { outcome: 'already-counted' }
  if (row.expiresAt <= act.at || !row.email) return { outcome: 'gone' }

  // The address goes. What is left of it is what an undoing needs.
  const identity = await identityOf(master, row.email)
  const { mailboxUrns, mailboxLook } = await assureBy(group, master, row, row.email)
  const kept = { ...identity, mailboxUrns, mailboxLook }
  group.change(row, { ...NOBODY, ...kept, state: 'disowned', expiresAt: act.at + UNDO_MS })
  group.suppressed.set(row.emailKey, true)
  group.emptyPending(row.emailKey)
  return { outcome: 'disowned' }
}
