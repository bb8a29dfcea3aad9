import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { paths } from '../../src/paths'
import { recountLetter } from '../../src/registrar/recount-letter'
import { audit } from '../registrar/audit'
import { checkpointsOf } from '../registrar/signed'
import { rowsOf } from '../support/tables'
import { dumpLetter } from './dump'
import type { World } from './world'

/** What a rule is checked against: a world, and what its people were told and promised. */
export type Checked = {
  world: World
  /** Names and addresses that were typed. */
  typed: string[]
  /** What is to be gone everywhere. */
  erased: string[]
  /** How many mails were sent that nothing is left of. */
  forgotten: number
  /** Answers that nobody may be able to tell apart. */
  alike: [string, string][]
  /** Every checkpoint that was seen, by its size. */
  seen: Map<number, string>
}

/** GET never writes, neither to the database nor to a queue. */
export async function holdsRule1({ world }: Checked) {
  expect(world.written).toEqual([])
}

type Numbers = {
  counted: number
  confirmed: number
  withdrawn: number
  removed: number
  awaiting_confirmation: number
  held: number
  ledger: { size: number }
  breakdown: Record<string, { counted: number }[]>
}

/** One honest number: every published one follows from one snapshot, and counts live rows only. */
export async function holdsRule2({ world }: Checked) {
  const { slug, id } = world.letter
  const numbers = JSON.parse(await world.read(paths.letterJson(slug))) as Numbers
  const states = await rowsOf<{ state: string; n: number }>(
    'SELECT state, count(*) AS n FROM signature WHERE letter_id = ? GROUP BY state',
    id
  )
  const n = (state: string) => states.find((one) => one.state === state)?.n ?? 0
  const { counted, confirmed, withdrawn, removed, ledger } = numbers
  expect(counted).toBe(confirmed - withdrawn - removed)
  expect(numbers).toMatchObject({
    counted: n('counted'),
    awaiting_confirmation: n('pending'),
    held: n('held'),
  })
  for (const [dimension, rows] of Object.entries(numbers.breakdown)) {
    const sum = rows.reduce((total, row) => total + row.counted, 0)
    expect([dimension, sum]).toEqual([dimension, counted])
  }
  expect(JSON.parse(await world.read(paths.countJson(slug)))).toMatchObject({
    counted,
    ledger_size: ledger.size,
  })
}

/** The total is what the ledger says, at every checkpoint that anybody saw; none forked off. */
export async function holdsRule3({ world, seen }: Checked) {
  expect(await recountLetter(env.DB, world.letter.id)).toEqual([])
  await audit(await world.letterNow())
  const stored = (await checkpointsOf(world.letter)).map(({ size, root }) => [size, root] as const)
  expect(stored).toEqual(expect.arrayContaining([...seen]))
}

type Row = { id: string; state: string; provider_id: string | null; address: string | null }

/** Each mail promised has come to an end, and the provider took once whatever was sent. */
export async function holdsRule4({ world, forgotten }: Checked) {
  const rows = await rowsOf<Row>('SELECT id, state, provider_id, address FROM outbox')
  const open = rows.filter(({ state }) => state === 'waiting' || state === 'claimed')
  expect(open).toEqual([])
  const sent = rows.filter(({ state }) => state === 'sent').map((row) => row.provider_id)
  const taken = (await world.provider.mails()).map(({ id }) => id)
  expect(taken).toEqual(expect.arrayContaining(sent))
  expect([sent.length, new Set(sent).size]).toEqual(Array(2).fill(taken.length - forgotten))
  expect(rows.filter(({ state }) => state === 'unknown')).toEqual([])
}

/** No answer tells who has signed. */
export async function holdsRule5({ alike }: Checked) {
  for (const [one, other] of alike) expect(other).toBe(one)
}

/** No name is public but of who is counted and wants it; nothing of an address ever is. */
export async function holdsRule6({ world, typed }: Checked) {
  const { slug, id } = world.letter
  const rows = await rowsOf<{ name: string }>(
    `SELECT name FROM signature WHERE letter_id = ? AND state = 'counted' AND public = 1`,
    id
  )
  const shown = rows.map(({ name }) => name)
  const pages = [paths.letter(slug), paths.signatures(slug), paths.signaturesJson(slug)]
  let texts = ''
  for (const page of pages) texts += await world.read(page)
  for (const text of typed) {
    if (!shown.includes(text)) expect(texts).not.toContain(text)
  }
  const logs = world.logged.join('\n')
  for (const text of typed) expect(logs).not.toContain(text)
}

/** Who is erased is gone everywhere: from the letter's tables, the outbox and the Registrar. */
export async function holdsRule7({ world, erased }: Checked) {
  if (erased.length === 0) return
  const held = await dumpLetter(world.letter)
  for (const text of erased) expect(held).not.toContain(text.toLowerCase())
}

/** Each edition is the bytes that were hashed, and every signature is with the one it was given to. */
export async function holdsRule8({ world }: Checked) {
  const { slug, id } = world.letter
  const editions = await rowsOf<{ number: number; sha256: string }>(
    'SELECT number, sha256 FROM edition WHERE letter_id = ? ORDER BY number',
    id
  )
  for (const { number, sha256 } of editions) {
    const text = new TextEncoder().encode(await world.read(paths.editionText(slug, number)))
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text)).toHex()
    expect([number, digest]).toEqual([number, sha256])
  }
  const odd = await rowsOf(
    `SELECT id FROM signature WHERE letter_id = ?1
       AND edition NOT IN (SELECT number FROM edition WHERE letter_id = ?1)`,
    id
  )
  expect(odd).toEqual([])
}

/** An address stays with who waits for a confirmation or asked for updates, and with no sent mail. */
export async function holdsRule9({ world }: Checked) {
  const kept = await rowsOf(
    `SELECT id FROM signature
     WHERE letter_id = ? AND ((email IS NOT NULL AND state <> 'pending')
                              OR (kept_address IS NOT NULL AND updates = 0 AND state <> 'held'))
     UNION ALL
     SELECT id FROM outbox
     WHERE address IS NOT NULL AND asked <> 'alarm' AND state NOT IN ('waiting', 'claimed')`,
    world.letter.id
  )
  expect(kept).toEqual([])
}

/** What holds at every moment, also while something is wrong. */
export const AT_ANY_MOMENT = [holdsRule1, holdsRule2, holdsRule6]

/** What holds once all that is done by itself has been done. */
export const IN_THE_END = [
  holdsRule1,
  holdsRule2,
  holdsRule3,
  holdsRule4,
  holdsRule5,
  holdsRule6,
  holdsRule7,
  holdsRule8,
  holdsRule9,
]
