import { question, type Question } from '../ask'
import { LIVING_STATES } from '../living-cases'
import { ukDate } from '../uk-time'
import { daysAfter, monthsAfter } from './days'
import { NOTICE_DAYS } from './periods'

/** A letter whose signers' data is to go, and when. Days are those of the UK, such as 2027-06-03. */
export type PlannedLetter = {
  letterId: number
  slug: string
  title: string
  /** How many are counted: of each of them the data goes, and the signature stays. */
  counted: number
  /** When it closed, or is to close. */
  closedAt: number
  months: number
  day: string
  /** Does its team know that day; and when it was last told of one. */
  isTold: boolean
  toldAt: number | null
  /** Why it can't go yet, whatever the day: its ledger is not closed, or a case about it lives. */
  waits: 'not-finished' | 'in-case' | null
  /** Since when it is under way. */
  begunAt: number | null
}

type Row = Omit<PlannedLetter, 'day' | 'isTold' | 'waits'> & {
  finishedAt: number | null
  told: string | null
  cases: number
}

/**
 * The letters whose data goes within so many days, the next first: what the report shows and what
 * the night does. One letter's alone, if it is given.
 */
export function planOf(
  db: D1Database,
  now: Date,
  days: number,
  letterId: number | null = null
): Question<PlannedLetter[]> {
  const today = ukDate(now)
  const last = daysAfter(today, days)
  return question<Row, PlannedLetter[]>(
    db
      .prepare(
        `SELECT letter.id AS letterId, slug, title, finished_at AS finishedAt,
                min(coalesce(closed_at, closes_at), coalesce(closes_at, closed_at)) AS closedAt,
                keep_months AS months, deletion_told AS told, deletion_told_at AS toldAt,
                coalesce(head.confirmed - head.withdrawn - head.removed, 0) AS counted,
                (SELECT count(*) FROM signature_case INDEXED BY signature_case_living
                 WHERE signature_case.letter_id = letter.id
                   AND signature_case.state IN ${LIVING_STATES}) AS cases,
                (SELECT begun_at FROM retention_run
                 WHERE retention_run.letter_id = letter.id) AS begunAt
         FROM letter LEFT JOIN head ON head.letter_id = letter.id
         WHERE anonymised_at IS NULL AND edition > 0 AND coalesce(closed_at, closes_at) IS NOT NULL
           AND stopped IS NOT 'deleted' AND (?1 IS NULL OR letter.id = ?1)
           -- A date that passed while it was paused or not open has closed nothing.
           AND (state NOT IN ('gathering', 'paused') OR closed_at IS NOT NULL OR closes_at > ?2)`
      )
      .bind(letterId, now.getTime()),
    (rows) =>
      rows
        .map((row) => planned(row, today))
        .filter(({ day }) => day <= last)
        .toSorted((a, b) => (a.day < b.day ? -1 : 1))
  )
}

/** Does it go tonight. */
export function isDue(letter: PlannedLetter, now: Date): boolean {
  return letter.isTold && letter.waits === null && letter.day <= ukDate(now)
}

function planned({ finishedAt, told, cases, ...row }: Row, today: string): PlannedLetter {
  const { toldAt } = row
  const base = monthsAfter(ukDate(row.closedAt), row.months)
  const promised = toldAt === null ? null : later(base, daysAfter(ukDate(toldAt), NOTICE_DAYS))
  const isTold = promised !== null && promised === told
  const day = isTold ? promised : later(base, daysAfter(today, NOTICE_DAYS))
  const waits = finishedAt === null ? 'not-finished' : cases > 0 ? 'in-case' : null
  return { ...row, day, isTold, waits: row.begunAt === null ? waits : null }
}

function later(one: string, other: string): string {
  return one > other ? one : other
}
