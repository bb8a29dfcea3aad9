import type { RemovalReason } from '../ledger/entry'
import { isCaseId } from './case-id'
import { STANDARD_SENTENCES } from './decision'
import type { Group } from './group'
import { promiseIfKept } from './promise'

export type RefuseAct = {
  verb: 'refuse'
  id: string
  reason: RemovalReason
  /** UUID of the case that decided it, in lower case. */
  caseId: string
  /** Shown to everyone, instead of the standard one for the reason. */
  sentence?: string
  at: number
}

export type Refusing =
  { outcome: 'refused' } | { outcome: 'not-held' } | { outcome: 'not-a-case' } | { outcome: 'gone' }

/**
 * Decides that a held signature is not counted. The ledger never knew of it; the totals and the
 * corrections say so.
 */
export async function refuse(group: Group, act: RefuseAct, master: Uint8Array): Promise<Refusing> {
  const row = group.row(act.id)
  if (!row) return { outcome: 'gone' }
  if (!isCaseId(act.caseId)) return { outcome: 'not-a-case' }
  if (row.state === 'refused') return { outcome: 'refused' }
  if (row.state !== 'held') return { outcome: 'not-held' }

  const { reason, caseId, sentence = STANDARD_SENTENCES[reason] } = act
  group.draft.head.refused += 1
  group.decisions.push({ kind: 'refusal', reason, caseId, sentence })
  await promiseIfKept('refused', group, master, row, { sentence })
  const refused = { state: 'refused', removedFor: reason, keptAddress: null, updates: 0 } as const
  group.change(row, { ...refused, changedAt: act.at })
  return { outcome: 'refused' }
}
