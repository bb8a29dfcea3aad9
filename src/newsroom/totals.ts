import { question, type Question } from '../ask'

/** A letter's published numbers, all of one moment. */
export type Totals = {
  counted: number
  confirmed: number
  awaiting: number
  held: number
  refused: number
  withdrawn: number
  removed: number
  /** Counted signatures whose names are not shown. */
  unnamed: number
  ledgerSize: number
  asOf: Date
}

type TotalsRow = Omit<Totals, 'counted' | 'asOf'>

/** The totals of a letter by its slug. The rows read do not grow with the signatures. */
export function totalsOf(db: D1Database, slug: string, now: Date): Question<Totals> {
  return question<TotalsRow, Totals>(
    db
      .prepare(
        `SELECT head.confirmed, head.withdrawn, head.removed, head.refused, head.size AS ledgerSize,
                coalesce(pending.n, 0) AS awaiting, coalesce(held.n, 0) AS held,
                coalesce(hidden.counted, 0) AS unnamed
         FROM letter
         JOIN head ON head.letter_id = letter.id
         LEFT JOIN waiting AS pending
           ON pending.letter_id = letter.id AND pending.state = 'pending'
         LEFT JOIN waiting AS held ON held.letter_id = letter.id AND held.state = 'held'
         LEFT JOIN tally AS hidden ON hidden.letter_id = letter.id
           AND hidden.dimension = 'shown' AND hidden.key = 'hidden'
         WHERE letter.slug = ?`
      )
      .bind(slug),
    ([row]) => ({ ...(row ?? NOTHING), counted: counted(row ?? NOTHING), asOf: now })
  )
}

const NOTHING: TotalsRow = {
  confirmed: 0,
  awaiting: 0,
  held: 0,
  refused: 0,
  withdrawn: 0,
  removed: 0,
  unnamed: 0,
  ledgerSize: 0,
}

function counted(row: TotalsRow): number {
  return row.confirmed - row.withdrawn - row.removed
}
