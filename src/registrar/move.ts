import { commitmentOf } from './commitment-of'
import type { Group } from './group'

/** `edition` is the one that the signer was shown. */
export type MoveAct = { verb: 'move'; id: string; edition: number; at: number }

export type Moving =
  | { outcome: 'moved' }
  | { outcome: 'stale-edition' }
  | { outcome: 'not-counted' }
  | { outcome: 'closed' }
  | { outcome: 'gone' }

/**
 * A counted signer says yes to the letter's newest words: from now on their signature stands behind
 * those. The number stays, and so does the ledger's CONFIRM; an AMEND opens the later edition.
 */
export async function move(group: Group, act: MoveAct): Promise<Moving> {
  const row = group.row(act.id)
  if (!row || (row.state === 'counted' && row.salt === null)) return { outcome: 'gone' }
  if (row.state !== 'counted' || row.entry === null) return { outcome: 'not-counted' }
  if (act.edition !== group.letter.edition) return { outcome: 'stale-edition' }
  if (row.edition === group.letter.edition) return { outcome: 'moved' }
  if (group.letter.finishedAt !== null) return { outcome: 'closed' }

  const moved = { ...row, edition: group.letter.edition }
  const commitment = await commitmentOf(group.letter, moved)
  const amended = group.draft.append({ type: 'amend', target: row.entry, commitment }, act.at)
  group.change(row, { edition: moved.edition, amended, changedAt: act.at })
  return { outcome: 'moved' }
}
