import { env } from 'cloudflare:workers'
import * as fc from 'fast-check'
import { requireSettings } from '../../src/env'
import { paths } from '../../src/paths'
import { rowsOf } from '../support/tables'
import { look } from './look'
import { runs, words } from './pure/words'
import { request } from './site'

const KINDS = [
  'email.delivered',
  'email.bounced',
  'email.complained',
  'email.failed',
  'suppression.added',
  'email.opened',
]

/** Tells odd news of mails that were sent, and of none, rightly signed. Returns what was answered. */
export async function tellOddNews(times: number): Promise<Set<number>> {
  await env.DB.prepare(`UPDATE outbox SET provider_id = 'of-' || id WHERE state = 'sent'`).run()
  const known = await rowsOf<{ id: string }>(
    'SELECT provider_id AS id FROM outbox WHERE provider_id IS NOT NULL LIMIT 9'
  )
  const mail = fc.constantFrom(...known.map(({ id }) => id), 'unknown', '\ud800', '__proto__')
  const said = fc.oneof(words, fc.jsonValue())
  const data = fc.record({
    email_id: fc.oneof(mail, said),
    to: fc.oneof(said, fc.array(said)),
    bounce: fc.record({ type: fc.constantFrom('Permanent', 'Transient', '\ud800'), subType: said }),
    origin: said,
    email: said,
  })
  const event = fc.oneof(fc.record({ type: fc.constantFrom(...KINDS), data }), fc.jsonValue())

  const statuses = new Set<number>()
  const tell = async (one: unknown, n: number) => {
    const answer = await request(paths.resendHook(), await signed(`msg-${n}`, JSON.stringify(one)))
    statuses.add(answer.status)
    await look(JSON.stringify(one), answer)
  }
  await fc.assert(fc.asyncProperty(event, fc.nat(), tell), { ...runs(times), endOnFailure: true })
  return statuses
}

/** As the provider signs it: Standard Webhooks. */
async function signed(id: string, body: string): Promise<RequestInit> {
  const { RESEND_WEBHOOK_SECRET = '' } = requireSettings(env)
  const secret = Uint8Array.fromBase64(RESEND_WEBHOOK_SECRET.slice('whsec_'.length))
  const at = String(Math.floor(Date.now() / 1000))
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', secret, hmac, false, ['sign'])
  const text = new TextEncoder().encode(`${id}.${at}.${body}`)
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, text))
  const signature = `v1,${mac.toBase64()}`
  return {
    method: 'POST',
    body,
    headers: { 'svix-id': id, 'svix-timestamp': at, 'svix-signature': signature },
  }
}
