import { ask } from '../ask'
import { checkpointOf } from '../proofs/checkpoint'
import { earlierMails, suppressedAddresses } from './known-addresses'
import { heldBesides } from './known-besides'
import { knownLetters } from './known-letters'
import { knownRewordings } from './known-rewordings'
import { knownUpdates } from './known-updates'
import {
  heldSignatures,
  ownSignatures,
  pendingSignatures,
  standingSignatures,
} from './known-signatures'
import type { ClaimedRow, Situation } from './situation'
import { unreachableAmong } from './unreachable'

/**
 * Reads what choosing the mails of these rows takes, in one round trip. `mailboxes`: the keys of
 * the addresses that they would go to, by the ids of the rows.
 */
export async function readSituations(
  db: D1Database,
  rows: ClaimedRow[],
  mailboxes: Map<string, string>,
  now: Date
): Promise<(row: ClaimedRow) => Situation> {
  const asked = JSON.stringify(
    rows.map(({ id, asked, letterId, signatureId, toKey }) => ({
      id,
      asked,
      letterId,
      signatureId,
      toKey,
    }))
  )
  const counted = [
    ...new Set(rows.flatMap((row) => (row.asked === 'counted' ? [row.letterId ?? 0] : []))),
  ]
  const [
    letters,
    rewordings,
    updates,
    own,
    standing,
    pending,
    suppressed,
    held,
    besides,
    before,
    shut,
    ...heads
  ] = await ask(
    db,
    knownLetters(db, asked, now),
    knownRewordings(db, asked),
    knownUpdates(db, asked),
    ownSignatures(db, asked),
    standingSignatures(db, asked),
    pendingSignatures(db, asked, now),
    suppressedAddresses(db, asked),
    heldSignatures(db, asked, now),
    heldBesides(db, asked, now),
    earlierMails(db, asked),
    unreachableAmong(db, [...mailboxes.values()]),
    ...counted.map((id) => checkpointOf(db, { id }))
  )
  const checkpoints = new Map(counted.map((id, i) => [id, heads[i]?.note ?? null]))

  return ({ id, letterId, toKey }) => ({
    letter: (letterId !== null && letters.get(letterId)) || null,
    own: own.get(id)?.[0] ?? null,
    standing: standing.get(id)?.[0] ?? null,
    pending: pending.get(id)?.[0] ?? null,
    suppressed: suppressed.has(id),
    unreachable: shut.has(mailboxes.get(id) ?? ''),
    held: (held.get(id) ?? []).flatMap((signature) => {
      const letter = letters.get(signature.letterId)
      return letter ? [{ letter, signature }] : []
    }),
    besides: besides.get(id) ?? [],
    checkpoint: (letterId !== null && checkpoints.get(letterId)) || null,
    rewording: (letterId !== null && rewordings.get(letterId)) || null,
    update: updates.get(id) ?? null,
    before: (toKey !== null && before.get(toKey)) || [],
  })
}
