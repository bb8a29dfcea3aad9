import { findRole } from '../signatures/signature'
import { urnsIn } from '../signatures/urns'
import type { Letter } from '../letters/letter'
import type { Place, School } from '../register/school'
import type { SignatureRow } from './row'

/** How many are counted at a school, by whether their name is shown. */
export type SchoolCounts = {
  shown: number
  hidden: number
  headsShown: number
  headsHidden: number
  namedShown: number
  namedHidden: number
}

/** What a letter has of a school. `names` finds the same name twice: number, and keyed hash. */
export type SchoolTally = Place & SchoolCounts & { inShares: boolean; names: [number, string][] }

export const NOBODY_THERE: SchoolCounts = {
  shown: 0,
  hidden: 0,
  headsShown: 0,
  headsHidden: 0,
  namedShown: 0,
  namedHidden: 0,
}

/** What a place has: its signers, and its schools that have signers. */
export type PlaceCounts = {
  shown: number
  hidden: number
  headsShown: number
  headsHidden: number
  schoolsShown: number
  schoolsHidden: number
  headSchoolsShown: number
  headSchoolsHidden: number
  namedSchoolsShown: number
  namedSchoolsHidden: number
}

type Roles = Pick<Letter, 'roles'>

export const NOBODY_AT: PlaceCounts = {
  shown: 0,
  hidden: 0,
  headsShown: 0,
  headsHidden: 0,
  schoolsShown: 0,
  schoolsHidden: 0,
  headSchoolsShown: 0,
  headSchoolsHidden: 0,
  namedSchoolsShown: 0,
  namedSchoolsHidden: 0,
}

/** Such as `heads_shown` of `headsShown`. */
export function columnOf(count: string): string {
  return count.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Does a signature's role speak for a school. */
export function countsAsHead(letter: Roles, row: Pick<SignatureRow, 'role'>): boolean {
  return findRole(letter, row.role ?? '')?.head ?? false
}

/** What a row adds to each of its schools. None, unless it is counted. */
export function atSchools(letter: Roles, row: SignatureRow): [urn: number, SchoolCounts][] {
  if (row.state !== 'counted') return []
  const head = countsAsHead(letter, row)
  const naming = urnsIn(row.namedUrns)
  return urnsIn(row.urns).map((urn) => {
    const named = head && naming.includes(urn)
    return [urn, row.public ? shownAs(head, named) : hiddenAs(head, named)]
  })
}

/** What a row adds to the place of its first school; null, if it is in none. */
export function atPlace(
  letter: Roles,
  row: SignatureRow
): { place: Place; counts: Partial<PlaceCounts> } | null {
  const { authority, phase, schoolType: type } = row
  if (row.state !== 'counted' || authority === null || phase === null || type === null) return null
  const head = countsAsHead(letter, row)
  const counts = row.public
    ? { shown: 1, headsShown: head ? 1 : 0 }
    : { hidden: 1, headsHidden: head ? 1 : 0 }
  return { place: { authority, phase, type }, counts }
}

/** What a school adds to the schools of its place: one, or none. */
export function ofPlace(tally: SchoolTally | null): Partial<PlaceCounts> {
  if (!tally?.inShares) return {}
  const { shown, hidden, headsShown, headsHidden, namedShown, namedHidden } = tally
  return {
    schoolsShown: shown > 0 ? 1 : 0,
    schoolsHidden: shown === 0 && hidden > 0 ? 1 : 0,
    headSchoolsShown: headsShown > 0 ? 1 : 0,
    headSchoolsHidden: headsShown === 0 && headsHidden > 0 ? 1 : 0,
    namedSchoolsShown: namedShown > 0 ? 1 : 0,
    namedSchoolsHidden: namedShown === 0 && namedHidden > 0 ? 1 : 0,
  }
}

/** What a letter has of a school where nobody has signed. */
export function emptyTally({ authority, phase, type, inShares }: School): SchoolTally {
  return { authority, phase, type, inShares, ...NOBODY_THERE, names: [] }
}

/** Adds counts to others, or takes them away. */
export function add(sum: object, counts: Record<string, number | undefined>, by: 1 | -1) {
  const into = sum as Record<string, number>
  for (const [name, n = 0] of Object.entries(counts)) into[name] = (into[name] ?? 0) + by * n
}

function shownAs(head: boolean, named: boolean): SchoolCounts {
  return { ...NOBODY_THERE, shown: 1, headsShown: head ? 1 : 0, namedShown: named ? 1 : 0 }
}

function hiddenAs(head: boolean, named: boolean): SchoolCounts {
  return { ...NOBODY_THERE, hidden: 1, headsHidden: head ? 1 : 0, namedHidden: named ? 1 : 0 }
}
