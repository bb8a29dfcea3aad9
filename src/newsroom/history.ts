import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type LetterRef } from '../letters/letter'

/** What happened to a letter's signatures in one hour, gross. `hour` counts whole hours since 1970. */
export type HistoryRow = {
  hour: number
  confirmed: number
  withdrawn: number
  removed: number
  reinstated: number
}

/** The hours in which anything happened, oldest first; all of them, or those from one on. */
export function historyOf(
  db: D1Database,
  ref: LetterRef,
  from: number | null = null
): Question<HistoryRow[]> {
  return question<HistoryRow, HistoryRow[]>(
    db
      .prepare(
        `SELECT hour, confirmed, withdrawn, removed, reinstated FROM tally_hour
         WHERE letter_id = ${LETTER_MEANT} AND hour >= ?3
         ORDER BY hour`
      )
      .bind(...refParams(ref), from ?? 0),
    (rows) => rows
  )
}

/** The same hours, each with the total at its end. */
export function withCounted(rows: HistoryRow[]): (HistoryRow & { counted: number })[] {
  let counted = 0
  return rows.map((row) => {
    counted += row.confirmed - row.withdrawn - row.removed + row.reinstated
    return { ...row, counted }
  })
}
