import { acceptsConfirmations, closedSince, GRACE_MS } from '../letters/state'
import { LINK_MS } from '../signatures/sign'
import { appendConfirm } from './append-confirm'
import { countedSignature, type CountedSignature } from './counted-signature'
import { displayNow } from './off-display-of'
import type { Group } from './group'
import { promiseIfKept } from './promise'
import type { SignatureRow } from './row'

export type ReleaseAct = { verb: 'release'; id: string; at: number }

export type Release =
  | { outcome: 'counted'; signature: CountedSignature }
  | { outcome: 'stale-edition' }
  | { outcome: 'lapsed' }
  | { outcome: 'not-held' }
  | { outcome: 'closed' }
  | { outcome: 'gone' }

/**
 * Counts a signature that was held. Only to the words that were signed: if there is a newer edition,
 * its signer has to say yes to that one first, and is asked to. Once nobody can say yes any more,
 * it lapses as one that was never confirmed.
 */
export async function release(group: Group, act: ReleaseAct, master: Uint8Array): Promise<Release> {
  const row = group.row(act.id)
  if (!row) return { outcome: 'gone' }
  if (row.state === 'counted') {
    return { outcome: 'counted', signature: countedSignature(group, row) }
  }
  if (row.state !== 'held') return { outcome: 'not-held' }
  if (group.letter.finishedAt !== null) return { outcome: 'closed' }
  if (row.edition !== group.letter.edition) return releaseStale(group, master, row, act.at)

  const keptAddress = row.updates ? row.keptAddress : null
  const shown = displayNow(group, row, act.at)
  const counted = await appendConfirm(group, { ...row, ...shown, keptAddress }, act.at)
  group.change(row, counted)
  await promiseIfKept('counted', group, master, row)
  return { outcome: 'counted', signature: countedSignature(group, counted) }
}

/** Nothing speaks against it any more but that its words are old ones: its signer is asked once. */
async function releaseStale(
  group: Group,
  master: Uint8Array,
  row: SignatureRow,
  at: number
): Promise<Release> {
  const { letter } = group
  const wasAsked = row.risk === null
  const closedAt = closedSince(letter, new Date(at))
  if ((wasAsked && row.expiresAt <= at) || (closedAt !== null && closedAt + GRACE_MS <= at)) {
    await promiseIfKept('lapsed', group, master, row)
    group.remove(row)
    return { outcome: 'lapsed' }
  }
  // While it is paused the link would open nothing: it is asked once it works. However long the
  // checking took, there are as many days to answer as for anybody.
  if (!wasAsked && acceptsConfirmations(letter, new Date(at))) {
    await promiseIfKept('say-again', group, master, row)
    group.change(row, { risk: null, expiresAt: Math.max(row.expiresAt, at + LINK_MS) })
  }
  return { outcome: 'stale-edition' }
}
