import { COUNTRIES, type Letter } from '../letters/letter'
import { assuranceLabel } from '../register/assurance-words'
import { labelIn, PHASES, REGIONS, TYPES } from '../register/places'
import { findRole } from '../signatures/signature'
import type { TallyRow } from './read-tally'

export type BreakdownRow = { key: string; label: string; counted: number }

export const DIMENSIONS = [
  'role',
  'region',
  'local_authority',
  'phase',
  'type',
  'assurance',
  'country',
  'edition',
] as const

export type Dimension = (typeof DIMENSIONS)[number]

export type Breakdown = Record<Dimension, BreakdownRow[]>

/** Where a school is and what it is; a signer has it by the first school of the register. */
const PLACES: Dimension[] = ['region', 'local_authority', 'phase', 'type']

/** A place is named for hidden signers only where at least so many of them share it. */
export const FEWEST_HIDDEN = 5

const KEY_LABELS: Record<string, string> = {
  'not-given': 'Not given',
  withheld: 'Withheld, to protect signers whose names are not shown',
}

/**
 * The published breakdowns. Every dimension sums to the total; places that only a few hidden signers
 * share stand together in the row `withheld`.
 */
export function breakdownOf(letter: Pick<Letter, 'roles'>, tally: TallyRow[]): Breakdown {
  const labels: Record<Dimension, (row: TallyRow) => string> = {
    role: ({ key }) => findRole(letter, key)?.label ?? key,
    region: ({ key }) => labelIn(REGIONS, key),
    local_authority: ({ key, label }) => label ?? key,
    phase: ({ key }) => labelIn(PHASES, key),
    type: ({ key }) => labelIn(TYPES, key),
    assurance: ({ key }) => assuranceLabel(key),
    country: ({ key }) => labelIn([...COUNTRIES], key),
    edition: ({ key }) => `Edition ${key}`,
  }
  const rowsOf = (dimension: Dimension) => {
    const cells = withPlaceless(dimension, tally)
    const rows = withheld(dimension, cells, tally)
    const ordered = dimension === 'edition' ? rows.toSorted(byNumber) : rows
    return ordered.map((row) => ({
      key: row.key,
      label: KEY_LABELS[row.key] ?? labels[dimension](row),
      counted: row.counted,
    }))
  }
  return Object.fromEntries(
    DIMENSIONS.map((dimension) => [dimension, rowsOf(dimension)])
  ) as Breakdown
}

/** The dimensions that tell more than that nothing was given. */
export function givenIn(breakdown: Breakdown): Dimension[] {
  return DIMENSIONS.filter((dimension) => {
    return breakdown[dimension].some(({ key }) => key !== 'not-given')
  })
}

/** Adds whoever is in no place to those who are. */
function withPlaceless(dimension: Dimension, tally: TallyRow[]): TallyRow[] {
  const cells = tally.filter((row) => row.dimension === dimension)
  if (!PLACES.includes(dimension)) return cells
  const total = tally.find((row) => row.dimension === 'total')?.counted ?? 0
  const counted = total - cells.reduce((sum, row) => sum + row.counted, 0)
  return [...cells, { dimension, key: 'not-given', label: null, counted }]
}

/** Ordered by what is published: the true order would tell of those who are withheld. */
function withheld(dimension: Dimension, cells: TallyRow[], tally: TallyRow[]): TallyRow[] {
  const few = tally.filter(
    (row) => row.dimension === `${dimension}-hidden` && row.counted < FEWEST_HIDDEN
  )
  const rows = cells.map((row) => {
    const kept = few.find(({ key }) => key === row.key)?.counted ?? 0
    return { ...row, counted: row.counted - kept }
  })
  const counted = few.reduce((sum, row) => sum + row.counted, 0)
  return [
    ...rows.sort((a, b) => b.counted - a.counted || (a.key < b.key ? -1 : 1)),
    { dimension, key: 'withheld', label: null, counted },
  ].filter((row) => row.counted > 0)
}

function byNumber(one: TallyRow, other: TallyRow): number {
  return Number(one.key) - Number(other.key)
}
