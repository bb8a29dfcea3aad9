import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { encodeEntry } from '../../src/ledger/entry'
import { addLeaves, EMPTY_EDGE, edgeText, leafHash, rootOf } from '../../src/ledger/tree'
import type { Letter } from '../../src/letters/letter'
import type { Act, Verbs } from '../../src/registrar/acts'
import { aLetter, letterAgain, reviseLetter } from '../support/letters'
import { rowsOf } from '../support/tables'
import { audit, entriesOf, headOf } from './audit'
import { watchDatabase, type Call } from './database'
import {
  aCounted,
  aSigner,
  correction,
  crowd,
  NOON,
  registrarOf,
  signersOf,
  tell,
  together,
  yes,
  type Signer,
} from './people'
import { checkpointsOf, checkTiles } from './signed'

// Ledgers of several tiles take their time.
vi.setConfig({ testTimeout: 60_000 })

const DAY = 24 * 60 * 60 * 1000

const opened = () => aLetter({ openedAt: new Date(NOON) })

const ofCase = {
  reason: 'duplicate-person',
  caseId: '6b9f0b0e-8a51-4f3e-9a53-0d1c6ed8f2aa',
} as const

const sizesOf = async (letter: Letter) => (await checkpointsOf(letter)).map(({ size }) => size)

const sum = (rows: number[]) => rows.reduce((all, n) => all + n, 0)

/** The two calls of a group: what it read, and what it wrote. */
function bothCalls(calls: Call[]): { reads: Call; writes: Call } {
  const [reads, writes, ...more] = calls
  if (!reads || !writes || more.length > 0) throw new Error(`There were ${calls.length} calls.`)
  return { reads, writes }
}

describe('every commit', () => {
  type Scene = (letter: Letter) => Promise<Act>
  const held: (letter: Letter) => Promise<Signer> = async (letter) => {
    const signer = await aSigner(letter)
    await tell(letter, { ...yes(signer), verb: 'hold' })
    return signer
  }
  const removed = async (letter: Letter) => {
    const signer = await aCounted(letter)
    await tell(letter, { verb: 'remove', id: signer.id, ...ofCase, at: NOON })
    return signer
  }
  const closed = async (letter: Letter) => tell(letter, { verb: 'close', at: NOON })
  const at = NOON
  const late = NOON + 2 * DAY

  const appending: [verb: string, Scene][] = [
    ['confirm', async (letter) => yes(await aSigner(letter))],
    ['correct', async (letter) => correction(await aCounted(letter), { name: 'Grace Inkwell' })],
    ['withdraw', async (letter) => ({ verb: 'withdraw', id: (await aCounted(letter)).id, at })],
    ['erase', async (letter) => ({ verb: 'erase', id: (await aCounted(letter)).id, at })],
    ['release', async (letter) => ({ verb: 'release', id: (await held(letter)).id, at })],
    [
      'remove',
      async (letter) => ({ verb: 'remove', id: (await aCounted(letter)).id, ...ofCase, at }),
    ],
    [
      'reinstate',
      async (letter) => {
        const { id } = await removed(letter)
        return { verb: 'reinstate', id, caseId: ofCase.caseId, at }
      },
    ],
    [
      'sign again',
      async (letter) => {
        const { id } = await aCounted(letter)
        await tell(letter, { verb: 'withdraw', id, at })
        return { verb: 'sign-again', id, edition: 1, at }
      },
    ],
    [
      'finish',
      async (letter) => {
        await closed(letter)
        return { verb: 'finish', at: late }
      },
    ],
    [
      'anonymise',
      async (letter) => {
        await closed(letter)
        await tell(letter, { verb: 'finish', at: late })
        return { verb: 'anonymise', before: 1, at: late }
      },
    ],
  ]

  it.each(appending)('that appends is signed, once, in its own batch: %s', async (_, scene) => {
    const letter = await opened()
    await aCounted(letter)
    const act = await scene(letter)
    const before = await sizesOf(letter)
    const calls = await watchDatabase(letter)

    await tell(letter, act as Act & { verb: keyof Verbs })

    const { size } = await headOf(letter)
    bothCalls(calls)
    expect(size).toBe((before.at(-1) ?? 0) + 2)
    expect(await sizesOf(letter)).toEqual([...before, size])
    await audit(await letterAgain(letter))
  })

  it('of a new edition is signed too', async () => {
    const letter = await reviseLetter(await opened(), '1. In other words.')

    expect(await sizesOf(letter)).toEqual([2, 4])
    await audit(letter)
  })

  const silent: [verb: string, Scene][] = [
    ['disown', async (letter) => ({ verb: 'disown', id: (await aSigner(letter)).id, at })],
    [
      'expire',
      async (letter) => ({ verb: 'expire', id: (await aSigner(letter)).id, at: NOON * 2 }),
    ],
    ['hold', async (letter) => ({ ...yes(await aSigner(letter)), verb: 'hold' })],
    ['refuse', async (letter) => ({ verb: 'refuse', id: (await held(letter)).id, ...ofCase, at })],
    ['close', async () => ({ verb: 'close', at })],
    [
      'reopen',
      async (letter) => {
        await closed(letter)
        return { verb: 'reopen', at }
      },
    ],
    ['erase', async (letter) => ({ verb: 'erase', id: (await held(letter)).id, at })],
  ]

  it.each(silent)('that appends nothing signs nothing: %s', async (_, scene) => {
    const letter = await opened()
    const act = await scene(letter)
    const { size, version } = await headOf(letter)
    const calls = await watchDatabase(letter)

    await tell(letter, act as Act & { verb: keyof Verbs })

    bothCalls(calls)
    expect(await headOf(letter)).toMatchObject({ size, version: version + 1 })
    expect(await sizesOf(letter)).toEqual([size])
    await audit(await letterAgain(letter))
  })

  it.each([
    ['a refused act', { verb: 'withdraw', id: 'nobody', at: NOON }],
    ['an examination that finds all well', { verb: 'examine', at: NOON }],
  ] as const)('is none, and nothing is written, for %s', async (_, act) => {
    const letter = await opened()
    const before = await headOf(letter)
    const calls = await watchDatabase(letter)

    await tell(letter, act)

    expect(calls).toHaveLength(1)
    expect(await headOf(letter)).toEqual(before)
  })

  it('signs once for a group of 500, with two calls to the database', async () => {
    const letter = await opened()
    const signers = await signersOf(letter, crowd(500))
    const calls = await watchDatabase(letter)

    const answers = await together(
      letter,
      signers.map((one) => yes(one, { quiet: true }))
    )

    expect(answers.every(({ outcome }) => outcome === 'counted')).toBe(true)
    // The plug read and wrote nothing.
    bothCalls(calls.slice(1))
    expect(await sizesOf(letter)).toEqual([2, 503])
    await audit(letter)
  })
})

describe('a ledger that fills its tiles', () => {
  it('reads so few rows for each commit that no tile is read, whatever its size', async () => {
    const letter = await opened()
    const signers = await signersOf(letter, crowd(520))
    const rest = [...signers]
    const next = (count: number) => rest.splice(0, count).map((one) => yes(one, { quiet: true }))
    const seen: Record<number, number> = {}

    // To the sizes named, and over them one signature at a time.
    for (const size of [252, 508]) {
      const { size: now } = await headOf(letter)
      await together(letter, next(size - now - 1))
      expect((await headOf(letter)).size).toBe(size)
      for (let i = 0; i < 4; i++) {
        const calls = await watchDatabase(letter)
        const before = await headOf(letter)
        await together(letter, next(1))
        seen[before.size] = sum(bothCalls(calls.slice(1)).reads.read)
        await audit(letter)
      }
    }

    expect(Object.keys(seen).map(Number)).toEqual([252, 254, 256, 258, 508, 510, 512, 514])
    for (const [size, read] of Object.entries(seen)) {
      // The entries of the last tile, the roots of the complete ones, and the letter with its signer.
      const entries = Number(size) % 256 || 256
      expect({ size, over: read - entries - Math.floor(Number(size) / 256) }).toEqual({
        size,
        over: expect.toSatisfy((rows: number) => rows <= 60),
      })
    }
  })

  it('stores a tile of the second level with entry 65,536, and reads no more than before', async () => {
    const letter = await aLargeLedger(65_532)
    const signers = await signersOf(letter, crowd(4))
    await tell(letter, { verb: 'examine', at: NOON })
    const seen: [size: number, read: number, tiles: number][] = []

    for (const signer of signers) {
      const calls = await watchDatabase(letter)
      await tell(letter, yes(signer, { quiet: true }))
      const { size } = await headOf(letter)
      const { reads, writes } = bothCalls(calls)
      const tiles = writes.sql.filter((sql) => sql.includes('INTO tile ')).length
      seen.push([size, sum(reads.read), tiles])
    }

    expect(seen.map(([size, , tiles]) => [size, tiles])).toEqual([
      [65_534, 0],
      [65_536, 2],
      [65_538, 0],
      [65_540, 0],
    ])
    // At most the last tile's entries and roots, and the roots once more to put them in order.
    expect(Math.max(...seen.map(([, read]) => read))).toBeLessThan(3 * 256 + 40)
    expect(Math.max(...seen.slice(2).map(([, read]) => read))).toBeLessThan(256 + 60)
    expect((await rowsOf('SELECT 1 FROM tile WHERE letter_id = ?', letter.id)).length).toBe(257)
    const entries = (await entriesOf(letter)).map(({ bytes }) => bytes)
    await checkTiles(letter, entries)
  })
})

/** A ledger of so many entries that say nothing, put there directly; its tiles are still missing. */
async function aLargeLedger(size: number): Promise<Letter> {
  const letter = await opened()
  const entries = Array.from({ length: size }, (_, i) =>
    Uint8Array.fromHex(i.toString(16).padStart(112, '0'))
  )
  const { hour, confirmed, withdrawn, removed, batch } = await headOf(letter)
  const totals = { confirmed, withdrawn, removed }
  const summary = encodeEntry(letter.uuid, hour, { type: 'summary', totals })
  entries[size - 1] = Uint8Array.from(summary)
  const edge = await addLeaves(EMPTY_EDGE, await Promise.all(entries.map((one) => leafHash(one))))
  const root = (await rootOf(edge)).toHex()
  await env.DB.batch([
    env.DB.prepare('DELETE FROM ledger_entry WHERE letter_id = ?').bind(letter.id),
    env.DB.prepare('DELETE FROM checkpoint WHERE letter_id = ?').bind(letter.id),
    env.DB.prepare(
      `WITH RECURSIVE row (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM row WHERE i < ?2 - 1)
       INSERT INTO ledger_entry SELECT ?1, i, unhex(printf('%0112x', i)) FROM row`
    ).bind(letter.id, size),
    env.DB.prepare('UPDATE ledger_entry SET bytes = ? WHERE letter_id = ? AND position = ?').bind(
      summary,
      letter.id,
      size - 1
    ),
    env.DB.prepare('UPDATE head SET size = ?2, root = ?3, edge = ?4 WHERE letter_id = ?1').bind(
      letter.id,
      size,
      root,
      edgeText(edge)
    ),
  ])
  await runInDurableObject(registrarOf(letter), (_, state) => {
    state.storage.kv.put('memory', { committed: { size, root, batch }, intended: [] })
  })
  return letter
}
