import { isOpen } from '../letters/state'
import { appendConfirm } from './append-confirm'
import { displayNow } from './off-display-of'
import type { Group } from './group'
import { freshSalt } from './identity'

export type SignAgainAct = { verb: 'sign-again'; id: string; edition: number; at: number }

export type SigningAgain =
  | { outcome: 'signed-again'; number: number }
  | { outcome: 'address-already-signed' }
  | { outcome: 'stale-edition' }
  | { outcome: 'not-withdrawn' }
  | { outcome: 'held-before' }
  | { outcome: 'closed' }
  | { outcome: 'gone' }

/**
 * Counts a withdrawn signature anew, to the text as it is now, under a new number. Not if it was
 * withdrawn while it was held: nobody has decided yet that it may count.
 */
export async function signAgain(group: Group, act: SignAgainAct): Promise<SigningAgain> {
  const row = group.row(act.id)
  if (!row) return { outcome: 'gone' }
  if (row.state === 'counted') return { outcome: 'signed-again', number: row.number ?? 0 }
  if (row.state !== 'withdrawn') return { outcome: 'not-withdrawn' }
  if (row.entry === null) return { outcome: 'held-before' }
  if (!isOpen(group.letter, new Date(act.at))) return { outcome: 'closed' }
  if (group.standing(row.emailKey)) return { outcome: 'address-already-signed' }
  if (act.edition !== group.letter.edition) return { outcome: 'stale-edition' }

  // Under the old salt both entries could hold the same bytes, and tell that they are one person's.
  const shown = displayNow(group, row, act.at)
  const anew = { ...row, ...shown, edition: group.letter.edition, salt: freshSalt() }
  const counted = await appendConfirm(group, anew, act.at)
  group.change(row, { ...counted, confirmedAt: act.at, changedAt: act.at })
  return { outcome: 'signed-again', number: counted.number ?? 0 }
}
