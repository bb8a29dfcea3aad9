import { describe, expect, it } from 'vitest'
import { uint } from '../../src/ledger/bytes'
import { commit, maskedAddress, newSalt, openingBytes } from '../../src/ledger/commitment'
import { encodeEntry, hourOf, uuidBytes, type Entry } from '../../src/ledger/entry'
import { fromHex, toHex } from '../../src/ledger/hex'
import { leafHash } from '../../src/ledger/tree'
import vectors from '../vectors/ledger.json'

const bytes = (hex: string) => Uint8Array.fromHex(hex)
const utf8 = (text: string) => new TextEncoder().encode(text)

const openings = vectors.openings.map((one) => ({
  salt: bytes(one.salt_hex),
  message: one.message_hex,
  commitment: one.commitment_hex,
  opening: {
    letterUuid: vectors.letter_uuid,
    edition: one.edition,
    public: one.flags === 1,
    name: one.name,
    email: one.email,
    affiliation: one.aff,
  },
}))

/** An entry of the vectors, put into bytes by us. */
async function ours(index: number, entry: Entry, hoursLater = 0) {
  const entryBytes = encodeEntry(vectors.letter_uuid, vectors.hour + hoursLater, entry)
  return { index, hex: entryBytes.toHex(), leaf: (await leafHash(entryBytes)).toHex() }
}

function theirs(index: number) {
  const { entry_hex: hex, leaf_hash_hex: leaf } = vectors.entries[index] ?? {}
  return { index, hex, leaf }
}

const caseId = 'cccccccc-cccc-cccc-cccc-cccccccccccc'

function confirmation(opening: number): Entry {
  return { type: 'confirm', edition: 1, commitment: bytes(openings[opening]?.commitment ?? '') }
}

describe('a commitment', () => {
  it.each(openings)('is the one worked out elsewhere for $opening.name', async (one) => {
    expect(openingBytes(one.opening).toHex()).toBe(one.message)
    expect((await commit(one.salt, one.opening)).toHex()).toBe(one.commitment)
  })

  it('is the same for a name in either spelling of its accents', async () => {
    const [zoe] = openings
    const decomposed = zoe && { ...zoe.opening, name: zoe.opening.name.normalize('NFD') }

    expect(decomposed?.name).not.toBe(zoe?.opening.name)
    expect(decomposed && openingBytes(decomposed).toHex()).toBe(zoe?.message)
  })

  it.each([
    ['the letter', { letterUuid: '00112233-4455-6677-8899-aabbccddeefe' }],
    ['the edition', { edition: 2 }],
    ['whether the name is shown', { public: false }],
    ['the name', { name: 'Zoë Ap Siôn ' }],
    ['the address', { email: 'zoe@example.com' }],
    ['the affiliation', { affiliation: 'headteacher' }],
    // Without the lengths in front, these would be the same bytes as the vector's.
    ['where one text ends', { name: 'Zoë Ap Siônz', email: 'oe@example.org' }],
  ])('depends on %s', async (_, change) => {
    const [zoe] = openings
    if (!zoe) throw new Error('There are no openings.')

    const changed = await commit(zoe.salt, { ...zoe.opening, ...change })

    expect(changed.toHex()).not.toBe(zoe.commitment)
  })

  it('refuses a text too long for its length to be written', () => {
    const [zoe] = openings
    const long = zoe && { ...zoe.opening, name: 'a'.repeat(65536) }

    expect(() => long && openingBytes(long)).toThrow(RangeError)
  })

  it('hides an address behind a keyed hash that only its salt repeats', async () => {
    const [one, other] = [newSalt(), newSalt()]

    const masked = await maskedAddress(one, 'ada@example.org')

    expect(masked).toMatch(/^hmac:[0-9a-f]{64}$/)
    expect(await maskedAddress(one, 'ada@example.org')).toBe(masked)
    expect(await maskedAddress(other, 'ada@example.org')).not.toBe(masked)
    expect(one).toHaveLength(32)
    expect(one).not.toEqual(other)
  })
})

describe('an entry', () => {
  it('has the bytes and the leaf worked out elsewhere: TEXT', async () => {
    const hash = await crypto.subtle.digest('SHA-256', utf8(vectors.text_utf8))
    const text = await ours(0, { type: 'text', edition: 1, textHash: new Uint8Array(hash) })

    expect(text).toEqual(theirs(0))
  })

  it.each([
    [1, 0, 0],
    [2, 1, 0],
    [3, 2, 0],
    [9, 3, 2],
  ])('has the bytes and the leaf worked out elsewhere: CONFIRM at %i', async (at, who, later) => {
    expect(await ours(at, confirmation(who), later)).toEqual(theirs(at))
  })

  it('has the bytes and the leaf worked out elsewhere: WITHDRAW', async () => {
    expect(await ours(5, { type: 'withdraw', target: 2 }, 1)).toEqual(theirs(5))
  })

  it.each([
    [4, { confirmed: 3, withdrawn: 0, removed: 0 }, 0],
    [7, { confirmed: 3, withdrawn: 1, removed: 1 }, 1],
    [10, { confirmed: 4, withdrawn: 1, removed: 0 }, 2],
  ])(
    'has the bytes and the leaf worked out elsewhere: SUMMARY at %i',
    async (at, totals, later) => {
      expect(await ours(at, { type: 'summary', totals }, later)).toEqual(theirs(at))
    }
  )

  it('has the bytes and the leaf worked out elsewhere: INVALIDATE', async () => {
    const invalidate = { type: 'invalidate', target: 3, reason: 'automated', caseId } as const

    expect(await ours(6, invalidate, 1)).toEqual(theirs(6))
  })

  it('has the bytes and the leaf worked out elsewhere: REINSTATE', async () => {
    expect(await ours(8, { type: 'reinstate', target: 3, caseId }, 2)).toEqual(theirs(8))
  })

  it('ends with its hour if it is a CLOSE, and with a position if it is an ANON', () => {
    const header = (type: string) => `01${type}00112233445566778899aabbccddeeff00000001`
    const close = encodeEntry(vectors.letter_uuid, 1, { type: 'close' })
    const anonymise = encodeEntry(vectors.letter_uuid, 1, { type: 'anonymise', before: 258 })

    expect(close.toHex()).toBe(header('07'))
    expect(anonymise.toHex()).toBe(`${header('08')}0000000000000102`)
  })

  it('has 62 bytes if it is an AMEND: what it amends, then the new commitment', () => {
    const commitment = bytes('ab'.repeat(32))

    const amend = encodeEntry(vectors.letter_uuid, 1, { type: 'amend', target: 258, commitment })

    expect(amend.toHex()).toBe(
      '0106' +
        '00112233445566778899aabbccddeeff' +
        '00000001' +
        '0000000000000102' +
        'ab'.repeat(32)
    )
    expect(amend).toHaveLength(62)
  })

  it.each([
    ['the epoch', 0, 0],
    ['the last moment of an hour', 3_599_999, 0],
    ['the first moment of the next', 3_600_000, 1],
    ['a summer day', Date.parse('2026-06-22T12:59:59.999Z'), 495_036],
  ])('carries whole hours: %s', (_, time, hour) => {
    expect(hourOf(time)).toBe(hour)
  })

  it('refuses totals that come to less than nobody', () => {
    const totals = { confirmed: 1, withdrawn: 1, removed: 1 }

    expect(() => encodeEntry(vectors.letter_uuid, 1, { type: 'summary', totals })).toThrow(
      RangeError
    )
  })

  it('names its letter by the bytes of its UUID', () => {
    expect(uuidBytes(vectors.letter_uuid).toHex()).toBe('00112233445566778899aabbccddeeff')
  })
})

describe('a number in an entry', () => {
  it.each([
    [0, 1, '00'],
    [255, 1, 'ff'],
    [256, 2, '0100'],
    [65535, 2, 'ffff'],
    [4294967295, 4, 'ffffffff'],
    [Number.MAX_SAFE_INTEGER, 8, '001fffffffffffff'],
  ])('is written whole: %i in %i bytes', (value, length, hex) => {
    expect(uint(value, length).toHex()).toBe(hex)
  })

  it.each([
    ['one too large for a byte', 256, 1],
    ['one too large for two bytes', 65536, 2],
    ['one too large for four bytes', 4294967296, 4],
    ['one below nothing', -1, 8],
    ['a part of one', 0.5, 8],
    ['one that a double can’t hold exactly', Number.MAX_SAFE_INTEGER + 1, 8],
    ['none at all', Number.NaN, 8],
    ['one without end', Number.POSITIVE_INFINITY, 8],
  ])('is refused: %s', (_, value, length) => {
    expect(() => uint(value, length)).toThrow(RangeError)
  })
})

describe('hex', () => {
  it('spells every byte in two lower-case digits, and reads either case', () => {
    const all = Uint8Array.from({ length: 256 }, (_, i) => i)

    expect(toHex(all)).toBe(all.toHex())
    expect(fromHex(toHex(all).toUpperCase())).toEqual(all)
    expect(fromHex('')).toEqual(new Uint8Array())
  })

  it.each(['a', 'abc', 'zz', '0x', ' ab', 'ab\n', 'a b'])('is refused if it is %j', (text) => {
    expect(() => fromHex(text)).toThrow(SyntaxError)
  })
})
