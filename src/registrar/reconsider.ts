import { isCaseId } from './case-id'
import { STANDARD_RECONSIDERATION } from './decision'
import type { Group } from './group'

export type ReconsiderAct = {
  verb: 'reconsider'
  id: string
  /** UUID of the case that refused it, in lower case. */
  caseId: string
  /** Shown to everyone, instead of the standard one. */
  sentence?: string
  at: number
}

export type Reconsidering =
  | { outcome: 'held' }
  | { outcome: 'signed-anew' }
  | { outcome: 'closed' }
  | { outcome: 'not-refused' }
  | { outcome: 'not-a-case' }
  | { outcome: 'gone' }

/**
 * Takes back a refusal: the signature is held again, so that it can be released. Not if its signer
 * has signed anew meanwhile, since one person counts once; nor once the ledger is closed.
 */
export function reconsider(group: Group, act: ReconsiderAct): Reconsidering {
  const row = group.row(act.id)
  if (!row) return { outcome: 'gone' }
  if (!isCaseId(act.caseId)) return { outcome: 'not-a-case' }
  if (row.state === 'held') return { outcome: 'held' }
  if (row.state !== 'refused') return { outcome: 'not-refused' }
  if (group.letter.finishedAt !== null) return { outcome: 'closed' }
  if (group.standing(row.emailKey)) return { outcome: 'signed-anew' }

  const { caseId, sentence = STANDARD_RECONSIDERATION } = act
  group.draft.head.refused -= 1
  const reason = row.removedFor ?? 'operator-error'
  group.decisions.push({ kind: 'reconsideration', reason, caseId, sentence })
  group.change(row, { state: 'held', removedFor: null, changedAt: act.at })
  return { outcome: 'held' }
}
