import { isMadeUp, type Authority, type ListedSchool, type SchoolList } from './list.ts'
import { isSame, newIn, rowsChanged, type Row } from './rows.ts'
import { termsOf } from './terms.ts'
import * as into from './writes.ts'

/** What the database has, as arrays of its columns. */
export type Stored = {
  registers: { id: number; country: string; asOf: string; isExtract: boolean }[]
  schools: Map<number, SchoolColumns>
  authorities: Row[]
  places: Row[]
  terms: Row[]
}

/** In the order of the table: from `urn` to `is_open`. */
export type SchoolColumns = [
  urn: number,
  country: string,
  name: string,
  nameCy: string | null,
  town: string | null,
  postcode: string | null,
  authority: string,
  phase: string,
  type: string,
  inShares: number,
  domain: string | null,
  domainWhy: string,
  heads: string,
  isOpen: number,
]

/** What a list changes: numbers of schools, and rows to write. No rows: there is nothing to do. */
export type Difference = {
  added: number[]
  changed: number[]
  closed: number[]
  unchanged: number
  writes: into.Write[]
}

/** Compares a list with what is stored. Deletes no school: one that has vanished is closed. */
export function compare(stored: Stored, list: SchoolList, now: Date): Difference {
  const listed = new Map(list.schools.map((school) => [school.urn, columnsOf(school)]))
  const news = [...listed.values()].filter((columns) => {
    return !isSame(stored.schools.get(columns[0]) ?? [], columns)
  })
  const urns = news.map(([urn]) => urn)
  const added = urns.filter((urn) => !stored.schools.has(urn))
  const changed = urns.filter((urn) => stored.schools.has(urn))
  const gone = closedBy(list, listed, stored)
  const unchanged = listed.size - urns.length
  const put = [...news, ...gone]

  const all = new Map(stored.schools)
  for (const columns of put) all.set(columns[0], columns)
  const after = [...all.values()]
  const authorities = new Map(stored.authorities.map((row) => [String(row[0]), row]))
  for (const one of list.authorities) authorities.set(one.key, authorityRow(one))
  const writes = [
    ...registered(stored, list, put, now),
    { sql: into.PUT_AUTHORITIES, rows: newIn(stored.authorities, [...authorities.values()], 1) },
    ...rowsChanged(stored.places, placesOf(after), 3, into.PLACES),
    ...rowsChanged(stored.terms, termRows(after, authorities), 1, into.TERMS),
  ].filter(({ rows }) => rows.length > 0)
  return { added, changed, closed: gone.map(([urn]) => urn), unchanged, writes }
}

/** Its row in the list of registers, and its schools. Two imports at once can't both have the number. */
function registered(
  stored: Stored,
  list: SchoolList,
  put: SchoolColumns[],
  now: Date
): into.Write[] {
  const last = stored.registers.findLast(({ country }) => country === list.country)
  const isNews = !last || last.asOf < list.asOf || last.isExtract !== list.isExtract
  if (!isNews && put.length === 0) return []

  const id = Math.max(0, ...stored.registers.map((one) => one.id)) + 1
  const { country, name, asOf, isExtract, schools } = list
  const row = [id, country, name, asOf, now.getTime(), schools.length, Number(isExtract)]
  return [
    { sql: into.INSERT_REGISTER, rows: [row] },
    { sql: into.PUT_SCHOOLS, rows: put.map((columns) => [...columns, id]) },
  ]
}

function columnsOf(school: ListedSchool): SchoolColumns {
  const { urn, country, name, nameCy, town, postcode, authority, phase, type } = school
  const { inShares, domain, domainWhy, heads, isOpen } = school
  return [
    ...([urn, country, name, nameCy, town, postcode, authority, phase, type] as const),
    ...([Number(inShares), domain, domainWhy, JSON.stringify(heads), Number(isOpen)] as const),
  ]
}

/**
 * Those that the list says are closed and, if it is whole, those that it no longer has. A list of
 * the schools that the state funds says nothing of independent ones.
 */
function closedBy(list: SchoolList, listed: Map<number, unknown>, { schools }: Stored) {
  const kinds = new Set(list.schools.map(({ inShares }) => Number(inShares)))
  return [...schools.values()].flatMap((school): SchoolColumns[] => {
    const [urn, country] = school
    const isGone =
      list.closed.has(urn) || (!list.isExtract && !listed.has(urn) && kinds.has(school[9]))
    if (country !== list.country || !isGone || !school[13] || isMadeUp(urn)) return []
    return [school.with(9, 0).with(13, 0) as SchoolColumns]
  })
}

function placesOf(schools: SchoolColumns[]): Row[] {
  const counted = Map.groupBy(
    schools.filter((school) => school[9] === 1),
    (school) => JSON.stringify(school.slice(6, 9))
  )
  return [...counted].map(([place, { length }]) => [...(JSON.parse(place) as string[]), length])
}

function termRows(schools: SchoolColumns[], authorities: Map<string, Row>): Row[] {
  const searched = schools.map(([urn, , name, nameCy, town, postcode, authority, ...others]) => {
    const authorityName = String(authorities.get(authority)?.[1] ?? '')
    return { urn, name, nameCy, town, postcode, authorityName, isOpen: others[6] === 1 }
  })
  return [...termsOf(searched)].map(([term, { inName, inPlace }]) => [term, inName, inPlace])
}

function authorityRow({ key, name, region, country }: Authority): Row {
  return [key, name, region, country]
}
