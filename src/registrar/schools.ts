import type { Letter } from '../letters/letter'
import type { School } from '../register/school'
import type { KnownSchool } from './read-schools'
import type { SignatureRow } from './row'
import { add, atSchools, emptyTally, type SchoolCounts, type SchoolTally } from './school-tally'
import type { Moved } from './tally'

/** Of a school no more names than these are watched for being there twice. */
const MOST_NAMES = 500

/** One name twice at a school, or more heads of it than the register names. */
export type SchoolDoubt = {
  kind: 'same-name' | 'more-heads'
  urn: number
  number: number
  /** The number of the earlier signature; 0 if there is none. */
  other: number
}

/** A school's numbers as they were read, and as a group leaves them. */
export type ChangedSchool = {
  urn: number
  was: SchoolTally | null
  is: SchoolTally
  doubts: SchoolDoubt[]
}

/** The schools that a group is about, and what its changes do to their numbers. */
export class Schools {
  readonly #known: Map<number, KnownSchool>
  readonly #reread = new Set<number>()
  /** What the acts so far add to those whom the register names. */
  readonly #named = new Map<number, number>()

  constructor(known: Map<number, KnownSchool>) {
    this.#known = known
  }

  /** Those of these numbers that the register has, in order. */
  find(urns: number[]): School[] {
    return urns.flatMap((urn) => this.#known.get(urn)?.school ?? [])
  }

  /** How many are counted as a head whom the register names at this school. */
  namedAt(urn: number): number {
    const { namedShown = 0, namedHidden = 0 } = this.#known.get(urn)?.tally ?? {}
    return namedShown + namedHidden + (this.#named.get(urn) ?? 0)
  }

  note(letter: Pick<Letter, 'roles'>, row: SignatureRow, by: 1 | -1) {
    for (const [urn, { namedShown, namedHidden }] of atSchools(letter, row)) {
      this.#named.set(urn, (this.#named.get(urn) ?? 0) + by * (namedShown + namedHidden))
    }
  }

  /** Puts a school's numbers where the register has it now. */
  reread(urn: number) {
    this.#reread.add(urn)
  }

  /** The numbers of the schools that change, with `nameKeys` for the names there. */
  changed(
    letter: Pick<Letter, 'roles'>,
    moved: Moved[],
    nameKeys: Map<string, string>
  ): ChangedSchool[] {
    const moves = new Map<number, { row: SignatureRow; by: 1 | -1; counts: SchoolCounts }[]>()
    const note = (row: SignatureRow, by: 1 | -1) => {
      for (const [urn, counts] of atSchools(letter, row)) {
        moves.set(urn, [...(moves.get(urn) ?? []), { row, by, counts }])
      }
    }
    for (const { was } of moved) note(was, -1)
    for (const { is } of moved) if (is) note(is, 1)

    return [...new Set([...moves.keys(), ...this.#reread])].flatMap((urn) => {
      const known = this.#known.get(urn)
      if (!known) return []
      const { school, tally: was } = known
      if (!moves.has(urn) && (!was || isThere(was, school))) return []
      const is = structuredClone({ ...(was ?? emptyTally(school)), ...placeOf(school) })
      const doubts: SchoolDoubt[] = []
      for (const { row, by, counts } of moves.get(urn) ?? []) {
        add(is, counts, by)
        const key = nameKeys.get(row.name ?? '')
        if (key && row.number) doubts.push(...watchName(is, was, urn, [row.number, key], by))
        if (by === 1 && row.assuredBecause === 'enough-named' && row.number) {
          doubts.push({ kind: 'more-heads', urn, number: row.number, other: 0 })
        }
      }
      return [{ urn, was, is, doubts }]
    })
  }
}

function isThere(tally: SchoolTally, school: School): boolean {
  const there = placeOf(school)
  return Object.entries(there).every(([what, is]) => tally[what as keyof typeof there] === is)
}

function placeOf({ authority, phase, type, inShares }: School) {
  return { authority, phase, type, inShares }
}

/** Notes a name at a school, or that it is gone. Returns the pair, if it is there already. */
function watchName(
  is: SchoolTally,
  was: SchoolTally | null,
  urn: number,
  [number, key]: [number, string],
  by: 1 | -1
): SchoolDoubt[] {
  if (by === -1) {
    is.names = is.names.filter((one) => one[0] !== number)
    return []
  }
  // With the first of that name, so that however many come there are not more pairs than people.
  const first = is.names.find((one) => one[1] === key && one[0] !== number)
  if (is.names.length < MOST_NAMES) is.names.push([number, key])
  const isNew = !was?.names.some((one) => one[0] === number && one[1] === key)
  if (!first || !isNew) return []
  const [earlier, later] = first[0] < number ? [first[0], number] : [number, first[0]]
  return [{ kind: 'same-name', urn, number: later, other: earlier }]
}
