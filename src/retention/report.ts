import { question, type Question } from '../ask'
import { dueOf, type Clock } from './clocks'
import { monthsBefore } from './days'

/** How many of a clock's go tonight, and within so many days. */
export type Ahead = { clock: Clock; within: { days: number; n: number }[] }

export const HORIZONS = [0, 30, 90] as const

const DAY_MS = 24 * 60 * 60 * 1000

/** What goes by a clock of its own, within ninety days at most: one question for each. */
export function aheadOf(db: D1Database, clock: Clock, now: Date): Question<Ahead> {
  const on = (days: number) => new Date(now.getTime() + days * DAY_MS)
  const { statement, answer } = dueOf(db, clock, on(HORIZONS[2]))
  return question<never, Ahead>(statement, (rows) => ({
    clock,
    within: HORIZONS.map((days) => {
      const before = monthsBefore(on(days), clock.months)
      return { days, n: answer(rows).filter(({ at }) => at <= before).length }
    }),
  }))
}

/** Something that went, newest first. */
export type Gone = {
  what: string
  letterId: number | null
  title: string | null
  begunAt: number
  endedAt: number | null
  gone: Record<string, number>
}

/** What went lately: of the whole site, or of one letter. */
export function goneLately(
  db: D1Database,
  most: number,
  letterId: number | null = null
): Question<Gone[]> {
  type Row = Omit<Gone, 'gone'> & { gone: string }
  return question<Row, Gone[]>(
    db
      .prepare(
        `SELECT what, letter_id AS letterId, title, begun_at AS begunAt, ended_at AS endedAt, gone
         FROM retention_run LEFT JOIN letter ON letter.id = letter_id
         WHERE ?2 IS NULL OR letter_id = ?2
         ORDER BY retention_run.id DESC LIMIT ?1`
      )
      .bind(most, letterId),
    (rows) => rows.map((row) => ({ ...row, gone: JSON.parse(row.gone) as Gone['gone'] }))
  )
}
