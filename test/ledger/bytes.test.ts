import { describe, expect, it } from 'vitest'
import { equalBytes, fromBase64, joinBytes, readUint, toBase64, uint } from '../../src/ledger/bytes'
import { refusal } from './refusal'

describe('base64', () => {
  it('spells bytes of every length and value, and reads them back', () => {
    for (let length = 0; length < 70; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 151 + length * 7) % 256)
      expect(toBase64(bytes)).toBe(bytes.toBase64())
      expect(fromBase64(toBase64(bytes))).toEqual(bytes)
    }
  })

  it.each([
    ['without its padding', ['AA', 'AAA', 'AAAAAA', 'AQ=', 'AQI']],
    ['with padding too much', ['AA===', 'AAA==', 'AAAA=', 'AAAA====', '====', '=']],
    ['with padding in the middle', ['AA==AAAA', 'A=AA', '=AAA', 'AQ==AQ==']],
    ['with bits that say nothing', ['AB==', 'AP==', 'AAB=', 'AAD=', 'AQJ=']],
    ['with letters of another alphabet', ['AA-_', 'AA_A', 'AA.A', 'AAé=']],
    ['with spaces or lines', [' AAAA', 'AAAA ', 'AA AA', 'AAAA\n', 'AA\nAA', '\tAAA', 'AAAA\r\n']],
    ['with one letter only', ['A', 'A===', 'AAAAA', 'AAAAA===']],
  ])('is rejected %s', async (_, texts) => {
    const verdicts = await Promise.all(texts.map((text) => refusal(() => fromBase64(text))))

    expect(new Set(verdicts)).toEqual(new Set(['not-base64']))
  })

  it('has one spelling only: whatever is read is spelt so again', async () => {
    const letters = [...'ABQgw9+/=-_ \n']
    for (const text of ['AAAA', 'AQ==', 'AQI=', '+/+/', 'AQIDBA==']) {
      for (let at = 0; at < text.length; at++) {
        for (const letter of letters) {
          const changed = text.slice(0, at) + letter + text.slice(at + 1)
          const verdict = await refusal(() => {
            expect(toBase64(fromBase64(changed))).toBe(changed)
          })
          expect(['accepted', 'not-base64'], changed).toContain(verdict)
        }
      }
    }
  })
})

describe('a number read from bytes', () => {
  it.each([0, 1, 255, 256, 2 ** 31, 2 ** 32 + 1, 2 ** 40, Number.MAX_SAFE_INTEGER])(
    'is the one that was written: %i',
    (value) => {
      const bytes = joinBytes(Uint8Array.of(9, 9), uint(value, 8), Uint8Array.of(9))

      expect(readUint(bytes, 2, 8)).toBe(value)
    }
  )

  it.each(['0020000000000000', '0020000000000001', '8000000000000000', 'ffffffffffffffff'])(
    'is rejected if it can’t be held exactly: %s',
    async (hex) => {
      expect(await refusal(() => readUint(Uint8Array.fromHex(hex), 0, 8))).toBe('number-too-large')
    }
  )
})

describe('bytes', () => {
  it('are equal if all of them are, and there are as many', () => {
    const bytes = Uint8Array.of(1, 2, 3)

    expect(equalBytes(bytes, Uint8Array.of(1, 2, 3))).toBe(true)
    expect(equalBytes(bytes, Uint8Array.of(1, 2))).toBe(false)
    expect(equalBytes(bytes, Uint8Array.of(1, 2, 3, 0))).toBe(false)
    expect(equalBytes(bytes, Uint8Array.of(1, 2, 4))).toBe(false)
    expect(equalBytes(bytes, Uint8Array.of(0, 2, 3))).toBe(false)
    expect(equalBytes(new Uint8Array(), new Uint8Array())).toBe(true)
  })
})
