import { asItMayCount } from './assure'
import { isCaseId } from './case-id'
import { STANDARD_REINSTATEMENT } from './decision'
import { displayNow } from './off-display-of'
import type { Group } from './group'
import { promiseIfKept } from './promise'

export type ReinstateAct = {
  verb: 'reinstate'
  id: string
  /** UUID of the case that decided it, in lower case. */
  caseId: string
  /** Shown to everyone, instead of the standard one. */
  sentence?: string
  at: number
}

export type Reinstatement =
  | { outcome: 'reinstated' }
  | { outcome: 'signed-anew' }
  | { outcome: 'declined' }
  | { outcome: 'not-removed' }
  | { outcome: 'not-a-case' }
  | { outcome: 'gone' }

/**
 * Counts a removed signature again, under the number and the entry that it had. Not if its signer
 * has signed anew meanwhile, since one person counts once; nor if they have said that they don’t
 * want it back.
 */
export async function reinstate(
  group: Group,
  act: ReinstateAct,
  master: Uint8Array
): Promise<Reinstatement> {
  const row = group.row(act.id)
  if (!row) return { outcome: 'gone' }
  if (!isCaseId(act.caseId)) return { outcome: 'not-a-case' }
  if (row.state === 'counted') return { outcome: 'reinstated' }
  if (row.state !== 'removed' || row.entry === null) return { outcome: 'not-removed' }
  if (row.declinedAt) return { outcome: 'declined' }
  if (group.standing(row.emailKey)) return { outcome: 'signed-anew' }

  const { caseId, sentence = STANDARD_REINSTATEMENT } = act
  const reason = row.removedFor ?? 'operator-error'
  group.draft.append({ type: 'reinstate', target: row.entry, caseId }, act.at)
  group.decisions.push({ kind: 'reinstatement', reason, caseId, sentence })
  await promiseIfKept('reinstated', group, master, row)
  const fitting = { ...asItMayCount(group, row), ...displayNow(group, row, act.at) }
  group.change(row, { ...fitting, state: 'counted', removedFor: null, changedAt: act.at })
  return { outcome: 'reinstated' }
}
