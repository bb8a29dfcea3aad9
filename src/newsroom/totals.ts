import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type LetterRef } from '../letters/letter'

/** A letter's published numbers, all of one moment. */
export type Totals = {
  counted: number
  confirmed: number
  awaiting: number
  held: number
  /** When the first of these was confirmed. */
  heldSince: number | null
  refused: number
  withdrawn: number
  removed: number
  /** Counted signatures whose names are not shown. */
  unnamed: number
  ledgerSize: number
  asOf: Date
}

type TotalsRow = Omit<Totals, 'counted' | 'asOf'>

const NOTHING: TotalsRow = {
  confirmed: 0,
  awaiting: 0,
  held: 0,
  heldSince: null,
  refused: 0,
  withdrawn: 0,
  removed: 0,
  unnamed: 0,
  ledgerSize: 0,
}

/** The totals of a letter. The rows read do not grow with the signatures. */
export function totalsOf(db: D1Database, ref: LetterRef, now: Date): Question<Totals> {
  return question<TotalsRow, Totals>(
    db
      .prepare(
        `SELECT head.confirmed, head.withdrawn, head.removed, head.refused, head.size AS ledgerSize,
                coalesce(pending.n, 0) AS awaiting, coalesce(held.n, 0) AS held,
                iif(held.n > 0, (SELECT min(confirmed_at) FROM signature INDEXED BY signature_held
                                 WHERE signature.letter_id = head.letter_id
                                   AND signature.state = 'held'), NULL) AS heldSince,
                coalesce(hidden.counted, 0) AS unnamed
         FROM head
         LEFT JOIN waiting AS pending
           ON pending.letter_id = head.letter_id AND pending.state = 'pending'
         LEFT JOIN waiting AS held ON held.letter_id = head.letter_id AND held.state = 'held'
         LEFT JOIN tally AS hidden ON hidden.letter_id = head.letter_id
           AND hidden.dimension = 'shown' AND hidden.key = 'hidden'
         WHERE head.letter_id = ${LETTER_MEANT}`
      )
      .bind(...refParams(ref)),
    ([row = NOTHING]) => ({
      ...row,
      counted: row.confirmed - row.withdrawn - row.removed,
      asOf: now,
    })
  )
}
