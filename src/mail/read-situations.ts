import { ask } from '../ask'
import { checkpointOf } from '../proofs/checkpoint'
import { earlierMails, suppressedAddresses } from './known-addresses'
import { knownLetters } from './known-letters'
import { knownRewordings } from './known-rewordings'
import {
  heldSignatures,
  ownSignatures,
  pendingSignatures,
  standingSignatures,
} from './known-signatures'
import type { ClaimedRow, Situation } from './situation'

/** Reads what choosing the mails of these rows takes, in one round trip. */
export async function readSituations(
  db: D1Database,
  rows: ClaimedRow[],
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
  const [letters, rewordings, own, standing, pending, suppressed, held, before, ...heads] =
    await ask(
      db,
      knownLetters(db, asked, now),
      knownRewordings(db, asked),
      ownSignatures(db, asked),
      standingSignatures(db, asked),
      pendingSignatures(db, asked, now),
      suppressedAddresses(db, asked),
      heldSignatures(db, asked, now),
      earlierMails(db, asked),
      ...counted.map((id) => checkpointOf(db, { id }))
    )
  const checkpoints = new Map(counted.map((id, i) => [id, heads[i]?.note ?? null]))

  return ({ id, letterId, toKey }) => ({
    letter: (letterId !== null && letters.get(letterId)) || null,
    own: own.get(id)?.[0] ?? null,
    standing: standing.get(id)?.[0] ?? null,
    pending: pending.get(id)?.[0] ?? null,
    suppressed: suppressed.has(id),
    held: (held.get(id) ?? []).flatMap((signature) => {
      const letter = letters.get(signature.letterId)
      return letter ? [{ letter, signature }] : []
    }),
    checkpoint: (letterId !== null && checkpoints.get(letterId)) || null,
    rewording: (letterId !== null && rewordings.get(letterId)) || null,
    before: (toKey !== null && before.get(toKey)) || [],
  })
}
