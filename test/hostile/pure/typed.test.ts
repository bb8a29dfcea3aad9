import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emailAddress } from '../../../src/signatures/address'
import { personName, roleWords, schoolWords } from '../../../src/signatures/name'
import { ownPath } from '../../../src/web/desk/own-path'
import { networkOf } from '../../../src/gate/network'
import { rowsIn } from '../look'
import { csvText } from '../../../src/web/csv'
import { runs, words } from './words'

describe('what people type', () => {
  it('is, once accepted, accepted again as it was cleaned, and never a formula, a control or a trick', () => {
    fc.assert(
      fc.property(words, (text) => {
        for (const field of [personName, roleWords, schoolWords]) {
          const { data, success } = field.safeParse(text)
          if (!success || typeof data !== 'string') continue
          expect(field.safeParse(data)).toEqual({ success: true, data })
          expect(data).toBe(data.normalize('NFC').trim())
          expect(data).not.toMatch(
            /^[=+@-]|[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{M}{5}/u
          )
        }
        const address = emailAddress.safeParse(text)
        const again = address.success ? emailAddress.parse(address.data) : undefined
        expect(again).toBe(address.data)
      }),
      runs(6000)
    )
  })

  it('comes out of a table as it went in, but for an apostrophe before what would be run', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(words, words, fc.nat()), { maxLength: 5 }), (rows) => {
        const csv = csvText({ names: ['a', 'b', 'c'], rows }).replace('\uFEFF', '')
        const read = rowsIn(csv).slice(1)
        expect(read).toHaveLength(rows.length)
        for (const [i, row] of read.entries()) {
          for (const [j, cell] of row.entries()) {
            expect(cell).not.toMatch(/^[=+\-@\t\r\n\0＝＋－＠]|;\s*[=+\-@＝＋－＠]/)
            expect(cell.replaceAll("'", '')).toBe(String(rows[i]?.[j]).replaceAll("'", ''))
          }
        }
      }),
      runs(600)
    )
  })

  it('as where to go on leads nowhere else', () => {
    const path = fc.array(
      fc.oneof(
        words,
        fc.constantFrom('/', '\\', '.', '..', '@', ':', 'evil.example', '//', '\t', '%2f', '?', '#')
      ),
      { maxLength: 8 }
    )
    fc.assert(
      fc.property(path, (parts) => {
        const next = ownPath(parts.join(''), 'https://countersign.test')
        const leads = new URL(next ?? '/', 'https://countersign.test')
        expect(leads.origin).toBe('https://countersign.test')
      }),
      runs(500)
    )
  })

  it('as the address of a network is one, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(words, fc.ipV6(), fc.ipV4()), (address) => {
        expect(networkOf(networkOf(address))).toBeTypeOf('string')
      }),
      runs(600)
    )
  })
})
