import { appendConfirm } from './append-confirm'
import { countedSignature, type CountedSignature } from './counted-signature'
import type { Group } from './group'
import { promiseIfKept } from './promise'

export type ReleaseAct = { verb: 'release'; id: string; at: number }

export type Release =
  | { outcome: 'counted'; signature: CountedSignature }
  | { outcome: 'stale-edition' }
  | { outcome: 'not-held' }
  | { outcome: 'closed' }
  | { outcome: 'gone' }

/**
 * Counts a signature that was held. Only to the words that were signed: if there is a newer
 * edition, nothing changes, and its signer has to say yes to that one first.
 */
export async function release(group: Group, master: Uint8Array, act: ReleaseAct): Promise<Release> {
  const row = group.row(act.id)
  if (!row) return { outcome: 'gone' }
  if (row.state === 'counted') {
    return { outcome: 'counted', signature: countedSignature(group, row) }
  }
  if (row.state !== 'held') return { outcome: 'not-held' }
  if (group.letter.finishedAt !== null) return { outcome: 'closed' }
  if (row.edition !== group.letter.edition) return { outcome: 'stale-edition' }

  const keptAddress = row.updates ? row.keptAddress : null
  const counted = await appendConfirm(group, { ...row, keptAddress }, act.at)
  group.change(row, counted)
  await promiseIfKept('counted', group, master, row)
  return { outcome: 'counted', signature: countedSignature(group, counted) }
}
