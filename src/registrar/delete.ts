import type { By, Group } from './group'

export type DeleteAct = { verb: 'delete'; by: By; at: number }

export type Deletion = { outcome: 'deleted' } | { outcome: 'signed' } | { outcome: 'not-now' }

/**
 * Deletes a letter that nobody has ever signed, that nobody is about to confirm, and that no
 * organisation stands behind. Of a draft no word stays; the ledger of one whose text was frozen
 * stays, and its pages are gone. Nobody follows it any more.
 */
export function deleteLetter(group: Group, act: DeleteAct): Deletion {
  const { letter } = group
  if (letter.stopped === 'deleted') return { outcome: 'deleted' }
  if (letter.stopped !== null) return { outcome: 'not-now' }
  const { confirmed, refused } = group.draft.head
  const signers = confirmed + refused + group.held + group.pending
  if (signers + letter.organisations > 0) return { outcome: 'signed' }

  group.isEmptied = letter.edition === 0
  group.isDeleted = true
  group.changeLetter({ stopped: 'deleted', stoppedBecause: null, opensAt: null })
  group.audit(act.by, 'delete')
  return { outcome: 'deleted' }
}
