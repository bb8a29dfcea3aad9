import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { drain } from '../../src/mail/drain'
import type { Message } from '../../src/mail/message'
import { resendMailer } from '../../src/mail/resend'
import { aLetter, aSigner, at, minutes, NOON, outboxRow, settings, stillAt } from './rows'

afterEach(() => vi.restoreAllMocks())

const messages: Message[] = ['ada', 'grace', 'mary'].map((name) => ({
  to: `${name}@example.org`,
  from: 'Fenmoor Heads via Countersign <letters@example.org>',
  subject: '123456 is your code',
  text: 'Text',
  html: '<p>HTML</p>',
  headers: { 'Auto-Submitted': 'auto-generated' },
}))

function answering(body: unknown, init: ResponseInit = {}) {
  return vi
    .spyOn(globalThis, 'fetch')
    .mockImplementation(async () =>
      typeof body === 'string' ? new Response(body, init) : Response.json(body, init)
    )
}

function failing(statusCode: number, name: string, headers = {}) {
  return answering({ statusCode, name, message: 'Sorry.' }, { status: statusCode, headers })
}

function send() {
  const mailer = resendMailer({ apiKey: 're_test', baseUrl: 'https://resend.example.org/' })
  return mailer.send(messages, 'mail/key', at(NOON))
}

const ids = (...names: string[]) => ({ data: names.map((id) => ({ id })) })

describe('sending through Resend', () => {
  it('makes one call with the key, permissive, to the address in the settings', async () => {
    const fetched = answering(ids('a', 'b', 'c'))

    await send()

    const [url, init] = fetched.mock.calls[0] ?? []
    expect(url).toBe('https://resend.example.org/emails/batch')
    expect(Object.fromEntries(new Headers(init?.headers))).toMatchObject({
      authorization: 'Bearer re_test',
      'idempotency-key': 'mail/key',
      'x-batch-validation': 'permissive',
    })
    expect(JSON.parse(String(init?.body))[0]).toEqual({
      ...messages[0],
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  })

  it('gives each mail its id', async () => {
    answering(ids('a', 'b', 'c'))

    expect(await send()).toEqual({
      results: [{ accepted: 'a' }, { accepted: 'b' }, { accepted: 'c' }],
    })
  })

  it('knows which mail was refused and whose ids the others are', async () => {
    answering({ ...ids('a', 'c'), errors: [{ index: 1, message: 'No such address.' }] })

    expect(await send()).toEqual({
      results: [{ accepted: 'a' }, { refused: 'No such address.' }, { accepted: 'c' }],
    })
  })

  const noReason = 'unknown_error: No reason was given.'
  const unreadable = 'The answer could not be read.'
  const later = { ambiguous: false, retryAfterMs: minutes(15) }

  it.each([
    [
      'too fast',
      () => failing(429, 'rate_limit_exceeded', { 'retry-after': '7' }),
      {
        ambiguous: false,
        retryAfterMs: 7000,
      },
    ],
    [
      'too fast until a date',
      () =>
        failing(429, 'rate_limit_exceeded', { 'retry-after': new Date(NOON + 9000).toUTCString() }),
      {
        ambiguous: false,
        retryAfterMs: 9000,
      },
    ],
    ['the day’s quota used', () => failing(429, 'daily_quota_exceeded'), later],
    ['a wrong key', () => failing(403, 'invalid_api_key'), later],
    ['no key', () => failing(401, 'missing_api_key'), later],
    ['a domain not verified', () => failing(403, 'validation_error'), later],
    ['a sender not valid', () => failing(422, 'invalid_from_address'), later],
    ['a wrong base address', () => failing(404, 'not_found'), later],
    [
      'a fault of theirs',
      () => failing(500, 'application_error'),
      {
        ambiguous: true,
        retryAfterMs: null,
      },
    ],
    [
      'an overload with a time',
      () => failing(503, 'application_error', { 'retry-after': '30' }),
      {
        ambiguous: true,
        retryAfterMs: 30_000,
      },
    ],
    ['an error page', () => answering('<html>Bad gateway', { status: 502 }), { ambiguous: true }],
    [
      'an error without a body',
      () => answering('null', { status: 500 }),
      {
        reason: noReason,
        ambiguous: true,
      },
    ],
    [
      'the same batch on its way already',
      () => failing(409, 'concurrent_idempotent_requests'),
      {
        ambiguous: true,
      },
    ],
    [
      'a lost connection',
      () => vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError()),
      {
        ambiguous: true,
        retryAfterMs: null,
      },
    ],
    ['half an answer', () => answering('{"data": [{"id"'), { ambiguous: true }],
    ['another answer', () => answering({ ok: true }), { reason: unreadable, ambiguous: true }],
    ['too few ids', () => answering(ids('a')), { reason: unreadable, ambiguous: true }],
    [
      'a batch that is wrong',
      () => failing(422, 'validation_error'),
      {
        rejected: 'validation_error: Sorry.',
      },
    ],
    [
      'a key used for another batch',
      () => failing(409, 'invalid_idempotent_request'),
      {
        unknowable: 'invalid_idempotent_request: Sorry.',
      },
    ],
  ])('understands %s', async (_, provider, expected) => {
    provider()

    expect(await send()).toMatchObject(expected)
  })

  it('gives up waiting after a while, and can’t know what happened', async () => {
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort())

    expect(await send()).toMatchObject({ ambiguous: true })
  })
})

describe('delivering through Resend', () => {
  it('sends a mail once though its answer was lost, because the key stays the same', async () => {
    const ada = await aSigner(await aLetter())
    const accepted = new Map<string, string>()
    const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async (_, init) => {
      const key = new Headers(init?.headers).get('idempotency-key') ?? ''
      const lost = !accepted.has(key)
      expect(accepted.get(key) ?? init?.body).toBe(init?.body)
      accepted.set(key, String(init?.body))
      if (lost) throw new TypeError('Network connection lost.')
      return Response.json(ids('resend-1'))
    })
    const deps = { db: env.DB, settings, random: () => 1 }

    expect(await drain(deps, stillAt(NOON))).toMatchObject({ retryInMs: 10_000 })
    expect(await drain(deps, stillAt(NOON + 10_000))).toMatchObject({ sent: 1 })

    expect(fetched).toHaveBeenCalledTimes(2)
    expect(accepted.size).toBe(1)
    expect(await outboxRow(ada.outboxId)).toMatchObject({ state: 'sent', provider_id: 'resend-1' })
  })

  it('writes down why a mail waits', async () => {
    const ada = await aSigner(await aLetter())
    failing(403, 'invalid_api_key')

    await drain({ db: env.DB, settings }, stillAt(NOON))

    expect(await outboxRow(ada.outboxId)).toMatchObject({
      state: 'claimed',
      problem: 'invalid_api_key: Sorry.',
      lease_until: NOON + minutes(15),
      address: ada.address,
    })
  })
})
