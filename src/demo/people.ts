import { OTHER_ROLE } from '../letters/letter'
import type { ListedSchool } from '../register/list'
import { schoolName } from '../register/school'
import { cycled } from './cycle'
import { demoName } from './names'
import { madeUp } from './register/made-up'
import { schools, trusts } from './schools'

/** Someone who does not exist, as they would have signed. */
export type DemoPerson = {
  name: string
  email: string
  role: string
  role_other: string | null
  school: string | null
  /** Numbers of the schools that the register has. */
  urns: number[]
  country: string | null
  public: boolean
  minutes: number // after the letter opened
  confirms: boolean
}

type Unsettled = Omit<DemoPerson, 'confirms'>

/**
 * Who signs each letter, in which roles, and how the days since its opening share them. `from` says
 * where in the names and schools a cast begins. Heads come first, so that no school has two; but
 * the head numbered `again` signs twice, so that the desk has a pair to look at.
 */
const CASTS = [
  {
    from: 0,
    roles: {
      headteacher: 94,
      'executive-head': 14,
      'deputy-head': 34,
      governor: 20,
      teacher: 10,
      'retired-head': 13,
      other: 5,
    },
    days: [52, 27, 15, 9, 7, 3, 3, 6, 5, 16, 11, 6, 3, 2, 4, 5, 3, 2, 5, 4, 4],
    again: 7,
  },
  {
    from: 204,
    roles: {
      headteacher: 11,
      teacher: 14,
      'support-staff': 7,
      governor: 6,
      parent: 6,
      retired: 4,
      other: 2,
    },
    days: [12, 8, 5, 4, 3, 1, 1, 5, 4, 2, 3, 2, 2],
  },
  {
    from: 271,
    roles: { headteacher: 16, 'deputy-head': 5, governor: 4, 'retired-head': 3 },
    days: [9, 6, 4, 2, 1, 1, 2, 1, 1, 0, 1],
  },
]

// From seven in the morning to midnight: before lessons, at lunch, and most of all after supper.
const HOURS = [3, 6, 3, 1, 1, 4, 4, 1, 2, 6, 5, 3, 5, 9, 10, 6, 2]

// Chosen because the days come out close to their weights, even with few signers.
const SEED = 26238

// Among the last ones of each letter some have yet to open their mail.
const LAST = 15

const MAY_HAVE_NO_SCHOOL = ['teacher', 'support-staff', 'parent', OTHER_ROLE]

const OTHER_ROLES = [
  'School business manager',
  'Educational psychologist',
  'Special needs coordinator',
  'School improvement adviser',
  'Speech and language therapist',
]

/** The signers of a demonstration letter in the order in which they sign: the same each time. */
export function demoPeople(letterIndex: number): DemoPerson[] {
  const cast = CASTS[letterIndex]
  if (!cast) return []

  const next = fractionsFrom(SEED * (letterIndex + 1))
  const people = Object.entries(cast.roles)
    .flatMap(([role, many]) => Array<string>(many).fill(role))
    .map((role, i) => person(cast.from + i, role, signingMinute(cast.days, next), next))
  return withAgain(people, cast.again)
    .toSorted((a, b) => a.minutes - b.minutes)
    .map((one, i, all) => ({ ...one, confirms: i < all.length - LAST || i % 3 !== 0 }))
}

/** In place of the last one, somebody from before signs with a mailbox of their own. */
function withAgain(people: Unsettled[], index = -1): Unsettled[] {
  const [one, last] = [people[index], people.at(-1)]
  if (!one || !last) return people
  const email = `${mailbox(one.name)}@example.com`
  return [...people.slice(0, -1), { ...one, email, minutes: last.minutes }]
}

function person(serial: number, role: string, minutes: number, next: () => number): Unsettled {
  const { first, last } = demoName(serial)
  const name = `${first} ${last}`
  const leadsMany = role === 'executive-head'
  const place = cycled(leadsMany ? trusts : schools, serial)
  const schoolless = MAY_HAVE_NO_SCHOOL.includes(role) && next() < 0.4
  const listed = schoolless ? [] : madeUp.filter((one) => isOf(one, place.name, serial))
  return {
    name,
    email: addressOf(name, role, listed[0]?.domain ?? null, serial),
    role,
    role_other: role === OTHER_ROLE ? cycled(OTHER_ROLES, serial) : null,
    school: schoolless ? null : place.name,
    urns: listed.map(({ urn }) => urn),
    country: next() < 0.12 ? null : schoolless ? 'england' : place.country,
    public: next() > 0.12,
    minutes,
  }
}

/** Is it the school of that name, or one of the trust's? Of some trusts no school is named. */
function isOf(school: ListedSchool, name: string, serial: number): boolean {
  const { town } = school
  const isTrusts = town !== null && name === `${town} Schools Trust` && school.name.startsWith(town)
  return schoolName(school) === name || school.name === name || (isTrusts && serial % 4 !== 0)
}

/** Most heads sign from their school, some others too; the rest from a mailbox of their own. */
function addressOf(name: string, role: string, domain: string | null, serial: number): string {
  const own = `${mailbox(name)}@${serial % 3 === 0 ? 'example.com' : 'example.org'}`
  const isHead = role === 'headteacher'
  if (domain === null || role === 'retired-head' || serial % (isHead ? 5 : 2) === 0) return own
  return isHead && serial % 3 !== 0 ? `head@${domain}` : `${mailbox(name)}@${domain}`
}

function signingMinute(days: number[], next: () => number): number {
  return (drawn(days, next) * 24 + drawn(HOURS, next)) * 60 + Math.floor(next() * 60)
}

/** An index, drawn as often as its weight says. */
function drawn(weights: number[], next: () => number): number {
  let left = next() * weights.reduce((sum, weight) => sum + weight, 0)
  return weights.findIndex((weight) => (left -= weight) < 0)
}

/** Fractions that look random and come out alike on every machine (Park and Miller's generator). */
function fractionsFrom(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48271) % 2147483647) / 2147483647
}

/** A name as its owner might spell it in an address. */
function mailbox(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .normalize('NFD')
    .replace(/[^a-z -]/g, '')
    .replaceAll(' ', '.')
}
