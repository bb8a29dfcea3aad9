import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import type { Letter } from '../../src/letters/letter'
import type { Memory } from '../../src/registrar/memory'
import { recountLetter } from '../../src/registrar/recount-letter'
import { foldedWords } from '../../src/words'
import { commitmentTo, replay, type Replayed } from '../ledger/stranger'
import { checkSchools } from './counted-schools'
import { registrarOf } from './people'
import { checkPublished } from './published'
import { checkSigned, prefixesOf } from './signed'

export type Row = {
  id: string
  state: string
  edition: number
  name: string | null
  role: string | null
  role_other: string | null
  school: string | null
  country: string | null
  public: number
  updates: number
  assurance: string
  assured_because: string | null
  urns: string | null
  authority: string | null
  phase: string | null
  school_type: string | null
  mailbox_urns: string | null
  named_urns: string | null
  mailbox_look: string | null
  mailbox_key: string | null
  email: string | null
  email_key: string | null
  domain_key: string | null
  kept_address: string | null
  salt: string | null
  address_mac: string | null
  number: number | null
  entry: number | null
  amended: number | null
  confirmed_at: number | null
  changed_at: number | null
  declined_at: number | null
  off_display: string | null
  removed_for: string | null
  risk: string | null
  expires_at: number
}

type Head = {
  version: number
  batch: string | null
  size: number
  root: string
  edge: string
  hour: number
  confirmed: number
  withdrawn: number
  removed: number
  refused: number
  anonymised: number
}

export async function rowOf(id: string): Promise<Row | null> {
  return env.DB.prepare('SELECT * FROM signature WHERE id = ?').bind(id).first<Row>()
}

export async function headOf(letter: Pick<Letter, 'id'>): Promise<Head> {
  const head = await env.DB.prepare('SELECT * FROM head WHERE letter_id = ?')
    .bind(letter.id)
    .first<Head>()
  if (!head) throw new Error('The letter has no head.')
  return head
}

type StoredEntry = { position: number; bytes: Uint8Array }

const ENTRIES =
  'SELECT position, hex(bytes) AS bytes FROM ledger_entry WHERE letter_id = ? ORDER BY position'

export async function entriesOf({ id }: Pick<Letter, 'id'>): Promise<StoredEntry[]> {
  const { results } = await env.DB.prepare(ENTRIES).bind(id).all<EntryRow>()
  return results.map(entryFrom)
}

type EntryRow = { position: number; bytes: string }

function entryFrom({ position, bytes }: EntryRow): StoredEntry {
  return { position, bytes: Uint8Array.fromHex(bytes) }
}

/**
 * The types of a ledger's entries, in order: TEXT, CONFIRM, WITHDRAW, AMEND and SUMMARY by their
 * first letters, INVALIDATE, REINSTATE, CLOSE (L) and ANON (N).
 */
export async function typesOf(letter: Pick<Letter, 'id'>): Promise<string> {
  const letters = '?TCWIRALN???????S'
  return (await entriesOf(letter)).map(({ bytes }) => letters[bytes[1] ?? 0] ?? '?').join('')
}

export async function memoryOf(letter: Pick<Letter, 'id'>): Promise<Memory | undefined> {
  return runInDurableObject(registrarOf(letter), (_, state) => state.storage.kv.get('memory'))
}

/**
 * Checks all that must always hold: the ledger by a stranger's replay, corrections and milestones by
 * its bytes, and every published number counted anew from the rows. Returns the totals.
 */
export async function audit(
  letter: Letter,
  { memory = true, keys = undefined as string[] | undefined } = {}
) {
  const stored = await storedOf(letter)
  const { head, rows } = stored
  const counted = rows.filter(({ state }) => state === 'counted')
  const entries = stored.entries.map(({ bytes }) => bytes)

  await checkSigned(letter, entries, keys)
  await checkTree(letter, head, stored.entries)
  await checkPublished(letter, entries, head.refused)
  if (memory) {
    const { size, root, batch } = head
    expect(await memoryOf(letter)).toEqual({ committed: { size, root, batch }, intended: [] })
  }
  const said = replay(letter.uuid, entries)
  expect(said.texts).toEqual(stored.editions)
  expect({ ...head, counted: head.confirmed - head.withdrawn - head.removed }).toMatchObject({
    confirmed: said.confirmed,
    withdrawn: said.withdrawn,
    removed: said.removed.size,
    counted: said.live.size,
    anonymised: said.anonymisedBefore,
  })
  expect(said.closed).toBe(stored.finished)
  expect(stored.hours).toEqual(sorted([...said.hours].map(([hour, n]) => ({ hour, ...n }))))
  expect(
    sorted((await commitmentsOf(letter, counted)).map((row) => asFirstSigned(row, said)))
  ).toEqual(
    sorted([...said.live].map(([entry, what]) => ({ entry, ...what, ...unopened(counted, entry) })))
  )
  checkStates(rows, head, said)
  expect(stored.tally).toEqual(tallyFrom(counted))
  if (head.anonymised === 0) await checkSchools(letter, counted)
  expect(stored.words).toEqual(wordsFrom(counted))
  expect(stored.waiting).toEqual(waitingFrom(rows))
  const known = counted.flatMap((row) => row.email_key ?? [])
  expect(new Set(known).size).toBe(known.length)
  const behind = counted.flatMap((row) =>
    row.mailbox_urns === null ? [] : (row.mailbox_key ?? row.email_key ?? [])
  )
  expect(new Set(behind).size).toBe(behind.length)
  expect(await recountLetter(env.DB, letter.id)).toEqual([])
  const { confirmed, withdrawn, removed, live } = said
  return {
    confirmed,
    withdrawn,
    removed: removed.size,
    counted: live.size,
    entries: stored.entries,
  }
}

/** What rows hold follows from their states, and what the ledger says of those that it knows. */
function checkStates(rows: Row[], head: Head, said: Replayed) {
  const inState = (...states: string[]) => rows.filter(({ state }) => states.includes(state))
  const told = rows.filter(({ state }) => state !== 'pending')
  expect(told.filter(({ email }) => email !== null)).toEqual([])
  const keeping = rows.filter((row) => row.kept_address !== null)
  expect(keeping.filter(({ state, updates }) => state !== 'held' && updates === 0)).toEqual([])
  expect(inState('withdrawn', 'refused').filter((row) => row.kept_address !== null)).toEqual([])

  // Who withdrew while being checked is in no entry and has no number; nobody else of them lacks it.
  const neverCounted = inState('withdrawn').filter(({ number }) => number === null)
  const ofLedger = inState('counted', 'withdrawn', 'removed').filter(
    (row) => !neverCounted.includes(row)
  )
  expect(rows.filter((row) => (row.entry === null) === ofLedger.includes(row))).toEqual([])
  expect(inState('removed').filter((row) => !said.removed.has(row.entry ?? -1))).toEqual([])
  const decided = inState('removed', 'refused')
  expect(rows.filter((row) => (row.removed_for !== null) !== decided.includes(row))).toEqual([])
  const declined = rows.filter((row) => row.declined_at !== null)
  expect(declined.filter((row) => row.state !== 'removed' || row.kept_address)).toEqual([])
  const standing = (row: Row) => said.live.has(row.entry ?? -1) || said.removed.has(row.entry ?? -1)
  expect(inState('withdrawn').filter(standing)).toEqual([])
  expect(inState('refused').length).toBeLessThanOrEqual(head.refused)

  const unknown = ofLedger.filter(({ entry }) => (entry ?? 0) < head.anonymised)
  for (const row of unknown) {
    const { name, role_other, school, email_key, domain_key, salt, address_mac } = row
    const left = { name, role_other, school, email_key, domain_key, salt, address_mac }
    expect(Object.values(left)).toEqual(Array(7).fill(null))
  }
}

/** Of an anonymised signature nobody can tell what its commitment was made of. */
function unopened(rows: Row[], entry: number) {
  return rows.some((row) => row.entry === entry && row.salt === null) ? { commitment: null } : {}
}

async function checkTree(letter: Letter, head: Head, entries: StoredEntry[]) {
  const prefixes = await prefixesOf(
    letter,
    entries.map(({ bytes }) => bytes)
  )
  expect(entries.map(({ position }) => position)).toEqual([...entries.keys()])
  expect(head.size).toBe(entries.length)
  expect(head.root).toBe((await prefixes.rootOf(0, head.size)).toHex())

  // The edge: one root for each power of two in the size, from the largest down.
  let edge = ''
  let from = 0
  for (let power = 2 ** 20; power >= 1; power /= 2) {
    if (Math.floor(head.size / power) % 2 === 0) continue
    edge += (await prefixes.rootOf(from, from + power)).toHex()
    from += power
  }
  expect(head.edge).toBe(edge)
}

/** Commitments made before, by all that they are made of. */
const made = new Map<string, string>()

/** What the ledger must hold of each counted signature, worked out from its row alone. */
function commitmentsOf(letter: Letter, rows: Row[]) {
  return Promise.all(
    rows.map(async (row) => {
      const { entry, number, edition, amended } = row
      if (row.salt === null) return { entry, number, edition, commitment: null, amended }
      const label = letter.roles.find(({ key }) => key === row.role)?.label ?? row.role_other
      const salt = Uint8Array.fromBase64(row.salt, { alphabet: 'base64url' })
      const opening = {
        edition,
        public: wished(row),
        name: row.name ?? '',
        email: row.address_mac ?? '',
        affiliation: row.school ? `${label}, ${row.school}` : `${label}`,
      }
      const key = JSON.stringify([row.salt, letter.uuid, opening])
      const commitment = made.get(key) ?? (await commitmentTo(salt, letter.uuid, opening))
      made.set(key, commitment)
      return { entry, number, edition, commitment, amended }
    })
  )
}

/** A later edition that its signer moved to is in the AMEND's commitment alone. */
function asFirstSigned<R extends Pick<Row, 'entry' | 'edition' | 'amended'>>(
  row: R,
  said: Replayed
): R {
  const first = said.live.get(row.entry ?? -1)?.edition ?? row.edition
  return row.amended !== null && row.edition > first ? { ...row, edition: first } : row
}

/** What a signer chose, also while the name is off display. */
function wished(row: Row): boolean {
  const off = row.off_display as string | null
  return off === null ? row.public === 1 : (JSON.parse(off) as { wanted: boolean }).wanted
}

function tallyFrom(counted: Row[]): Record<string, number> {
  const tally: Record<string, number> = {}
  for (const row of counted) {
    const country = row.country ?? 'not-given'
    const cells = ['total ', `role ${row.role}`, `country ${country}`, `edition ${row.edition}`]
    cells.push(`assurance ${row.assurance}`, `shown ${row.public ? 'shown' : 'hidden'}`)
    if (!row.public) cells.push(`country-hidden ${country}`)
    for (const cell of cells) tally[cell] = (tally[cell] ?? 0) + 1
  }
  return tally
}

function wordsFrom(counted: Row[]): string[] {
  return counted
    .filter((row) => row.public === 1)
    .flatMap(({ name, school, number }) =>
      foldedWords(`${name ?? ''} ${school ?? ''}`).map((word) => `${word} ${number}`)
    )
    .sort()
}

function waitingFrom(rows: Row[]): Record<string, number> {
  const waiting = rows.filter(({ state }) => state === 'pending' || state === 'held')
  const states = Map.groupBy(waiting, ({ state }) => state)
  return Object.fromEntries([...states].map(([state, all]) => [state, all.length]))
}

/** All that is stored of a letter's numbers, of one moment. */
async function storedOf({ id }: Letter) {
  const [heads, entries, rows, tally, words, waiting, hours, editions, letters] = (
    await env.DB.batch(STORED.map((sql) => env.DB.prepare(sql).bind(id)))
  ).map(({ results }) => results)

  const [head] = heads as Head[]
  if (!head) throw new Error('The letter has no head.')
  type Cell = { dimension: string; key: string; counted: number }
  return {
    head,
    entries: (entries as EntryRow[]).map(entryFrom),
    rows: rows as Row[],
    tally: Object.fromEntries(
      (tally as Cell[]).map(({ dimension, key, counted }) => [`${dimension} ${key}`, counted])
    ),
    words: (words as { word: string; number: number }[])
      .map(({ word, number }) => `${word} ${number}`)
      .sort(),
    waiting: Object.fromEntries(
      (waiting as { state: string; n: number }[]).map(({ state, n }) => [state, n])
    ),
    hours: sorted(hours as { hour: number }[]),
    editions: (editions as { sha256: string }[]).map(({ sha256 }) => sha256),
    finished: letters?.length === 1,
  }
}

const STORED = [
  'SELECT * FROM head WHERE letter_id = ?',
  ENTRIES,
  'SELECT * FROM signature WHERE letter_id = ?',
  'SELECT dimension, key, counted FROM tally WHERE letter_id = ? AND counted > 0',
  'SELECT word, number FROM signature_word WHERE letter_id = ?',
  'SELECT state, n FROM waiting WHERE letter_id = ? AND n > 0',
  `SELECT hour, confirmed, withdrawn, removed, reinstated FROM tally_hour
   WHERE letter_id = ? AND confirmed + withdrawn + removed + reinstated > 0`,
  'SELECT sha256 FROM edition WHERE letter_id = ? ORDER BY number',
  'SELECT 1 FROM letter WHERE id = ? AND finished_at IS NOT NULL',
]

/** In an order that depends on what the things hold, and on nothing else. */
function sorted<T extends object>(things: T[]): T[] {
  return things.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}
