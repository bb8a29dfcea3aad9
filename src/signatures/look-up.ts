import { question, type Question } from '../ask'
import type { SignatureState } from './signature'

export type FoundSignature = { id: string; state: SignatureState }

/** By a signatory number, or by the key of an address, which may have typed more than one. */
export type LookUp = { number: number } | { emailKey: string }

/** The signatures of a letter that are meant, the newest first. */
export function lookUp(db: D1Database, letterId: number, by: LookUp): Question<FoundSignature[]> {
  const [number, emailKey] = 'number' in by ? [by.number, null] : [null, by.emailKey]
  return question<FoundSignature, FoundSignature[]>(
    db
      .prepare(
        `SELECT id, state FROM signature
         WHERE letter_id = ?1 AND (number = ?2 OR email_key = ?3)
         ORDER BY created_at DESC, id`
      )
      .bind(letterId, number, emailKey),
    (rows) => rows
  )
}
