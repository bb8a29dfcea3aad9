import * as fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readNews } from '../../../src/mail/news'
import { mailDomainProblem } from '../../../src/signatures/mail-domain'
import { hashLike } from '../../ledger/signed'
import { runs, words } from './words'

describe('what other programs answer', () => {
  afterEach(() => void vi.restoreAllMocks())

  it('as DNS lets an address pass or names a problem, whatever it is', async () => {
    const record = fc.record({
      type: fc.oneof(fc.constant(15), fc.jsonValue()),
      data: fc.oneof(fc.constant('0 .'), words),
    })
    const answer = fc.oneof(
      words,
      fc.json(),
      fc
        .record({
          Status: fc.oneof(fc.constantFrom(0, 3), fc.jsonValue()),
          Answer: fc.oneof(fc.array(record), fc.jsonValue()),
        })
        .map((said) => JSON.stringify(said))
    )
    let n = 0
    await fc.assert(
      fc.asyncProperty(answer, fc.constantFrom(200, 204, 404, 500), async (body, status) => {
        vi.spyOn(globalThis, 'fetch').mockResolvedValue(
          new Response(status === 204 ? null : body, { status })
        )
        const problem = await mailDomainProblem('https://dns.example/', `fuzz-${++n}.example`)
        expect([null, 'no-such-domain', 'takes-no-mail']).toContain(problem)
      }),
      runs(100)
    )
  })

  it('as news of a mail is read or passed over, once its signature is right', async () => {
    const secret = hashLike(9)
    const kinds = [
      'email.delivered',
      'email.delivery_delayed',
      'email.failed',
      'email.bounced',
      'email.suppressed',
      'email.complained',
      'suppression.added',
    ]
    const said = fc.oneof(words, fc.jsonValue())
    const event = fc.oneof(
      fc.record({
        type: fc.oneof(fc.constantFrom(...kinds), said),
        data: fc.oneof(
          said,
          fc.record({
            email_id: said,
            to: fc.oneof(said, fc.array(said)),
            bounce: fc.oneof(
              said,
              fc.record({ type: fc.oneof(fc.constant('Permanent'), said), subType: said })
            ),
            failed: fc.record({ reason: said }),
            origin: said,
            email: said,
          })
        ),
      }),
      said
    )
    await fc.assert(
      fc.asyncProperty(event, async (one) => {
        const payload = JSON.stringify(one)
        const timestamp = String(Math.floor(Date.now() / 1000))
        const signature = `v1,${(await hmac(secret, `msg.${timestamp}.${payload}`)).toBase64()}`
        const read = readNews(
          `whsec_${secret.toBase64()}`,
          { id: 'msg', timestamp, signature },
          payload
        )
        expect(read).not.toEqual({ refused: 'unsigned' })
        const news = 'news' in read ? read.news : null
        expect(news?.reason ?? '').toMatch(/^[\w .,:/-]{0,60}$/)
        const addresses = news?.shut?.addresses ?? []
        expect(addresses.filter((one) => !/^[^\s<>@]+@[^\s<>@]+$/.test(one))).toEqual([])
      }),
      runs(150)
    )
  })
})

async function hmac(key: Uint8Array, text: string): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey(
    'raw',
    key,
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign']
  )
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(text)))
}
