import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import { ask as askFor } from '../../src/ask'
import { sendAgain } from '../../src/mail/send-again'
import { troubledMails } from '../../src/mail/troubled'
import type { Mode } from '../fake/mode'
import { anAccount } from './account'
import { aLetter, aSigner, at, hours, master, minutes, NOON, outboxRow } from './rows'

afterEach(() =>
  env.DB.batch([env.DB.prepare('DELETE FROM outbox'), env.DB.prepare('DELETE FROM outage')])
)

async function signers(n: number, now = NOON) {
  const letter = await aLetter()
  return Promise.all(Array.from({ length: n }, () => aSigner(letter, now)))
}

const addressesOf = (signed: { address: string }[]) => signed.map(({ address }) => address).sort()

async function statesOf(signed: { outboxId: string }[]) {
  const rows = await Promise.all(signed.map(({ outboxId }) => outboxRow(outboxId)))
  return rows.map((row) => row?.state)
}

async function troubled() {
  const [mails] = await askFor(env.DB, troubledMails(env.DB, 100))
  return mails
}

const faults: [what: string, mode: Mode][] = [
  ['is too busy', { kind: 'busy', retryAfter: 2 }],
  ['fails', { kind: 'error', status: 500 }],
  ['is overloaded', { kind: 'error', status: 503 }],
  ['does not know our key', { kind: 'error', status: 401, name: 'missing_api_key' }],
  ['has no quota left', { kind: 'error', status: 429, name: 'daily_quota_exceeded' }],
  ['never answers', { kind: 'hang' }],
  ['resets the connection', { kind: 'reset' }],
  ['takes the mails and answers garbage', { kind: 'accept-then-garble' }],
  ['takes the mails and never answers', { kind: 'accept-then-hang' }],
  ['takes the mails and drops the connection', { kind: 'accept-then-reset' }],
]

/** Nobody waits long for an answer that never comes. */
function anAccountFor({ kind }: Mode) {
  return kind === 'hang' || kind === 'accept-then-hang' ? anAccount(400) : anAccount()
}

describe('a provider', () => {
  it('takes each mail once if nothing goes wrong', async () => {
    const account = anAccount()
    const signed = await signers(3)

    await account.drainFrom(NOON)

    expect(await account.taken()).toEqual(addressesOf(signed))
    expect(await statesOf(signed)).toEqual(['sent', 'sent', 'sent'])
  })

  it.each(faults)('that %s takes each mail exactly once all the same', async (_, mode) => {
    const account = anAccountFor(mode)
    const signed = await signers(3)
    await account.answer(mode, 1)

    await account.drainFrom(NOON)

    expect(await account.taken()).toEqual(addressesOf(signed))
    expect(await statesOf(signed)).toEqual(['sent', 'sent', 'sent'])
    expect((await account.seen()).requests.length).toBeGreaterThanOrEqual(2)
  })

  it.each(faults)('that %s four times takes each exactly once, too', async (_, mode) => {
    const account = anAccountFor(mode)
    const signed = await signers(2)
    await account.answer(mode, 4)

    await account.drainFrom(NOON)

    expect(await account.taken()).toEqual(addressesOf(signed))
    expect(await statesOf(signed)).toEqual(['sent', 'sent'])
  })

  it('that refuses one address takes the others, and the steward sees which mail it was', async () => {
    const account = anAccount()
    const [ada, ...others] = await signers(4)
    await account.answer({ kind: 'refuse', to: ada?.address ?? '' })

    await account.drainFrom(NOON)

    expect(await account.taken()).toEqual(addressesOf(others))
    expect(await troubled()).toMatchObject([
      { id: ada?.outboxId, state: 'refused', mail: 'confirm', sendable: true },
    ])
    expect(JSON.stringify(await troubled())).not.toContain(ada?.address)
  })

  it('that has the same batch on its way already is asked again', async () => {
    const account = anAccount()
    const messages = ['ada', 'grace'].map((name) => ({
      to: `${name}@example.org`,
      from: 'Countersign <letters@example.org>',
      subject: 'Subject',
      text: 'Text',
      html: '<p>HTML</p>',
      headers: {},
    }))
    const send = () => account.mailer.send(messages, 'mail/same', at(NOON))
    await account.answer({ kind: 'accept-slowly', ms: 300 }, 1)

    const first = send()
    await expect.poll(async () => (await account.seen()).requests).toHaveLength(1)

    expect(await send()).toMatchObject({
      ambiguous: true,
      reason: expect.stringContaining('concurrent_idempotent_requests'),
    })
    await first
    await expect.poll(send).toMatchObject({ results: [{}, {}] })
    expect(await account.taken()).toEqual(['ada@example.org', 'grace@example.org'])
  })

  it('that knows the key of another text takes nothing, and the steward sees the mails as unknown', async () => {
    const account = anAccount()
    const signed = await signers(2)
    await account.answer({ kind: 'accept-then-reset' }, 1)
    const { retryInMs } = await account.drainAt(NOON)
    await env.DB.prepare(
      `UPDATE mail_details SET details = replace(details, 'Twelve', 'Ten')`
    ).run()

    await account.drainFrom(NOON + (retryInMs ?? 0))

    expect(await account.taken()).toEqual(addressesOf(signed))
    expect(await troubled()).toMatchObject([{ state: 'unknown' }, { state: 'unknown' }])
    expect((await troubled())[0]?.problem).toContain('invalid_idempotent_request')
  })
})

describe('a consumer that dies', () => {
  const gone = new Error('The isolate is gone.')

  it('with the mail taken and nothing written down sends it no second time', async () => {
    const account = anAccount()
    const signed = await signers(3)
    const { everyMs, send } = account.mailer
    const dying = {
      everyMs,
      async send(...batch: Parameters<typeof send>) {
        await send(...batch)
        throw gone
      },
    }
    await expect(account.drainAt(NOON, dying)).rejects.toThrow(gone)

    await account.drainAt(NOON + minutes(2) - 1)
    expect(await statesOf(signed)).toEqual(['claimed', 'claimed', 'claimed'])
    await account.drainAt(NOON + minutes(2))

    expect(await statesOf(signed)).toEqual(['sent', 'sent', 'sent'])
    expect(await account.taken()).toEqual(addressesOf(signed))
    const { requests } = await account.seen()
    expect(new Set(requests.map(({ key }) => key)).size).toBe(1)
  })

  it('before it could send has its mail sent by the next', async () => {
    const account = anAccount()
    const signed = await signers(3)
    const dying = { everyMs: 200, send: () => Promise.reject(gone) }
    await expect(account.drainAt(NOON, dying)).rejects.toThrow(gone)

    await account.drainAt(NOON + minutes(2))

    expect(await account.taken()).toEqual(addressesOf(signed))
  })

  it('does so while the provider fails as well, and still nothing goes twice', async () => {
    const account = anAccount()
    const signed = await signers(3)
    await account.answer({ kind: 'accept-then-reset' }, 2)
    const { everyMs, send } = account.mailer
    const dying = {
      everyMs,
      async send(...batch: Parameters<typeof send>) {
        await send(...batch)
        throw gone
      },
    }
    await expect(account.drainAt(NOON, dying)).rejects.toThrow(gone)

    await account.drainFrom(NOON + minutes(2))

    expect(await statesOf(signed)).toEqual(['sent', 'sent', 'sent'])
    expect(await account.taken()).toEqual(addressesOf(signed))
  })
})

describe('mail of which nobody knows for 23 hours whether it was taken', () => {
  it('is never sent again by itself, and the steward sees it as unknown', async () => {
    const account = anAccount()
    const signed = await signers(2)
    await account.answer({ kind: 'accept-then-reset' }, 1)
    await account.drainAt(NOON)

    await account.drainAt(NOON + hours(23))
    await account.drainAt(NOON + hours(25))

    expect(await account.taken()).toEqual(addressesOf(signed))
    expect(await troubled()).toMatchObject([{ state: 'unknown' }, { state: 'unknown' }])
  })

  it('goes out once more, under another key, if a steward says so', async () => {
    const account = anAccount()
    const signed = await signers(2)
    await account.answer({ kind: 'error', status: 500 })
    await account.drainAt(NOON)
    await account.drainAt(NOON + hours(23))
    await account.answer({ kind: 'accept' })

    const ids = await sendAgain(env.DB, master, { state: 'unknown' }, at(NOON + hours(24)))
    await account.drainFrom(NOON + hours(24))

    expect(ids.sort()).toEqual(signed.map(({ outboxId }) => outboxId).sort())
    expect(await account.taken()).toEqual(addressesOf(signed))
    const { requests } = await account.seen()
    expect(new Set(requests.map(({ key }) => key)).size).toBe(2)
  })
})
