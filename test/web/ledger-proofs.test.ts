import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { ask } from '../../src/ask'
import { checkConsistency, checkInclusion } from '../../src/ledger/check-proof'
import { openCheckpoint } from '../../src/ledger/checkpoint'
import { parseKeyFile } from '../../src/ledger/key-file'
import { decodeBundle } from '../../src/ledger/tile'
import { checkTotal, parseTlogProof } from '../../src/ledger/tlog-proof'
import type { VerifierKey } from '../../src/ledger/vkey'
import { paths } from '../../src/paths'
import { checkpointOf } from '../../src/proofs/checkpoint'
import { proofsOfEntries } from '../../src/proofs/prove'
import { leafOf, rootOfLeaves } from '../ledger/stranger'
import { crowd, signersOf, together, yes } from '../registrar/people'
import { aLetter } from '../support/letters'
import { aCountedDatabase, aSite } from '../support/site'
import { rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'
import { aLongLedger, entriesOf, type LongLedger } from './long-ledger'

const SIZE = 66_000

/** Around a tile's edge, around that of a tile of the next level, and the end. */
const SIZES = [1, 2, 3, 128, 255, 256, 257, 511, 512, 513, 40_000, 65_535, 65_536, 65_537, SIZE]

const PUBLISHED = SIZES.filter((size) => size > 1)

describe('a ledger of 66,000 entries', { timeout: 120_000 }, () => {
  it('has the root that its entries give it, by two ways to work it out', async () => {
    const { trees, leaves, letter } = await longLedger()

    const { size, root } = await openCheckpoint(
      await read(paths.checkpoint(letter.uuid)),
      await keys()
    )

    expect(size).toBe(SIZE)
    expect(root).toEqual(await trees.root(SIZE))
    expect(root).toEqual(await rootOfLeaves(leaves))
  })

  it('proves each total that it published', async () => {
    const { letter, trees, entries } = await longLedger()

    for (const size of PUBLISHED) {
      const text = await read(paths.totalProof(letter.uuid, size))
      const total = await checkTotal(text, await keys())

      const { hashes, extra } = parseTlogProof(text)
      expect(total).toMatchObject({ origin: letter.origin, size, root: await trees.root(size) })
      expect(extra).toEqual(entries[size - 1])
      expect(hashes).toEqual(await trees.path(size - 1, size))
      expect(text.length).toBeLessThan(2048)
    }
  })

  it('proves of any entry that it is in any tree since', async () => {
    const { letter, trees, leaves } = await longLedger()

    for (const size of PUBLISHED) {
      const indices = [0, 1, 127, 254, 255, 256, 39_999, 65_279, 65_535, 65_536, size - 1]
      const known = indices.filter((index) => index < size)
      const [checkpoint] = await ask(env.DB, checkpointOf(env.DB, { id: letter.id }, size))
      if (!checkpoint) throw new Error(`Size ${size} was not published.`)
      const proofs = await proofsOfEntries(env.DB, letter.id, known, checkpoint)

      for (const [i, index] of known.entries()) {
        const { hashes } = parseTlogProof(proofs[i] ?? '')
        const [position, of] = [BigInt(index), BigInt(size)]
        const [leaf = new Uint8Array()] = leaves.slice(index)
        const { root } = checkpoint

        await checkInclusion({ index: position, size: of, leaf, proof: hashes, root })
        expect(hashes).toEqual(await trees.path(index, size))
      }
    }
  })

  it('proves that it grew from any size to any later one', async () => {
    const { letter, trees } = await longLedger()

    for (const to of SIZES) {
      for (const from of SIZES.filter((size) => size <= to)) {
        const proof = await growth(letter.uuid, from, to)

        const [oldRoot, newRoot] = [await trees.root(from), await trees.root(to)]
        await checkConsistency({ from: BigInt(from), to: BigInt(to), oldRoot, newRoot, proof })
        expect(proof).toEqual(await trees.proof(from, to))
      }
    }
  })

  it('has its tiles at every level, whole and in part', async () => {
    const { letter, trees } = await longLedger()
    const levels = await trees.tileLevels()

    for (const [level, number, width] of [
      [0, 0, 256],
      [0, 0, 255],
      [0, 0, 1],
      [0, 255, 256],
      [0, 256, 256],
      [0, 257, 208],
      [0, 257, 100],
      [1, 0, 256],
      [1, 0, 255],
      [1, 0, 3],
      [1, 1, 1],
      [2, 0, 1],
    ] as const) {
      const bytes = await tile({ letter }, level, number, width)

      const own = levels[level]?.slice(number * 256, number * 256 + width) ?? []
      expect(own).toHaveLength(width)
      expect(hexOf([bytes])).toBe(hexOf(own))
    }
    for (const path of ['tile/0/257', 'tile/0/257.p/209', 'tile/1/001.p/2', 'tile/2/000.p/2']) {
      expect((await aVisitor().visit(paths.ledgerTile(letter.uuid, path))).status).toBe(404)
    }
  })

  it('has its entries in bundles', async () => {
    const { letter, entries } = await longLedger()

    for (const [path, from, to] of [
      ['tile/entries/000', 0, 256],
      ['tile/entries/000.p/7', 0, 7],
      ['tile/entries/256', 65_536, 65_792],
      ['tile/entries/257.p/208', 65_792, SIZE],
    ] as const) {
      const answer = await aVisitor().visit(paths.ledgerTile(letter.uuid, path))

      const bundle = new Uint8Array(await answer.arrayBuffer())
      expect(decodeBundle(bundle)).toEqual(entries.slice(from, to))
    }
  })

  it('reads few rows for any of it, as many as a short ledger does', async () => {
    const { letter } = await longLedger()
    const { db, counted } = aCountedDatabase()
    const site = aSite({ DB: db })
    const rowsReadFor = async (path: string) => {
      await forget(paths.ledgerTile(letter.uuid, path))
      counted.rowsRead = 0
      expect((await site(paths.ledgerTile(letter.uuid, path))).status).toBe(200)
      return counted.rowsRead
    }

    expect(await rowsReadFor('checkpoint')).toBeLessThanOrEqual(10)
    expect(await rowsReadFor('tile/0/003')).toBeLessThanOrEqual(10)
    expect(await rowsReadFor('tile/1/000')).toBeLessThanOrEqual(10)
    expect(await rowsReadFor('tile/1/000.p/200')).toBeLessThanOrEqual(210)
    expect(await rowsReadFor('tile/entries/003')).toBeLessThanOrEqual(266)
    expect(await rowsReadFor('total.tlog-proof')).toBeLessThanOrEqual(3 * 260)
    expect(await rowsReadFor('consistency?from=300&to=65900')).toBeLessThanOrEqual(3 * 260)
  })

  it('lets what is complete and was checked rest in caches for good', async () => {
    const { letter } = await longLedger()

    const answers = await Promise.all(
      [
        'tile/0/003',
        'tile/1/000',
        'tile/entries/003',
        'tile/1/000.p/200',
        'tile/entries/003.p/9',
      ].map(async (path) => (await visit(letter.uuid, path)).headers.get('cache-control'))
    )

    const [forEver, aMinute] = ['public, max-age=31536000, immutable', 'public, max-age=60']
    expect(answers).toEqual([forEver, forEver, forEver, aMinute, aMinute])
    // And the same out of the cache.
    expect((await visit(letter.uuid, 'tile/0/003')).headers.get('cache-control')).toBe(forEver)
    expect((await visit(letter.uuid, 'tile/entries/003.p/9')).headers.get('cache-control')).toBe(
      aMinute
    )
  })

  it('gives nobody’s cache a tile or entries that were damaged where they are stored', async () => {
    const { letter } = await longLedger()
    await rowsOf(
      `UPDATE tile SET hashes = unhex(substr(hex(hashes), 3) || substr(hex(hashes), 1, 2))
       WHERE letter_id = ?1 AND level = 0 AND number = 9`,
      letter.id
    )
    await rowsOf(
      `UPDATE ledger_entry SET bytes = unhex(substr(hex(bytes), 3) || substr(hex(bytes), 1, 2))
       WHERE letter_id = ?1 AND position = 10 * 256 + 7`,
      letter.id
    )

    for (const path of ['tile/0/009', 'tile/entries/010']) {
      const answer = await visit(letter.uuid, path)

      expect([answer.status, answer.headers.get('cache-control')]).toEqual([500, 'no-store'])
    }
  })

  it('lets nobody keep a tile or entries for good while its alarm is open', async () => {
    const { letter } = await longLedger()
    await rowsOf(
      `INSERT INTO alarm (kind, letter_id, detail, raised_at) VALUES ('ledger-broken', ?, 'x', 0)`,
      letter.id
    )

    for (const path of ['tile/0/012', 'tile/entries/012']) {
      expect((await visit(letter.uuid, path)).headers.get('cache-control')).toBe(
        'public, max-age=60'
      )
    }
    await rowsOf('UPDATE alarm SET cleared_at = 1 WHERE letter_id = ?', letter.id)
  })

  it('asks for patience where a complete tile is not stored, and reads no more for it', async () => {
    const { letter } = await longLedger()
    await rowsOf(
      'DELETE FROM tile WHERE letter_id = ? AND level = 0 AND number IN (1, 7)',
      letter.id
    )
    const { db, counted } = aCountedDatabase()
    const site = aSite({ DB: db })

    for (const path of ['tile/0/007', 'tile/1/000.p/199', 'consistency?from=300&to=66000']) {
      counted.calls = 0
      const answer = await site(paths.ledgerTile(letter.uuid, path))

      expect(answer.status, path).toBe(503)
      expect(answer.headers.get('retry-after')).toBe('60')
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(await answer.text()).toContain('Ask again in a minute.')
      expect(counted.calls).toBeLessThanOrEqual(2)
    }
    const entries = await visit(letter.uuid, 'tile/entries/007')
    expect([entries.status, entries.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=60',
    ])
  })
})

describe('a ledger that its Registrar wrote', { timeout: 120_000 }, () => {
  it('keeps every partial tile as it was, when it is complete and after', async () => {
    const letter = await aLetter()
    const asked = ['tile/0/000.p/2', 'tile/0/000.p/103', 'tile/entries/000.p/103']
    const signers = await signersOf(letter, crowd(300))
    await together(
      letter,
      signers.slice(0, 100).map((signer) => yes(signer))
    )
    const bytes = async (path: string) => {
      await forget(paths.ledgerTile(letter.uuid, path))
      const answer = await aVisitor().visit(paths.ledgerTile(letter.uuid, path))
      return hexOf([new Uint8Array(await answer.arrayBuffer())])
    }
    const before = await Promise.all(asked.map(bytes))

    await together(
      letter,
      signers.slice(100, 200).map((signer) => yes(signer))
    )
    const middle = await Promise.all(asked.map(bytes))
    await together(
      letter,
      signers.slice(200).map((signer) => yes(signer))
    )
    const after = await Promise.all(asked.map(bytes))

    const leaves = await Promise.all((await entriesOf(letter)).map((entry) => leafOf(entry)))
    expect(leaves.length).toBeGreaterThan(300)
    expect(before[1]).toBe(hexOf(leaves.slice(0, 103)))
    expect(middle).toEqual(before)
    expect(after).toEqual(before)
    expect(await bytes('tile/0/000')).toBe(hexOf(leaves.slice(0, 256)))
    expect((await checkTotal(await read(paths.totalProof(letter.uuid)), await keys())).live).toBe(
      300
    )
  })
})

describe('whoever asks a ledger for nonsense', { timeout: 120_000 }, () => {
  it('is told no, and never breaks anything', async () => {
    const letter = await aLetter()
    const answers: { path: string; status: number; cache: string | null }[] = []

    for (const path of nonsense(letter.uuid)) {
      const { status, headers } = await aVisitor().visit(path)
      answers.push({ path, status, cache: headers.get('cache-control') })
    }

    const [found, refused] = [
      answers.filter(({ status }) => status === 200),
      answers.filter(({ status }) => status !== 200),
    ]
    expect(refused.length).toBeGreaterThan(800)
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([400, 404]))
    expect(new Set(refused.map(({ cache }) => cache))).toEqual(new Set(['no-store']))
    // What means something after all: a width, a query that nobody reads, and no size at all.
    const meant = found.map(({ path }) => new URL(path, env.ORIGIN).href)
    expect(
      meant.filter((url) => !/\/(000\.p\/2(\?.*)?|total\.tlog-proof\?size=)$/.test(url))
    ).toEqual([])
  })
})

/** Odd addresses by the hundred: numbers that are none or too large, in every place for a number. */
function nonsense(uuid: string): string[] {
  const numbers = [
    '',
    '0',
    '00',
    '007',
    '-1',
    '-0',
    '+1',
    '1.0',
    '1e3',
    '0x1',
    '1_000',
    '1,000',
    ' 1',
    '1 ',
    '\t1',
    '1\n',
    'NaN',
    'Infinity',
    'null',
    'undefined',
    'true',
    '[]',
    '2147483647',
    '2147483648',
    '4294967296',
    '9007199254740991',
    '9007199254740992',
    '9007199254740993',
    '18446744073709551616',
    '9'.repeat(1000),
    '٣',
    '３',
    '½',
    '\u{1f600}',
    '\u0000',
    '\u0000\u0001',
    '\ufeff1',
    "1' OR 1=1 --",
    '%',
    '%2e%2e',
    'x001/000',
    '000.p/2',
    'entries',
    '__proto__',
    'constructor',
  ]
  const base = paths.ledgerBase(uuid)
  return [
    ...numbers.map((n) => encodeURIComponent(n)),
    ...numbers.filter((n) => !/[\s?#%]/.test(n)),
  ].flatMap((n) => [
    `${base}/tile/${n}/000.p/2`,
    `${base}/tile/0/${n}`,
    `${base}/tile/0/000.p/${n}`,
    `${base}/tile/entries/${n}`,
    `${base}/tile/entries/000.p/${n}`,
    `${base}/total.tlog-proof?size=${n || '0'}`,
    `${base}/consistency?from=${n}&to=2`,
    `${base}/consistency?from=1&to=${n}x`,
    `${base}/tile/0/000.p/2?width=${n}`,
    `${base}/not/${n}`,
    `/ledger/${n}x/checkpoint`,
    `/ledger/${uuid.slice(1)}${n}/tile/0/000.p/2`,
  ])
}

let made: Promise<LongLedger> | undefined

function longLedger(): Promise<LongLedger> {
  return (made ??= aLongLedger(SIZE, PUBLISHED))
}

async function keys(): Promise<VerifierKey[]> {
  return parseKeyFile(await read(paths.keyFile()))
}

async function growth(uuid: string, from: number, to: number): Promise<Uint8Array[]> {
  const lines = (await read(paths.consistency(uuid, from, to))).split('\n').slice(0, -1)
  return lines.map((line) => Uint8Array.fromBase64(line))
}

async function tile(
  { letter }: Pick<LongLedger, 'letter'>,
  level: number,
  number: number,
  width: number
): Promise<Uint8Array> {
  const digits = String(number).padStart(3, '0')
  const path = `tile/${level}/${digits}${width < 256 ? `.p/${width}` : ''}`
  await forget(paths.ledgerTile(letter.uuid, path))
  const answer = await aVisitor().visit(paths.ledgerTile(letter.uuid, path))
  expect(answer.status, path).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

function visit(uuid: string, path: string): Promise<Response> {
  return aVisitor().visit(paths.ledgerTile(uuid, path))
}

function read(path: string): Promise<string> {
  return aVisitor().read(path)
}

async function forget(path: string) {
  await caches.default.delete(new URL(path, env.ORIGIN).href)
}

function hexOf(parts: Uint8Array[]): string {
  return parts.map((part) => part.toHex()).join('')
}
