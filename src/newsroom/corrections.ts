import { question, type Question } from '../ask'
import type { RemovalReason } from '../ledger/entry'
import { LETTER_MEANT, refParams, type LetterRef } from '../letters/letter'

export type CorrectionKind = 'removal' | 'refusal' | 'reinstatement' | 'reconsideration'

/**
 * What one commit did to a letter's total for a case. `number` says to how many signatures. Totals
 * are those published just before and after, at the ledger's sizes `ledgerFrom` and `ledgerTo`; a
 * refusal moves neither, nor does a reconsideration, which takes one back. The reason of what undoes
 * another is that of the other.
 */
export type Correction = {
  at: number
  caseId: string
  kind: CorrectionKind
  reason: RemovalReason
  sentence: string
  number: number
  countedBefore: number
  countedAfter: number
  ledgerFrom: number
  ledgerTo: number
}

/** Every correction of a letter, newest first. */
export function correctionsOf(db: D1Database, ref: LetterRef): Question<Correction[]> {
  return question<Correction, Correction[]>(
    db
      .prepare(
        `SELECT at, case_id AS caseId, kind, reason, sentence, number,
                counted_before AS countedBefore, counted_after AS countedAfter,
                ledger_from AS ledgerFrom, ledger_to AS ledgerTo
         FROM correction
         WHERE letter_id = ${LETTER_MEANT}
         ORDER BY ledger_to DESC, at DESC, case_id, kind, reason`
      )
      .bind(...refParams(ref)),
    (rows) => rows
  )
}
