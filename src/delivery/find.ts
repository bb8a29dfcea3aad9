import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type LetterRef } from '../letters/letter'

/** What was made to be handed in: a file, and what it was made of. */
export type Pack = {
  number: number
  edition: number
  ledgerSize: number
  counted: number
  /** How many names are in it. */
  names: number
  bytes: number
  /** Of the whole file, in lower-case hex. */
  sha256: string
  madeAt: number
}

/** When and where a letter is to be handed in. */
export type HandIn = {
  startsAt: number
  endsAt: number
  place: string
  note: string
  sequence: number
  changedAt: number
  cancelledAt: number | null
}

/** The packs that were made of a letter, newest first. */
export function packsOf(db: D1Database, ref: LetterRef): Question<Pack[]> {
  return question<Pack, Pack[]>(
    db
      .prepare(
        `SELECT number, edition, ledger_size AS ledgerSize, counted, names, bytes, sha256,
                made_at AS madeAt
         FROM pack WHERE letter_id = ${LETTER_MEANT}
         ORDER BY number DESC LIMIT 100`
      )
      .bind(...refParams(ref)),
    (packs) => packs
  )
}

/** When a letter is to be handed in, or null. */
export function handInOf(db: D1Database, ref: LetterRef): Question<HandIn | null> {
  return question<HandIn, HandIn | null>(
    db
      .prepare(
        `SELECT starts_at AS startsAt, ends_at AS endsAt, place, note, sequence,
                changed_at AS changedAt, cancelled_at AS cancelledAt
         FROM hand_in WHERE letter_id = ${LETTER_MEANT}`
      )
      .bind(...refParams(ref)),
    ([row]) => row ?? null
  )
}
