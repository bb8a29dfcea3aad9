import { isOpen } from '../letters/letter'
import { commitmentOf } from './commitment-of'
import type { Group } from './group'

export type SignAgainAct = { verb: 'sign-again'; id: string; edition: number; at: number }

export type SigningAgain =
  | { outcome: 'signed-again'; number: number }
  | { outcome: 'address-already-signed' }
  | { outcome: 'stale-edition' }
  | { outcome: 'not-withdrawn' }
  | { outcome: 'closed' }
  | { outcome: 'gone' }

/** Counts a withdrawn signature anew, to the text as it is now, under a new number. */
export async function signAgain(group: Group, act: SignAgainAct): Promise<SigningAgain> {
  const row = group.row(act.id)
  if (!row) return { outcome: 'gone' }
  if (row.state === 'counted') return { outcome: 'signed-again', number: row.number ?? 0 }
  if (row.state !== 'withdrawn') return { outcome: 'not-withdrawn' }
  if (!isOpen(group.letter, new Date(act.at))) return { outcome: 'closed' }
  if (group.standing(row.emailKey)) return { outcome: 'address-already-signed' }
  if (act.edition !== group.letter.edition) return { outcome: 'stale-edition' }

  const changed = { ...row, state: 'counted' as const, edition: group.letter.edition }
  const commitment = await commitmentOf(group.letter, changed)
  const entry = group.draft.append(
    { type: 'confirm', edition: changed.edition, commitment },
    act.at
  )
  const number = group.draft.head.confirmed
  group.change(row, {
    ...changed,
    entry,
    amended: null,
    number,
    confirmedAt: act.at,
    changedAt: act.at,
  })
  return { outcome: 'signed-again', number }
}
