import { question, type Question } from '../ask'
import { COUNTRIES, refParams, type Letter, type LetterRef } from '../letters/letter'
import { findRole } from '../signatures/signature'

export type BreakdownRow = { key: string; label: string; counted: number }

export const DIMENSIONS = [
  'role',
  'region',
  'local_authority',
  'phase',
  'assurance',
  'country',
  'edition',
] as const

export type Breakdown = Record<(typeof DIMENSIONS)[number], BreakdownRow[]>

export type TallyRow = { dimension: string; key: string; counted: number }

/** A place is named for hidden signers only where at least so many of them share it. */
const FEWEST_HIDDEN = 5

/** The cells of a letter's tally. */
export function tallyOf(db: D1Database, ref: LetterRef): Question<TallyRow[]> {
  return question<TallyRow, TallyRow[]>(
    db
      .prepare(
        `SELECT dimension, key, counted FROM tally
         WHERE letter_id = coalesce(?1, (SELECT id FROM letter WHERE slug = ?2)) AND counted > 0
         ORDER BY dimension, counted DESC, key`
      )
      .bind(...refParams(ref)),
    (rows) => rows
  )
}

/**
 * The published breakdowns. Every dimension that has data sums to the total; places that only a few
 * hidden signers share stand together in the row `withheld`.
 */
export function breakdownOf(letter: Letter, tally: TallyRow[]): Breakdown {
  const cells = (dimension: string) => tally.filter((row) => row.dimension === dimension)
  const labelled = (rows: TallyRow[], label: (key: string) => string): BreakdownRow[] =>
    rows.map(({ key, counted }) => ({ key, label: label(key), counted }))

  return {
    role: labelled(cells('role'), (key) => findRole(letter, key)?.label ?? key),
    region: [],
    local_authority: [],
    phase: [],
    assurance: labelled(cells('assurance'), assuranceLabel),
    country: labelled(withheld(cells('country'), cells('country-hidden')), countryLabel),
    edition: labelled(cells('edition').sort(byNumber), (key) => `Edition ${key}`),
  }
}

function byNumber(one: TallyRow, other: TallyRow): number {
  return Number(one.key) - Number(other.key)
}

function withheld(all: TallyRow[], hidden: TallyRow[]): TallyRow[] {
  const few = hidden.filter(({ counted }) => counted < FEWEST_HIDDEN)
  const rows = all.map((row) => {
    const kept = few.find(({ key }) => key === row.key)?.counted ?? 0
    return { ...row, counted: row.counted - kept }
  })
  const sum = few.reduce((total, { counted }) => total + counted, 0)
  return [...rows, { dimension: 'country', key: 'withheld', counted: sum }].filter(
    ({ counted }) => counted > 0
  )
}

function countryLabel(key: string): string {
  if (key === 'withheld') return 'Withheld, to protect signers whose names are not shown'
  return COUNTRIES.find((country) => country.key === key)?.label ?? 'Not given'
}

export function assuranceLabel(key: string): string {
  return key === 'self-declared' ? 'Self-declared' : key
}
