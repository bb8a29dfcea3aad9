import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { ask } from '../../src/ask'
import type { Letter } from '../../src/letters/letter'
import { breakdownOf, type BreakdownRow } from '../../src/newsroom/breakdown'
import { placesOf } from '../../src/newsroom/read-places'
import { tallyOf } from '../../src/newsroom/read-tally'
import { sharesOf, type Share, type ShareCell } from '../../src/newsroom/shares'
import type { Authority, ListedSchool } from '../../src/register/list'
import { loadList } from '../../src/register/load'
import { schoolsOf } from '../../src/register/school'
import type { Act } from '../../src/registrar/acts'
import { rereadDue } from '../../src/registrar/reread-due'
import { aLetter } from '../support/letters'
import { rowsOf } from '../support/tables'
import { chance } from './chance'
import {
  correction,
  heldYes,
  NOON,
  reinstatement,
  removal,
  signersOf,
  together,
  yes,
  type Signer,
} from './people'

const DAY = 24 * 60 * 60 * 1000

const AUTHORITIES: Authority[] = [
  { key: 'merrowdale', name: 'Merrowdale', region: 'north-west', country: 'england' },
  { key: 'fenmoor', name: 'Fenmoor', region: 'north-west', country: 'england' },
  { key: 'saltby', name: 'Saltby', region: 'london', country: 'england' },
]

it('counts in breakdowns and shares what the rows say, whatever signers and registers do', async () => {
  const { next, oneOf } = chance(41)
  const letter = await aLetter({ openedAt: new Date(NOON) })
  const signers: Signer[] = []
  const seen = { withheld: 0, hiddenTold: 0, fewLeft: 0, closed: 0, several: 0 }
  let listed = Array.from({ length: 40 }, (_, i) => aListed(900_101 + i))
  await load(0)

  for (let step = 1; step <= 40; step++) {
    await somePeopleSign()
    await together(letter, Array.from({ length: 8 }, anAct))
    if (step % 8 === 0) {
      listed = listed.flatMap((school) => (next() < 0.15 ? changed(school) : [school]))
      await load(step)
    }
    await checkAll(letter, seen)
  }

  // It has been where it matters, or it proves little.
  expect(Object.entries(seen).filter(([, times]) => times < 5)).toEqual([])

  function aListed(urn: number): ListedSchool {
    return {
      urn,
      country: 'england',
      name: `Brambleholt School ${urn}`,
      nameCy: null,
      town: 'Brambleholt',
      postcode: null,
      authority: oneOf(AUTHORITIES).key,
      phase: oneOf(['primary', 'secondary']),
      type: oneOf(['academy', 'maintained', 'independent']),
      inShares: next() < 0.8,
      domain: `school-${urn}.example.org`,
      domainWhy: 'website',
      heads: [{ first: 'Ada', last: 'Quillfeather' }],
      isOpen: true,
    }
  }

  /** A school that moves, or one that the register no longer has. */
  function changed(school: ListedSchool): ListedSchool[] {
    if (next() < 0.5) return [{ ...aListed(school.urn), inShares: school.inShares }]
    seen.closed++
    return []
  }

  async function load(days: number) {
    const now = new Date(NOON + days * DAY)
    const asOf = now.toISOString().slice(0, 10)
    const list = { country: 'england' as const, name: 'A made-up register', asOf }
    const rest = { isExtract: false, closed: new Set<number>(), authorities: AUTHORITIES }
    await loadList(env.DB, { ...list, ...rest, schools: listed }, now)
    while ((await rereadDue(env.DB, env.REGISTRAR, now)) > 0);
  }

  async function somePeopleSign() {
    const named = Array.from({ length: 4 }, (): Record<string, string> => {
      const urns = Array.from({ length: next() < 0.3 ? 3 : 1 }, () => oneOf(listed).urn)
      const isHead = next() < 0.6
      const own: Record<string, string> =
        isHead && next() < 0.6 ? { email: `head@school-${urns[0]}.example.org` } : {}
      return {
        ...own,
        ...(next() < 0.15 ? {} : { urn: [...new Set(urns)].join(' ') }),
        role: isHead ? 'head' : oneOf(['parent', 'retired']),
        public: next() < 0.4 ? 'on' : '',
      }
    })
    const [schools] = await ask(env.DB, schoolsIn(listed))
    signers.push(...(await signersOf(letter, named, NOON, schools)))
  }

  function anAct(): Act {
    const signer = oneOf(next() < 0.6 ? signers.slice(-6) : signers)
    const { id } = signer
    const at = NOON
    const urn = [oneOf(listed).urn]
    return oneOf<() => Act>([
      () => yes(signer),
      () => yes(signer),
      () => yes(signer),
      () => heldYes(signer),
      () => ({ verb: 'release', id, at }),
      () => correction(signer, { public: next() < 0.5 }),
      () => correction(signer, { urn }),
      () => correction(signer, { role: oneOf(['head', 'parent', 'retired']) }),
      () => ({ verb: 'withdraw', id, at }),
      () => ({ verb: 'sign-again', id, edition: 1, at }),
      () => removal(signer),
      () => reinstatement(signer),
      () => (next() < 0.5 ? { verb: 'erase', id, at } : yes(signer)),
    ])()
  }
}, 60_000)

/** Everything of the list, though a signer names six at most. */
function schoolsIn(listed: ListedSchool[]) {
  const { statement, answer } = schoolsOf(env.DB, [])
  return { statement: statement.bind(JSON.stringify(listed.map(({ urn }) => urn))), answer }
}

type Row = {
  public: number
  role: string
  urns: string | null
  named_urns: string | null
  authority: string | null
  phase: string
  school_type: string
}

type SchoolRow = { urn: number; authority: string; phase: string; type: string }

type Seen = Record<'withheld' | 'hiddenTold' | 'fewLeft' | 'several', number>

async function checkAll(letter: Letter, seen: Seen) {
  const [tally, places] = await ask(
    env.DB,
    tallyOf(env.DB, { id: letter.id }),
    placesOf(env.DB, { id: letter.id }, 'authorities')
  )
  const rows = await rowsOf<Row>(
    `SELECT * FROM signature WHERE letter_id = ? AND state = 'counted'`,
    letter.id
  )
  const schools = await rowsOf<SchoolRow>('SELECT * FROM school WHERE in_shares = 1')

  const breakdown = breakdownOf(letter, tally)
  const cells = sharesOf(places)

  const keys = {
    region: (row: Row) => regionOf(row.authority),
    local_authority: (row: Row) => row.authority,
    phase: (row: Row) => row.phase,
    type: (row: Row) => row.school_type,
  }
  for (const [dimension, keyOf] of Object.entries(keys)) {
    const counted = breakdown[dimension as keyof typeof keys]
    expect(asObject(counted), dimension).toEqual(countOf(rows, keyOf))
    expect(counted.toSorted(byNumber), dimension).toEqual(counted)
    if (counted.some(({ key }) => key === 'withheld')) seen.withheld++
  }
  for (const list of Object.values(breakdown)) {
    expect(list.reduce((sum, { counted }) => sum + counted, 0)).toBe(rows.length)
  }
  expect(cells.map(withoutName)).toEqual(
    cells.map((cell) => ({ ...withoutName(cell), ...shareOf(cell, rows, schools, seen) }))
  )
  // A cell for every place and phase that has schools, and for none besides.
  const listed = new Set(schools.flatMap((one) => [one.authority, `${one.authority} ${one.phase}`]))
  expect(cells.filter(({ authority }) => authority)).toHaveLength(listed.size)
  if (rows.some(({ urns }) => urns?.includes(' '))) seen.several++
}

function regionOf(authority: string | null): string | null {
  return AUTHORITIES.find(({ key }) => key === authority)?.region ?? null
}

/** A dimension counted one by one: the hidden ones of a place need to be five. */
function countOf(rows: Row[], keyOf: (row: Row) => string | null): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const row of rows) {
    const key = row.authority === null ? null : keyOf(row)
    const alike = rows.filter((one) => !one.public && one.authority && keyOf(one) === key).length
    const cell = key === null ? 'not-given' : row.public || alike >= 5 ? key : 'withheld'
    counts[cell] = (counts[cell] ?? 0) + 1
  }
  return counts
}

/** The share of a cell, school by school. */
function shareOf(cell: ShareCell, rows: Row[], schools: SchoolRow[], seen: Seen): Share {
  const isHere = (place: { authority: string | null; phase: string }) =>
    (!cell.region || regionOf(place.authority) === cell.region) &&
    (!cell.authority || place.authority === cell.authority) &&
    (!cell.phase || place.phase === cell.phase)
  const here = schools.filter(isHere)
  const has = (urns: string | null, { urn }: SchoolRow) => ` ${urns} `.includes(` ${urn} `)
  const isHead = (row: Row) => row.role === 'head'
  const signed = (school: SchoolRow, some: Row[], urns: 'urns' | 'named_urns' = 'urns') =>
    some.some((row) => has(row[urns], school))
  const shown = (some: Row[]) => some.filter((row) => row.public === 1)

  /** Do five hidden ones of these share these phases, and are five schools of them left without. */
  const isTold = (phases: string[], some: Row[]) => {
    const there = here.filter(({ phase }) => phases.includes(phase))
    const hidden = some.filter(
      (row) =>
        !row.public &&
        there.some(
          (one) =>
            one.authority === row.authority &&
            one.phase === row.phase &&
            one.type === row.school_type
        )
    )
    const left = there.filter((school) => !signed(school, some))
    if (hidden.length >= 5) seen[left.length >= 5 ? 'hiddenTold' : 'fewLeft']++
    return hidden.length >= 5 && left.length >= 5
  }
  /** In which phases hidden ones count: those where they may, and the others if together they may. */
  const told = (some: Row[]): string[] => {
    const phases = [...new Set(here.map(({ phase }) => phase))]
    const others = phases.filter((phase) => !isTold([phase], some))
    return isTold(others, some) ? phases : phases.filter((phase) => !others.includes(phase))
  }
  const count = (some: Row[], urns: 'urns' | 'named_urns' = 'urns') => {
    const phases = told(some)
    const counts = (school: SchoolRow) =>
      signed(school, phases.includes(school.phase) ? some : shown(some), urns)
    return here.filter(counts).length
  }
  const heads = rows.filter(isHead)
  return {
    schools: here.length,
    withSigner: count(rows),
    headSigned: count(heads),
    namedHeadSigned: count(heads, 'named_urns'),
  }
}

function asObject(rows: BreakdownRow[]): Record<string, number> {
  return Object.fromEntries(rows.map(({ key, counted }) => [key, counted]))
}

/** Largest first, and what is withheld last. */
function byNumber(one: BreakdownRow, other: BreakdownRow): number {
  const last = (row: BreakdownRow) => (row.key === 'withheld' ? 1 : 0)
  return last(one) - last(other) || other.counted - one.counted
}

function withoutName(named: ShareCell) {
  const { name: _, ...cell } = named
  return cell
}
