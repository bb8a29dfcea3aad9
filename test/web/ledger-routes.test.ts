import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { requireSettings } from '../../src/env'
import { checkConsistency } from '../../src/ledger/check-proof'
import { openCheckpoint } from '../../src/ledger/checkpoint'
import { parseKeyFile } from '../../src/ledger/key-file'
import { decodeBundle, parseTilePath } from '../../src/ledger/tile'
import { checkTotal } from '../../src/ledger/tlog-proof'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { publicKeys, vkeyOf } from '../../src/proofs/keys'
import { leafOf, rootOfLeaves } from '../ledger/stranger'
import { aLetter } from '../support/letters'
import { change, numbersOf, signAndConfirm } from '../support/signers'
import { aCountedDatabase, aSite } from '../support/site'
import { dumpTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'
import { entriesOf } from './long-ledger'

const FRESH = 'public, max-age=0, s-maxage=5'
const A_MINUTE = 'public, max-age=60'
const FOR_EVER = 'public, max-age=31536000, immutable'
const TEXT = 'text/plain; charset=utf-8'
const BYTES = 'application/octet-stream'

describe('every address of a ledger', () => {
  it.each([
    ['the checkpoint', ({ uuid }: Letter) => paths.checkpoint(uuid), TEXT, FRESH],
    ['a tile', ({ uuid }: Letter) => paths.ledgerTile(uuid, 'tile/0/000.p/4'), BYTES, A_MINUTE],
    [
      'a bundle of entries',
      ({ uuid }: Letter) => paths.ledgerTile(uuid, 'tile/entries/000.p/3'),
      BYTES,
      A_MINUTE,
    ],
    ['the newest total', ({ uuid }: Letter) => paths.totalProof(uuid), TEXT, FRESH],
    ['a past total', ({ uuid }: Letter) => paths.totalProof(uuid, 2), TEXT, FRESH],
    ['how it grew', ({ uuid }: Letter) => paths.consistency(uuid, 2, 4), TEXT, FOR_EVER],
    [
      'how it grew from a size that was not published',
      ({ uuid }: Letter) => paths.consistency(uuid, 3, 4),
      TEXT,
      FRESH,
    ],
    ['the file of keys', () => paths.keyFile(), TEXT, FRESH],
    ['the keys as JSON', () => paths.jwks(), 'application/json', FRESH],
  ])('answers %s to every site, and says how long it holds', async (_, path, type, cache) => {
    const letter = await aLetter()
    await signAndConfirm(letter)

    // The second answer comes out of the cache.
    for (let i = 0; i < 2; i++) {
      const answer = await aVisitor().visit(path(letter))
      await answer.arrayBuffer()

      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe(type)
      expect(answer.headers.get('cache-control')).toBe(cache)
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.getSetCookie()).toEqual([])
    }
  })

  it('only reads', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    const before = await dumpTables()

    for (const path of [
      '',
      'checkpoint',
      'tile/0/000.p/4',
      'tile/entries/000.p/4',
      'total.tlog-proof',
      'total.tlog-proof?size=2',
      'consistency?from=1&to=4',
      'tile/0/001',
      'nothing',
    ]) {
      await read(paths.ledgerTile(letter.uuid, path))
    }
    await read(paths.jwks())
    await read(paths.keyFile())

    expect(await dumpTables()).toBe(before)
  })

  it.each([
    ['the checkpoint', 'checkpoint', 1],
    ['a tile', 'tile/0/000.p/4', 1],
    ['a bundle of entries', 'tile/entries/000.p/4', 1],
    ['the newest total', 'total.tlog-proof', 2],
    ['a past total', 'total.tlog-proof?size=2', 2],
    ['how it grew', 'consistency?from=2&to=4', 2],
    ['how it did not grow', 'consistency?from=2&to=2', 1],
    ['its name', '', 1],
  ])('costs the database little: %s', async (_, path, calls) => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    const { db, counted } = aCountedDatabase()

    await aSite({ DB: db })(paths.ledgerTile(letter.uuid, path))

    expect(counted.calls).toBe(calls)
  })

  it('is asked by HEAD for what GET would answer, and does nothing else', async () => {
    const letter = await aLetter()

    for (const path of [
      'checkpoint',
      'tile/0/000.p/2',
      'tile/0/x',
      'total.tlog-proof',
      'nothing',
    ]) {
      const address = paths.ledgerTile(letter.uuid, path)
      const get = await aVisitor().visit(address)
      const head = await aSite({})(address, { method: 'HEAD' })

      expect(head.status).toBe(get.status)
      expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'))
      expect(await head.text()).toBe('')
      const options = await aSite({})(address, { method: 'OPTIONS' })
      expect(options.status).toBe(405)
      expect(options.headers.get('allow')).toBe('GET, HEAD')
    }
  })

  it('leads people who open its name to the page made for them', async () => {
    const letter = await aLetter()

    for (const path of [paths.ledgerBase(letter.uuid), `${paths.ledgerBase(letter.uuid)}/`]) {
      const answer = await aVisitor().visit(path)

      expect(answer.status).toBe(302)
      expect(answer.headers.get('location')).toBe(paths.ledger(letter.slug))
    }
    expect(`https://${letter.origin}`).toBe(env.ORIGIN + paths.ledgerBase(letter.uuid))
  })

  it.each(['draft', 'gathering'])('is not there while the letter is %s', async (state) => {
    const letter = await aLetter()
    await rowsOf('UPDATE letter SET state = ?2 WHERE id = ?1', letter.id, state)

    for (const path of ['', '/checkpoint', '/tile/0/000.p/2', '/total.tlog-proof']) {
      const answer = await aVisitor().visit(paths.ledgerBase(letter.uuid) + path)

      expect(answer.status).toBe(404)
      expect(await answer.text()).toBe('There is no ledger at this address.\n')
    }
    expect(await read(paths.keyFile())).not.toContain(letter.uuid)
  })
})

describe('the checkpoint', () => {
  it('is signed, and says of how many entries which root', async () => {
    const letter = await aLetter()
    const first = await openCheckpoint(await read(paths.checkpoint(letter.uuid)), await keys())
    await signAndConfirm(letter)

    const note = await read(paths.checkpoint(letter.uuid))
    const checkpoint = await openCheckpoint(note, await keys())

    const entries = await entriesOf(letter)
    const leaves = await Promise.all(entries.map((entry) => leafOf(entry)))
    expect(first.size).toBe(2)
    expect(checkpoint).toMatchObject({ origin: letter.origin, size: 4 })
    expect(checkpoint.root.toHex()).toBe((await rootOfLeaves(leaves)).toHex())
  })

  it('stands in letter.json with the size and root of the same moment', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter)

    const { ledger, counted } = JSON.parse(await read(paths.letterJson(letter.slug))) as {
      ledger: { size: number; root: string; checkpoint: string }
      counted: number
    }

    const checkpoint = await openCheckpoint(ledger.checkpoint, await keys())
    expect(ledger.checkpoint).toBe(await read(paths.checkpoint(letter.uuid)))
    expect(ledger).toMatchObject({ size: checkpoint.size, root: checkpoint.root.toBase64() })
    expect(await checkTotal(await read(paths.totalProof(letter.uuid)), await keys())).toMatchObject(
      {
        live: counted,
        size: ledger.size,
      }
    )
  })

  it('is not claimed for a letter whose ledger was never signed', async () => {
    const letter = await aLetter()
    await rowsOf('DELETE FROM checkpoint WHERE letter_id = ?', letter.id)

    for (const path of [paths.checkpoint(letter.uuid), paths.totalProof(letter.uuid)]) {
      const answer = await aVisitor().visit(path)

      expect(answer.status).toBe(404)
      expect(await answer.text()).toBe('Nothing of this ledger has been signed yet.\n')
    }
    expect((await numbersOf(letter)).ledger).toEqual({ size: 2, root: null, checkpoint: null })
  })

  it('of another size is not claimed to be behind a letter’s numbers', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    await rowsOf('DELETE FROM checkpoint WHERE letter_id = ? AND size = 4', letter.id)

    expect(
      (await openCheckpoint(await read(paths.checkpoint(letter.uuid)), await keys())).size
    ).toBe(2)
    expect((await numbersOf(letter)).ledger).toEqual({ size: 4, root: null, checkpoint: null })
  })
})

describe('tiles and bundles', () => {
  it('hold the leaf hashes and the entries, at every width there is', async () => {
    const letter = await aLetter()
    for (let i = 0; i < 3; i++) await signAndConfirm(letter)
    const entries = await entriesOf(letter)
    const leaves = await Promise.all(entries.map((entry) => leafOf(entry)))

    expect(entries).toHaveLength(8)
    for (let width = 1; width <= entries.length; width++) {
      const tile = await bytesOf(letter, `tile/0/000.p/${width}`)
      const bundle = await bytesOf(letter, `tile/entries/000.p/${width}`)

      expect(tile.toHex()).toBe(hexOf(leaves.slice(0, width)))
      expect(decodeBundle(bundle)).toEqual(entries.slice(0, width))
    }
  })

  it('stay as they were when the ledger has grown past them', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    const known = ['tile/0/000.p/1', 'tile/0/000.p/4', 'tile/entries/000.p/4']
    const before = await Promise.all(known.map((path) => freshBytesOf(letter, path)))
    const past = await freshTextOf(paths.totalProof(letter.uuid, 4))
    const grown = await freshTextOf(paths.consistency(letter.uuid, 2, 4))

    const { visitor, manage } = await signAndConfirm(letter)
    await change(visitor, manage, 'withdraw')

    const after = await Promise.all(known.map((path) => freshBytesOf(letter, path)))
    expect(after).toEqual(before)
    expect(await freshTextOf(paths.totalProof(letter.uuid, 4))).toBe(past)
    expect(await freshTextOf(paths.consistency(letter.uuid, 2, 4))).toBe(grown)
  })

  it.each(['tile/0/000.p/3', 'tile/0/000', 'tile/0/001.p/1', 'tile/1/000.p/1', 'tile/63/000'])(
    'are not there before the tree is: %s',
    async (path) => {
      const letter = await aLetter()

      const answer = await aVisitor().visit(paths.ledgerTile(letter.uuid, path))

      expect(parseTilePath(path)).not.toBeNull()
      expect(answer.status).toBe(404)
      expect(answer.headers.get('content-type')).toBe(TEXT)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(await answer.text()).toBe('The ledger has 2 entries and no such tile yet.\n')
    }
  )

  it('appear once the tree has them, though they were asked for before', async () => {
    const letter = await aLetter()
    const path = paths.ledgerTile(letter.uuid, 'tile/entries/000.p/4')

    const before = await aVisitor().visit(path)
    await signAndConfirm(letter)
    const after = await aVisitor().visit(path)

    expect([before.status, after.status]).toEqual([404, 200])
  })

  it.each([
    'tile/0',
    'tile/0/',
    'tile/0/0',
    'tile/0/00',
    'tile/0/0000',
    'tile/0/x000/000',
    'tile/0/000/',
    'tile/0/000.p',
    'tile/0/000.p/',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/0/000.p/256',
    'tile/0/000.p/257',
    'tile/0/000.p/-1',
    'tile/0/000.p/1e1',
    'tile/0/000.p/2/3',
    'tile/0/000.p%2F2',
    'tile/00/000.p/2',
    'tile/64/000',
    'tile/-1/000',
    'tile/1.0/000',
    'tile/entries',
    'tile/entries/0',
    'tile/entries/000.P/2',
    'tile/Entries/000.p/2',
    'tile/data/000.p/2',
    'tile/0/%20000',
    'tile/0/٠٠٠',
    `tile/0/${'x999/'.repeat(9)}999`,
  ])('have one spelling of their address, and no other: %s', async (path) => {
    const letter = await aLetter()

    const answer = await aVisitor().visit(paths.ledgerTile(letter.uuid, path))
    const said = await answer.text()

    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toBe(TEXT)
    expect(said).toMatch(/^(No tile has such an address: .*|A ledger has these addresses: .*)\n$/)
  })
})

describe('while the alarm of a ledger is open', () => {
  it.each(['ledger-fork', 'ledger-broken'])('nothing of it is kept for good: %s', async (kind) => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    await rowsOf(
      `INSERT INTO alarm (kind, letter_id, detail, raised_at) VALUES (?, ?, 'found', 0)`,
      kind,
      letter.id
    )

    const answer = await aVisitor().visit(paths.consistency(letter.uuid, 2, 4))

    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe(FRESH)
  })
})

describe('what was stored wrong', () => {
  it('is no proof of growth: it does not go out if it contradicts what was published', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    await rowsOf(
      'UPDATE ledger_entry SET bytes = unhex(hex(bytes) || ?2) WHERE letter_id = ?1 AND position = 2',
      letter.id,
      '00'
    )

    const answer = await aVisitor().visit(paths.consistency(letter.uuid, 2, 4))

    expect([answer.status, answer.headers.get('cache-control')]).toEqual([500, 'no-store'])
  })

  it('is no entry of the ledger if it stands behind its head', async () => {
    const letter = await aLetter()
    await rowsOf(
      `INSERT INTO ledger_entry (letter_id, position, bytes) VALUES (?, 2, unhex('01'))`,
      letter.id
    )

    const answer = await aVisitor().visit(paths.ledgerTile(letter.uuid, 'tile/entries/000.p/3'))

    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe('The ledger has 2 entries and no such tile yet.\n')
  })
})

describe('a total', () => {
  it('proves what the ledger counted, newest and past', async () => {
    const letter = await aLetter()
    const { visitor, manage } = await signAndConfirm(letter)
    await signAndConfirm(letter)
    await change(visitor, manage, 'withdraw')

    const proven = async (size?: number) => {
      const { live, confirmed, withdrawn, removed, ...total } = await checkTotal(
        await read(paths.totalProof(letter.uuid, size)),
        await keys()
      )
      return { size: total.size, live, confirmed, withdrawn, removed }
    }

    const newest = { size: 8, live: 1, confirmed: 2, withdrawn: 1, removed: 0 }
    expect(await proven()).toEqual(newest)
    expect(await proven(8)).toEqual(newest)
    expect(await proven(6)).toEqual({ size: 6, live: 2, confirmed: 2, withdrawn: 0, removed: 0 })
    expect(await proven(2)).toEqual({ size: 2, live: 0, confirmed: 0, withdrawn: 0, removed: 0 })
  })

  it.each([
    ['0', 404, 'No total was published at that size. The nearest: 2.'],
    ['1', 404, 'No total was published at that size. The nearest: 2.'],
    ['3', 404, 'No total was published at that size. The nearest: 2 and 4.'],
    ['5', 404, 'No total was published at that size. The nearest: 4.'],
    ['9007199254740993', 404, 'No total was published at that size. The nearest: 4.'],
    ['04', 400, '“size” must be a whole number'],
    ['+4', 400, '“size” must be a whole number'],
    ['-4', 400, '“size” must be a whole number'],
    ['4.0', 400, '“size” must be a whole number'],
    ['4e0', 400, '“size” must be a whole number'],
    ['0x4', 400, '“size” must be a whole number'],
    [' 4', 400, '“size” must be a whole number'],
    ['٤', 400, '“size” must be a whole number'],
    ['four', 400, '“size” must be a whole number'],
    ['4\u0000', 400, '“size” must be a whole number'],
  ])('of size %s is none', async (size, status, said) => {
    const letter = await aLetter()
    await signAndConfirm(letter)

    const answer = await aVisitor().visit(
      `${paths.totalProof(letter.uuid)}?${new URLSearchParams({ size })}`
    )

    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe(TEXT)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.text()).toContain(said)
  })
})

describe('a size that no number is large enough for', () => {
  it('is larger than any ledger', async () => {
    const letter = await aLetter()
    const digits = '9'.repeat(400)

    const said = [
      await read(`${paths.totalProof(letter.uuid)}?size=${digits}`),
      await read(`${paths.ledgerTile(letter.uuid, 'consistency')}?from=1&to=${digits}`),
    ]

    expect(said).toEqual([
      'No total was published at that size. The nearest: 2.\n',
      'The ledger has 2 entries, fewer than “to” says.\n',
    ])
  })
})

describe('how a ledger grew', () => {
  it('is proven between any two of its sizes', async () => {
    const letter = await aLetter()
    for (let i = 0; i < 3; i++) await signAndConfirm(letter)
    const entries = await entriesOf(letter)
    const leaves = await Promise.all(entries.map((entry) => leafOf(entry)))

    for (let to = 1; to <= 8; to++) {
      for (let from = 1; from <= to; from++) {
        const proof = await growthOf(letter, from, to)

        await checkConsistency({
          from: BigInt(from),
          to: BigInt(to),
          oldRoot: await rootOfLeaves(leaves.slice(0, from)),
          newRoot: await rootOfLeaves(leaves.slice(0, to)),
          proof,
        })
      }
    }
    expect(await growthOf(letter, 4, 4)).toEqual([])
  })

  it.each([
    ['from=1&to=3', 404, 'The ledger has 2 entries, fewer than “to” says.'],
    ['from=2&to=9007199254740993', 404, 'The ledger has 2 entries, fewer than “to” says.'],
    ['from=9007199254740993&to=9007199254740993', 404, 'fewer than “to” says'],
    ['from=0&to=2', 400, '“from” must be at least 1'],
    ['from=2&to=1', 400, '“to” at least as large as “from”'],
    ['', 400, '“from” and “to” must both be whole numbers'],
    ['from=1', 400, '“from” and “to” must both be whole numbers'],
    ['from=&to=', 400, '“from” and “to” must both be whole numbers'],
    ['from=01&to=2', 400, '“from” and “to” must both be whole numbers'],
    ['from=1&to=2.0', 400, '“from” and “to” must both be whole numbers'],
    ['from=-1&to=2', 400, '“from” and “to” must both be whole numbers'],
    ['from=1e0&to=2', 400, '“from” and “to” must both be whole numbers'],
  ])('is refused with a plain sentence: %s', async (query, status, said) => {
    const letter = await aLetter()

    const answer = await aVisitor().visit(
      `${paths.ledgerTile(letter.uuid, 'consistency')}?${query}`
    )

    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe(TEXT)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.text()).toContain(said)
  })
})

describe('the keys', () => {
  it('are named for each ledger, and open its checkpoint', async () => {
    const [one, other] = [await aLetter(), await aLetter()]

    const named = await keys()

    for (const letter of [one, other]) {
      const own = named.filter(({ name }) => name === letter.origin)
      expect(own).toHaveLength(1)
      expect((await openCheckpoint(await read(paths.checkpoint(letter.uuid)), own)).size).toBe(2)
    }
    expect(await read(paths.keyFile())).toMatch(
      new RegExp(`^# ${one.slug}: signs now\\n${one.origin}\\+`, 'm')
    )
  })

  it('are public JWKs, the newest first, with their thumbprint for a name', async () => {
    await aLetter()

    const { keys } = JSON.parse(await read(paths.jwks())) as { keys: object[] }

    // Key and thumbprint are those of RFC 8037, appendix A.
    expect(keys).toEqual([
      {
        kty: 'OKP',
        crv: 'Ed25519',
        x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
        kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
        use: 'sig',
        alg: 'EdDSA',
      },
    ])
  })

  it('are put under a ledger’s name once, however often they are asked for', async () => {
    const { origin } = await aLetter()
    const [key] = publicKeys(requireSettings(env))
    if (!key) throw new Error('There is no key.')

    expect(vkeyOf(origin, key)).toBe(vkeyOf(origin, { ...key }))
    expect(await read(paths.keyFile())).toContain(`\n${await vkeyOf(origin, key)}\n`)
  })

  it('tell the current one from the previous and from those that sign no more', async () => {
    const letter = await aLetter()
    const [newest, newer] = [await aKey(), await aKey()]
    const first = requireSettings(env).LEDGER_KEY
    const rotating = {
      LEDGER_KEY: JSON.stringify(newer),
      LEDGER_KEY_PREVIOUS: JSON.stringify(first),
    }
    const rotated = {
      LEDGER_KEY: JSON.stringify(newest),
      LEDGER_KEY_PREVIOUS: JSON.stringify(newer),
      LEDGER_KEYS_RETIRED: `${newer.x}, ${first.x}`,
    }

    const during = await keysOf(rotating, letter)
    const after = await keysOf(rotated, letter)

    expect(during.listed.map(({ x }) => x)).toEqual([newer.x, first.x])
    expect(during.said).toEqual([
      expect.stringMatching(/: signs now$/),
      expect.stringMatching(/: signs too, until the current key has taken over$/),
    ])
    expect(after.listed.map(({ x }) => x)).toEqual([newest.x, newer.x, first.x])
    expect(after.said[2]).toMatch(/: signs no more, and still checks what it signed$/)
    expect(JSON.stringify([during, after])).not.toMatch(new RegExp(`${newest.d}|${newer.d}|"d"`))
    expect((await parseKeyFile(after.file)).length % 3).toBe(0)
  })
})

/** What a site with other keys says of them: as JSON, and in the comments for one ledger. */
async function keysOf(settings: Record<string, string>, { slug }: Letter) {
  const site = aSite(settings)
  await forget(paths.jwks())
  await forget(paths.keyFile())
  const { keys } = await (await site(paths.jwks())).json<{ keys: { x: string }[] }>()
  const file = await (await site(paths.keyFile())).text()
  const said = file.split('\n').filter((line) => line.startsWith(`# ${slug}:`))
  await forget(paths.jwks())
  await forget(paths.keyFile())
  return { listed: keys, file, said }
}

async function aKey() {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair
  const { d = '', x = '' } = (await crypto.subtle.exportKey('jwk', pair.privateKey)) as JsonWebKey
  return { kty: 'OKP', crv: 'Ed25519', d, x }
}

async function keys() {
  return parseKeyFile(await read(paths.keyFile()))
}

async function growthOf({ uuid }: Letter, from: number, to: number): Promise<Uint8Array[]> {
  const text = await read(paths.consistency(uuid, from, to))
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => Uint8Array.fromBase64(line))
}

async function bytesOf({ uuid }: Letter, path: string): Promise<Uint8Array> {
  const answer = await aVisitor().visit(paths.ledgerTile(uuid, path))
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

/** Made anew, whatever the edge remembers. */
async function freshBytesOf(letter: Letter, path: string): Promise<string> {
  await forget(paths.ledgerTile(letter.uuid, path))
  return (await bytesOf(letter, path)).toHex()
}

async function freshTextOf(path: string): Promise<string> {
  await forget(path)
  return read(path)
}

async function forget(path: string) {
  await caches.default.delete(new URL(path, env.ORIGIN).href)
}

function read(path: string): Promise<string> {
  return aVisitor().read(path)
}

function hexOf(parts: Uint8Array[]): string {
  return parts.map((part) => part.toHex()).join('')
}
