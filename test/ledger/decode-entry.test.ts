import { describe, expect, it } from 'vitest'
import { decodeEntry } from '../../src/ledger/decode-entry'
import { REMOVAL_REASONS, uuidBytes, uuidText, type Entry } from '../../src/ledger/entry'
import { fromHex, toHex } from '../../src/ledger/hex'
import vectors from '../vectors/ledger.json'
import { refusal } from './refusal'
import { an, hashLike, HOUR, UUID, withOneBitChanged } from './signed'

const CASE = '0f0e0d0c-0b0a-0908-0706-050403020100'
const LAST = Number.MAX_SAFE_INTEGER

const ENTRIES: Entry[] = [
  { type: 'text', edition: 65535, textHash: hashLike(1) },
  { type: 'confirm', edition: 258, commitment: hashLike(2) },
  { type: 'withdraw', target: 2 ** 31 },
  { type: 'reinstate', target: 2 ** 32 + 1, caseId: CASE },
  { type: 'amend', target: LAST, commitment: hashLike(3) },
  { type: 'close' },
  { type: 'anonymise', before: 2 ** 40 },
  { type: 'summary', totals: { confirmed: LAST, withdrawn: 2 ** 33, removed: 7 } },
  ...REMOVAL_REASONS.map((reason) => {
    return { type: 'invalidate', target: 70_000, reason, caseId: CASE } as const
  }),
]

const NAMED: [string, Entry][] = ENTRIES.map((entry) => {
  return [entry.type === 'invalidate' ? `invalidate, ${entry.reason}` : entry.type, entry]
})

describe('reading an entry', () => {
  it.each(NAMED)('gives back what was written: %s', (_, entry) => {
    expect(decodeEntry(an(entry))).toEqual({ letterUuid: UUID, hour: HOUR, entry })
  })

  it.each([0, 1, 2 ** 31, 2_399_999_999])('gives back the hour %d', (hour) => {
    expect(decodeEntry(an({ type: 'close' }, hour)).hour).toBe(hour)
  })

  it.each([2_400_000_000, 2 ** 32 - 1])(
    'refuses the hour %d, which no date can be of',
    async (hour) => {
      const rule = await refusal(() => decodeEntry(an({ type: 'close' }, hour)))

      expect(rule).toBe('hour-out-of-range')
      expect(new Date(2_400_000_000 * 3_600_000).getTime()).not.toBeNaN()
    }
  )

  it('reads the vectors’ entries as what they are called', () => {
    const read = vectors.entries.map(({ entry_hex: hex }) => decodeEntry(fromHex(hex)))

    expect(read.map(({ entry }) => entry.type.toUpperCase())).toEqual(
      vectors.entries.map(({ type }) => type)
    )
    expect(read.map(({ letterUuid }) => letterUuid)).toEqual(
      vectors.entries.map(() => vectors.letter_uuid)
    )
    expect(read[6]?.entry).toEqual({
      type: 'invalidate',
      target: 3,
      reason: 'automated',
      caseId: 'cccccccc-cccc-cccc-cccc-cccccccccccc',
    })
  })

  it('keeps nothing of the bytes that it read', () => {
    const bytes = an({ type: 'confirm', edition: 1, commitment: hashLike(2) })
    const { entry } = decodeEntry(bytes)

    bytes.fill(0)

    expect(entry).toEqual({ type: 'confirm', edition: 1, commitment: hashLike(2) })
  })

  it('reads an entry that lies within other bytes', () => {
    const bytes = an({ type: 'withdraw', target: 5 })
    const within = new Uint8Array(100)
    within.set(bytes, 50)

    expect(decodeEntry(within.subarray(50, 50 + bytes.length)).entry).toEqual({
      type: 'withdraw',
      target: 5,
    })
  })

  it.each(NAMED)('takes a changed bit for another entry or for none: %s', (_, entry) => {
    const all = Array.from(withOneBitChanged(an(entry)), ({ changed }) => changed)
    const readable = all.filter((changed) => reencoded(changed))

    // Other bytes never read as this entry: what can be read is written as it was read.
    expect(readable.map((changed) => reencoded(changed))).toEqual(readable)
    expect(readable.length).toBeGreaterThan(0)
  })

  it.each(NAMED)('refuses one byte more or less: %s', async (_, entry) => {
    const bytes = an(entry)

    expect(await refusal(() => decodeEntry(bytes.subarray(0, -1)))).toBe('wrong-length')
    expect(await refusal(() => decodeEntry(Uint8Array.of(...bytes, 0)))).toBe('wrong-length')
  })

  it.each([
    ['no bytes', '', 'wrong-length'],
    ['a byte', '01', 'wrong-length'],
    ['21 bytes', an({ type: 'close' }).toHex().slice(2), 'wrong-length'],
    ['version 0', `00${tail('02')}`, 'unknown-version'],
    ['version 2', `02${tail('02')}`, 'unknown-version'],
    ['type 0', `01${tail('00')}`, 'unknown-type'],
    ['type 9', `01${tail('09')}`, 'unknown-type'],
    ['type 15', `01${tail('0f')}`, 'unknown-type'],
    ['type 17', `01${tail('11')}`, 'unknown-type'],
    ['type 255', `01${tail('ff')}`, 'unknown-type'],
    ['reason 0', invalidation('00'), 'unknown-reason'],
    ['reason 7', invalidation('07'), 'unknown-reason'],
    ['reason 255', invalidation('ff'), 'unknown-reason'],
    ['a target of 2^53', withdrawal('0020000000000000'), 'number-too-large'],
    ['a target of 2^64 − 1', withdrawal('ffffffffffffffff'), 'number-too-large'],
    ['a sum that is one too high', summary(2, 1, 0, 0), 'summary-does-not-add-up'],
    ['a sum that is one too low', summary(0, 1, 0, 0), 'summary-does-not-add-up'],
    ['more withdrawn than confirmed', summary(0, 1, 2, 0), 'summary-does-not-add-up'],
    ['removed that are not taken off', summary(3, 3, 0, 1), 'summary-does-not-add-up'],
  ])('refuses %s', async (_, hex, rule) => {
    expect(await refusal(() => decodeEntry(fromHex(hex)))).toBe(rule)
  })
})

describe('a UUID', () => {
  it('is written in lower case, in groups, as it was before', () => {
    expect(uuidText(uuidBytes(CASE.toUpperCase()))).toBe(CASE)
  })
})

function reencoded(bytes: Uint8Array): Uint8Array | null {
  try {
    const { letterUuid, hour, entry } = decodeEntry(bytes)
    return an(entry, hour, letterUuid)
  } catch {
    return null
  }
}

/** All after the version, of a type that may not be one. */
function tail(type: string): string {
  return (
    type +
    an({ type: 'confirm', edition: 1, commitment: hashLike(2) })
      .toHex()
      .slice(4)
  )
}

function invalidation(reason: string): string {
  const entry = { type: 'invalidate', target: 1, reason: 'legal', caseId: CASE } as const
  const hex = an(entry).toHex()
  return hex.slice(0, 60) + reason + hex.slice(62)
}

function withdrawal(target: string): string {
  return an({ type: 'withdraw', target: 1 }).toHex().slice(0, 44) + target
}

function summary(...counts: number[]): string {
  const zero = an({ type: 'summary', totals: { confirmed: 0, withdrawn: 0, removed: 0 } })
  const numbers = counts.map((count) => count.toString(16).padStart(16, '0'))
  return toHex(zero).slice(0, 44) + numbers.join('')
}
