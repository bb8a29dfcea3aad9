import type { RemovalReason } from '../ledger/entry'
import { isCaseId } from './case-id'
import { STANDARD_SENTENCES } from './decision'
import type { Group } from './group'
import { promiseIfKept } from './promise'

export type RemoveAct = {
  verb: 'remove'
  id: string
  reason: RemovalReason
  /** UUID of the case that decided it, in lower case. */
  caseId: string
  /** Shown to everyone, instead of the standard one for the reason. */
  sentence?: string
  at: number
}

export type Removal =
  | { outcome: 'removed' }
  | { outcome: 'not-counted' }
  | { outcome: 'not-a-case' }
  | { outcome: 'gone' }

/** Takes a signature out of the count because a case found that it should not count. */
export async function remove(group: Group, act: RemoveAct, master: Uint8Array): Promise<Removal> {
  const row = group.row(act.id)
  if (!row) return { outcome: 'gone' }
  if (!isCaseId(act.caseId)) return { outcome: 'not-a-case' }
  if (row.state === 'removed') return { outcome: 'removed' }
  if (row.state !== 'counted' || row.entry === null) return { outcome: 'not-counted' }

  const { reason, caseId, sentence = STANDARD_SENTENCES[reason] } = act
  group.draft.append({ type: 'invalidate', target: row.entry, reason, caseId }, act.at)
  group.decisions.push({ kind: 'removal', reason, caseId, sentence })
  await promiseIfKept('removed', group, master, row, { sentence })
  group.change(row, { state: 'removed', removedFor: reason, changedAt: act.at })
  return { outcome: 'removed' }
}
