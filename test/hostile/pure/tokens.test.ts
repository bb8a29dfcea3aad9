import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openLink, signLink, type LinkPurpose } from '../../../src/link'
import { seal, unseal } from '../../../src/seal'
import { MASTER, runs, words } from './words'

const LATER = new Date('2026-06-01T12:00:00Z')

describe('a token', () => {
  const purposes: LinkPurpose[] = [
    'confirm',
    'manage',
    'report',
    'follow',
    'unsubscribe',
    'organisation',
    'correction',
    'school-mailbox',
  ]

  it('of any kind opens nothing once a bit of it is another, nor for another purpose', async () => {
    for (const purpose of purposes) {
      const token = await signLink(
        MASTER,
        purpose,
        '1.AAAAAAAAAAAAAAAAAAAAAA',
        LATER.getTime() + 1000
      )
      expect(await openLink(MASTER, purpose, token, LATER)).toHaveProperty('id')
      const taken: string[] = []
      // The last characters carry bits that spell nothing; of the others a sample.
      for (let at = 0; at < token.length; at += at > token.length - 8 ? 1 : 5) {
        for (let bit = 0; bit < 7; bit++) {
          const other = String.fromCharCode(token.charCodeAt(at) ^ (1 << bit))
          const changed = token.slice(0, at) + other + token.slice(at + 1)
          if ('id' in (await openLink(MASTER, purpose, changed, LATER))) taken.push(changed)
        }
      }
      for (const other of purposes) {
        if (other !== purpose && 'id' in (await openLink(MASTER, other, token, LATER)))
          taken.push(other)
      }
      expect(taken).toEqual([])
    }
  })

  it('made of whatever words opens nothing', async () => {
    const claims = fc.record({
      aud: words,
      sub: words,
      exp: fc.oneof(fc.integer(), fc.double(), words),
    })
    const part = fc.oneof(
      words,
      fc.oneof(claims, fc.jsonValue()).map((said) => base64url(JSON.stringify(said)))
    )
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 4 }), async (parts) => {
        expect(await openLink(MASTER, 'confirm', parts.join('.'), LATER)).toEqual({
          refused: 'broken',
        })
      }),
      runs(600)
    )
  })

  it('that is sealed opens to what was sealed, and to nothing once it is another', async () => {
    await fc.assert(
      fc.asyncProperty(words, fc.nat(), fc.nat(6), async (text, n, bit) => {
        const sealed = await seal(MASTER, 'cookie', text)
        expect(await unseal(MASTER, 'cookie', sealed)).toBe(text.toWellFormed())
        expect(await unseal(MASTER, 'sign-in-cookie', sealed)).toBeNull()
        const at = n % sealed.length
        const other = String.fromCharCode(sealed.charCodeAt(at) ^ (1 << bit))
        // The runtime reads both alphabets and passes over blanks; bytes stay what they were then.
        const changed = sealed.slice(0, at) + other + sealed.slice(at + 1)
        const opened = await unseal(MASTER, 'cookie', changed)
        expect(opened).toBe(bytesOf(changed) === bytesOf(sealed) ? text.toWellFormed() : null)
        expect(await unseal(MASTER, 'cookie', text)).toBeNull()
      }),
      runs(150)
    )
  })
})

function base64url(text: string): string {
  return new TextEncoder().encode(text).toBase64({ alphabet: 'base64url', omitPadding: true })
}

function bytesOf(text: string): string {
  try {
    return Uint8Array.fromBase64(text, { alphabet: 'base64url' }).toHex()
  } catch {
    return 'none'
  }
}
