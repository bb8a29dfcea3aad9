import { question, type Question } from '../ask'
import type { Letter } from '../letters/letter'
import type { KeptSignature } from '../signatures/find'
import { affiliation } from './commitment-of'

/** A ledger entry as a receipt holds it: its position and its bytes in base64. */
export type HeldEntry = { index: number; entry: string }

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
 * commitment is made of, and the entry's bytes. Null without an entry.
 */
export function receiptOf(letter: Letter, kept: KeptSignature, [confirm, amend]: HeldEntry[]) {
  if (!confirm || !kept.salt) return null
  return {
    v: 'openletter-receipt/1',
    origin: letter.origin,
    number: kept.number,
    salt: Uint8Array.fromBase64(kept.salt, { alphabet: 'base64url' }).toBase64(),
    fields: {
      letter_id: letter.uuid,
      edition: kept.edition,
      public: kept.public,
      name: kept.name,
      email: kept.addressMac,
      affiliation: affiliation(letter, kept),
    },
    ...confirm,
    ...(amend && { amended: amend }),
  }
}
