import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import type { Letter } from '../../src/letters/letter'
import type { Memory } from '../../src/registrar/memory'
import { recountLetter } from '../../src/registrar/recount'
import { foldedWords } from '../../src/signatures/words'
import { commitmentTo, leafOf, replay, rootOfLeaves } from '../ledger/stranger'
import { registrarOf } from './people'

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
  expires_at: number
}

type Head = {
  version: number
  size: number
  root: string
  edge: string
  hour: number
  confirmed: number
  withdrawn: number
  removed: number
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

export async function entriesOf(letter: Pick<Letter, 'id'>) {
  const rows = await select<{ position: number; bytes: number[]; leaf: number[] }>(
    'SELECT position, bytes, leaf FROM ledger_entry WHERE letter_id = ? ORDER BY position',
    letter
  )
  return rows.map(({ position, bytes, leaf }) => {
    return { position, bytes: Uint8Array.from(bytes), leaf: Uint8Array.from(leaf) }
  })
}

/** The types of a ledger's entries, in order: T, C, W, A and S. */
export async function typesOf(letter: Pick<Letter, 'id'>): Promise<string> {
  const letters: Record<number, string> = { 1: 'T', 2: 'C', 3: 'W', 6: 'A', 16: 'S' }
  return (await entriesOf(letter)).map(({ bytes }) => letters[bytes[1] ?? 0] ?? '?').join('')
}

export async function memoryOf(letter: Pick<Letter, 'id'>): Promise<Memory | undefined> {
  return runInDurableObject(registrarOf(letter), (_, state) => state.storage.kv.get('memory'))
}

/**
 * Checks all that must always hold: the ledger by a stranger's replay, and every published number
 * counted anew from the rows. Returns the totals.
 */
export async function audit(letter: Letter, { memory = true } = {}) {
  const head = await headOf(letter)
  const entries = await entriesOf(letter)
  const rows = await select<Row>('SELECT * FROM signature WHERE letter_id = ?', letter)
  const counted = rows.filter(({ state }) => state === 'counted')

  await checkTree(head, entries)
  if (memory) {
    const { size, root } = head
    expect(await memoryOf(letter)).toEqual({ committed: { size, root }, intended: [] })
  }
  const said = replay(
    letter.uuid,
    entries.map(({ bytes }) => bytes)
  )
  expect(said.texts).toEqual(await editionHashes(letter))
  expect({ ...head, counted: head.confirmed - head.withdrawn - head.removed }).toMatchObject({
    confirmed: said.confirmed,
    withdrawn: said.withdrawn,
    removed: 0,
    counted: said.live.size,
  })
  expect(await hoursOf(letter)).toEqual(
    sorted([...said.hours].map(([hour, n]) => ({ hour, ...n })))
  )
  expect(sorted(await commitmentsOf(letter, counted))).toEqual(
    sorted([...said.live].map(([entry, what]) => ({ entry, ...what })))
  )
  expect(await tallyOf(letter)).toEqual(tallyFrom(counted))
  expect(await wordsOf(letter)).toEqual(wordsFrom(counted))
  expect(await waitingOf(letter)).toEqual(waitingFrom(rows))
  expect(new Set(counted.map((row) => row.email_key)).size).toBe(counted.length)
  expect(counted.filter((row) => row.email !== null)).toEqual([])
  expect(await recountLetter(env.DB, letter.id)).toEqual([])
  return { confirmed: said.confirmed, withdrawn: said.withdrawn, counted: said.live.size, entries }
}

async function checkTree(head: Head, entries: Awaited<ReturnType<typeof entriesOf>>) {
  const leaves = await Promise.all(entries.map(({ bytes }) => leafOf(bytes)))
  expect(entries.map(({ position }) => position)).toEqual([...entries.keys()])
  expect(entries.map(({ leaf }) => leaf)).toEqual(leaves)
  expect(head.size).toBe(entries.length)
  expect(head.root).toBe((await rootOfLeaves(leaves)).toHex())

  // The edge: one root for each power of two in the size, from the largest down.
  let edge = ''
  let from = 0
  for (let power = 2 ** 20; power >= 1; power /= 2) {
    if (Math.floor(head.size / power) % 2 === 0) continue
    edge += (await rootOfLeaves(leaves.slice(from, from + power))).toHex()
    from += power
  }
  expect(head.edge).toBe(edge)
}

/** What the ledger must hold of each counted signature, worked out from its row alone. */
function commitmentsOf(letter: Letter, rows: Row[]) {
  return Promise.all(
    rows.map(async (row) => {
      const label = letter.roles.find(({ key }) => key === row.role)?.label ?? row.role_other
      const salt = Uint8Array.fromBase64(row.salt ?? '', { alphabet: 'base64url' })
      const commitment = await commitmentTo(salt, letter.uuid, {
        edition: row.edition,
        public: row.public === 1,
        name: row.name ?? '',
        email: row.address_mac ?? '',
        affiliation: row.school ? `${label}, ${row.school}` : `${label}`,
      })
      const { entry, number, edition, amended } = row
      return { entry, number, edition, commitment, amended }
    })
  )
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

async function tallyOf(letter: Letter): Promise<Record<string, number>> {
  const cells = await select<{ dimension: string; key: string; counted: number }>(
    'SELECT dimension, key, counted FROM tally WHERE letter_id = ? AND counted > 0',
    letter
  )
  return Object.fromEntries(
    cells.map(({ dimension, key, counted }) => [`${dimension} ${key}`, counted])
  )
}

async function wordsOf(letter: Letter): Promise<string[]> {
  const words = await select<{ word: string; number: number }>(
    'SELECT word, number FROM signature_word WHERE letter_id = ?',
    letter
  )
  return words.map(({ word, number }) => `${word} ${number}`).sort()
}

function wordsFrom(counted: Row[]): string[] {
  return counted
    .filter((row) => row.public === 1)
    .flatMap(({ name, school, number }) =>
      foldedWords(`${name ?? ''} ${school ?? ''}`).map((word) => `${word} ${number}`)
    )
    .sort()
}

async function waitingOf(letter: Letter): Promise<Record<string, number>> {
  const waiting = await select<{ state: string; n: number }>(
    'SELECT state, n FROM waiting WHERE letter_id = ? AND n > 0',
    letter
  )
  return Object.fromEntries(waiting.map(({ state, n }) => [state, n]))
}

function waitingFrom(rows: Row[]): Record<string, number> {
  const waiting = rows.filter(({ state }) => state === 'pending' || state === 'held')
  const states = Map.groupBy(waiting, ({ state }) => state)
  return Object.fromEntries([...states].map(([state, all]) => [state, all.length]))
}

async function hoursOf(letter: Letter) {
  const hours = await select<{ hour: number; confirmed: number; withdrawn: number }>(
    `SELECT hour, confirmed, withdrawn FROM tally_hour
     WHERE letter_id = ? AND confirmed + withdrawn > 0`,
    letter
  )
  return sorted(hours)
}

async function editionHashes(letter: Letter): Promise<string[]> {
  const editions = await select<{ sha256: string }>(
    'SELECT sha256 FROM edition WHERE letter_id = ? ORDER BY number',
    letter
  )
  return editions.map(({ sha256 }) => sha256)
}

async function select<T>(sql: string, { id }: Pick<Letter, 'id'>): Promise<T[]> {
  const { results } = await env.DB.prepare(sql).bind(id).all<T>()
  return results
}

/** In an order that depends on what the things hold, and on nothing else. */
function sorted<T extends object>(things: T[]): T[] {
  return things.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}
