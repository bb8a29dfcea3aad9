import { ask, question, type Question } from '../ask'
import type { Receipt } from '../ledger/receipt'
import { letterOf } from '../letters/find'
import type { Letter } from '../letters/letter'
import { checkpointOf } from '../proofs/checkpoint'
import { proofsOfEntries } from '../proofs/prove'
import { signatureOf, type KeptSignature } from '../signatures/find'
import { letterIdOf } from '../signatures/signature'
import { affiliation } from './commitment-of'

/** A ledger entry as a receipt holds it: its position and its bytes in base64. */
export type HeldEntry = { index: number; entry: string }

/**
 * The receipt of a signature, proven by the newest checkpoint of its letter's ledger. Null if there
 * is nothing to prove: it was never counted, or what opens its entry is gone.
 */
export async function findReceipt(
  db: D1Database,
  id: string
): Promise<{ letter: Letter; receipt: Receipt } | null> {
  const ref = { id: letterIdOf(id) }
  const [letter, kept, entries, checkpoint] = await ask(
    db,
    letterOf(db, ref),
    signatureOf(db, id),
    entriesOf(db, id),
    checkpointOf(db, ref)
  )
  if (!letter || !kept || !checkpoint) return null

  const indices = entries.map(({ index }) => index)
  const proofs = await proofsOfEntries(db, letter.id, indices, checkpoint)
  const proven = entries.map((entry, i) => ({ ...entry, proof: proofs[i] ?? '' }))
  const receipt = receiptOf(letter, kept, proven)
  return receipt && { letter, receipt }
}

/** The ledger entries of a signature, its CONFIRM first; after a correction the newest AMEND too. */
export function entriesOf(db: D1Database, id: string): Question<HeldEntry[]> {
  return question<{ position: number; bytes: number[] }, HeldEntry[]>(
    db
      .prepare(
        `SELECT position, bytes FROM signature
         JOIN ledger_entry ON ledger_entry.letter_id = signature.letter_id
           AND ledger_entry.position IN (signature.entry, signature.amended)
         WHERE signature.id = ? ORDER BY position`
      )
      .bind(id),
    (rows) =>
      rows.map(({ position, bytes }) => ({
        index: position,
        entry: Uint8Array.from(bytes).toBase64(),
      }))
  )
}

/**
 * What a signer needs to open their own entry in the ledger: the salt, every field that the
 * commitment is made of, and the entries. Null without an entry.
 */
export function receiptOf<E extends HeldEntry>(
  letter: Letter,
  kept: KeptSignature,
  [confirm, amend]: E[]
) {
  if (!confirm || !kept.salt || !kept.addressMac) return null
  return {
    v: 'openletter-receipt/1' as const,
    origin: letter.origin,
    number: kept.number ?? 0,
    salt: Uint8Array.fromBase64(kept.salt, { alphabet: 'base64url' }).toBase64(),
    fields: {
      letter_id: letter.uuid,
      edition: kept.edition,
      public: kept.public,
      name: kept.name ?? '',
      email: kept.addressMac,
      affiliation: affiliation(letter, kept),
    },
    ...confirm,
    ...(amend && { amended: amend }),
  }
}
