import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import { drain } from '../../src/mail/drain'
import type { Sent } from '../../src/mail/message'
import { announce, queueMails, type MailTicket } from '../../src/mail/outbox'
import { LEASE_MS } from '../../src/mail/claim'
import { resendMailer, TIME_OUT_MS } from '../../src/mail/resend'
import { sweep } from '../../src/mail/sweep'
import {
  aLetter,
  aMailer,
  aQueue,
  aSignature,
  aSigner,
  ask,
  at,
  drainBy,
  hours,
  minutes,
  NOON,
  outboxRow,
  settings,
  stillAt,
} from './rows'

afterEach(() =>
  env.DB.batch([env.DB.prepare('DELETE FROM outbox'), env.DB.prepare('DELETE FROM outage')])
)

async function signers(n: number) {
  const letter = await aLetter()
  return Promise.all(Array.from({ length: n }, () => aSigner(letter)))
}

const failure = (parts: Partial<Extract<Sent, { reason: string }>>) => () => ({
  reason: 'It failed.',
  ambiguous: true,
  retryAfterMs: null,
  ...parts,
})

describe('delivering', () => {
  it('sends the mail, and then forgets where it went and what it said', async () => {
    const ada = await aSigner(await aLetter())
    const mailer = aMailer()

    expect(await drainBy(mailer, NOON)).toMatchObject({ sent: 1, more: false })

    expect(mailer.sent()).toMatchObject([{ to: ada.address }])
    expect(await outboxRow(ada.outboxId)).toMatchObject({
      state: 'sent',
      mail: 'confirm',
      signature_id: ada.signatureId,
      provider_id: 'provider-1-0',
      sent_at: NOON,
      to_key: ada.toKey,
      address: null,
      details: null,
      batch: null,
    })
  })

  it('puts nothing into an unconfirmed mail that the signer typed', async () => {
    await aSigner(await aLetter())
    const mailer = aMailer()

    await drainBy(mailer, NOON)

    expect(JSON.stringify(mailer.sent())).not.toContain('Typed')
  })

  it('works through all that is due, a hundred at a time', async () => {
    await signers(230)
    const mailer = aMailer()

    expect(await drainBy(mailer, NOON)).toMatchObject({ sent: 230, more: false })
    expect(mailer.batches.map(({ messages }) => messages.length)).toEqual([100, 100, 30])
  })

  it('sends each mail once when two consumers work at once', async () => {
    await signers(150)
    const mailer = aMailer()

    await Promise.all([drainBy(mailer, NOON), drainBy(mailer, NOON)])

    const addresses = mailer.sent().map(({ to }) => to)
    expect(addresses).toHaveLength(150)
    expect(new Set(addresses).size).toBe(150)
  })

  it('sends the same bytes under the same key when it has to send again', async () => {
    await signers(3)
    const broken = aMailer(failure({}))
    await drainBy(broken, NOON)
    const mailer = aMailer()

    await drainBy(mailer, NOON + minutes(1))

    expect(mailer.batches).toEqual(broken.batches)
    expect(mailer.batches[0]?.key).toMatch(/^mail\/[0-9a-f]{64}$/)
  })

  it('does so too after a consumer died with the mail in its hands', async () => {
    await signers(2)
    const died = aMailer(() => {
      throw new Error('The isolate is gone.')
    })
    await expect(drainBy(died, NOON)).rejects.toThrow('The isolate is gone.')
    const mailer = aMailer()

    expect(await drainBy(mailer, NOON + minutes(1))).toMatchObject({ sent: 0 })
    expect(await drainBy(mailer, NOON + minutes(2))).toMatchObject({ sent: 2 })
    expect(mailer.batches).toEqual(died.batches)
  })

  it('adds nobody to a batch that must be sent again', async () => {
    const letter = await aLetter()
    await aSigner(letter)
    const broken = aMailer(failure({}))
    await drainBy(broken, NOON)
    await aSigner(letter)
    const mailer = aMailer()

    await drainBy(mailer, NOON + minutes(1))

    expect(mailer.batches.map(({ messages }) => messages.length)).toEqual([1, 1])
    expect(mailer.batches[0]?.key).toBe(broken.batches[0]?.key)
  })

  it('rests twice as long after each failure, five minutes at most', async () => {
    await signers(1)
    const broken = aMailer(failure({}))
    const rests = []
    let now = NOON
    for (let i = 0; i < 8; i++) {
      await aSigner(await aLetter(), now)
      const { retryInMs } = await drainBy(broken, now)
      rests.push((retryInMs ?? 0) / 1000)
      now += retryInMs ?? 0
    }

    expect(rests).toEqual([10, 20, 40, 80, 160, 300, 300, 300])
  })

  it('comes back at another moment than others would', async () => {
    await signers(1)
    const settled = { db: env.DB, settings, mailer: aMailer(failure({})), random: () => 0 }

    expect(await drain(settled, stillAt(NOON))).toMatchObject({ retryInMs: 5000 })
  })

  it('waits as long as the provider says', async () => {
    const ada = await aSigner(await aLetter())
    const busy = aMailer(failure({ ambiguous: false, retryAfterMs: 1000 }))

    expect(await drainBy(busy, NOON)).toMatchObject({ retryInMs: 1000 })

    expect(await outboxRow(ada.outboxId)).toMatchObject({ state: 'claimed', problem: 'It failed.' })
    const mailer = aMailer()
    expect(await drainBy(mailer, NOON + 999)).toMatchObject({ sent: 0 })
    expect(await drainBy(mailer, NOON + 1000)).toMatchObject({ sent: 1 })
  })

  it('asks nothing of the provider while mail rests, whoever signs', async () => {
    await signers(1)
    await drainBy(aMailer(failure({})), NOON)
    await signers(3)
    const mailer = aMailer()

    expect(await drainBy(mailer, NOON + 9_999)).toMatchObject({ sent: 0, more: false })
    expect(await drainBy(mailer, NOON + 10_000)).toMatchObject({ sent: 4 })
    expect(mailer.batches.map(({ messages }) => messages.length)).toEqual([1, 3])
  })

  it('binds few mails to a batch in a long outage, however many are promised', async () => {
    const broken = aMailer(failure({}))
    const letter = await aLetter()
    let now = NOON
    for (let i = 0; i < 40; i++) {
      await aSigner(letter, now)
      const { retryInMs } = await drainBy(broken, now)
      now += (retryInMs ?? 0) + 1
    }

    const bound = await env.DB.prepare(
      `SELECT count(DISTINCT batch) AS n FROM outbox WHERE state = 'claimed'`
    ).first<{ n: number }>()
    expect(bound?.n).toBeLessThan(10)

    const mailer = aMailer()
    await drainBy(mailer, now + minutes(5))
    expect(mailer.sent()).toHaveLength(40)
  })

  it('does not let one batch that always fails hold up the others', async () => {
    const [poison] = await signers(1)
    const picky = aMailer((messages) =>
      messages.some(({ to }) => to === poison?.address)
        ? { reason: 'It failed.', ambiguous: true, retryAfterMs: null }
        : { results: messages.map(() => ({ accepted: 'id' })) }
    )
    let now = NOON
    for (let i = 0; i < 12; i++) {
      const { retryInMs } = await drainBy(picky, now)
      now += retryInMs ?? minutes(1)
    }
    const letter = await aLetter()
    const others = await Promise.all([0, 1, 2].map(() => aSigner(letter, now)))

    let sent = 0
    for (let i = 0; i < 12; i++) {
      const done = await drainBy(picky, now)
      sent += done.sent
      now += done.retryInMs ?? minutes(1)
    }

    expect(sent).toBe(others.length)
    expect(await outboxRow(poison?.outboxId ?? '')).toMatchObject({ state: 'claimed' })
  })

  it('stops at the first failure: the provider needs a rest', async () => {
    await signers(150)
    const broken = aMailer(failure({}))

    await drainBy(broken, NOON)

    expect(broken.batches).toHaveLength(1)
  })

  it('refuses one mail for good and sends the others', async () => {
    const [ada, grace] = await signers(2)
    const picky = aMailer((messages) => ({
      results: messages.map(({ to }) =>
        to === ada?.address ? { refused: `${to} is no address` } : { accepted: 'id' }
      ),
    }))

    expect(await drainBy(picky, NOON)).toMatchObject({ sent: 1, refused: 1 })

    expect(await outboxRow(ada?.outboxId ?? '')).toMatchObject({
      state: 'refused',
      problem: '(address) is no address',
      address: null,
      details: null,
    })
    expect(await outboxRow(grace?.outboxId ?? '')).toMatchObject({ state: 'sent' })
  })

  it('finds the one at fault when a whole batch is rejected', async () => {
    const [ada] = await signers(3)
    const strict = aMailer((messages) =>
      messages.some(({ to }) => to === ada?.address)
        ? { rejected: 'One is wrong.' }
        : { results: messages.map(() => ({ accepted: 'id' })) }
    )

    expect(await drainBy(strict, NOON)).toMatchObject({ sent: 2, refused: 1 })

    expect(await outboxRow(ada?.outboxId ?? '')).toMatchObject({
      state: 'refused',
      problem: 'One is wrong.',
      address: null,
    })
    expect(new Set(strict.batches.map(({ key }) => key)).size).toBe(4)
  })

  it('never again sends what may have gone out 23 hours ago', async () => {
    const ada = await aSigner(await aLetter())
    await drainBy(aMailer(failure({ ambiguous: true })), NOON)
    const mailer = aMailer()

    expect(await drainBy(mailer, NOON + hours(23))).toMatchObject({ unknown: 1, sent: 0 })

    expect(mailer.sent()).toEqual([])
    expect(await outboxRow(ada.outboxId)).toMatchObject({
      state: 'unknown',
      problem: 'It failed.',
      address: null,
      details: null,
    })
  })

  it('still sends after days what the provider clearly never took', async () => {
    await aSigner(await aLetter())
    await drainBy(aMailer(failure({ ambiguous: false })), NOON)
    await drainBy(aMailer(failure({ ambiguous: false })), NOON + hours(30))

    expect(await drainBy(aMailer(), NOON + hours(60))).toMatchObject({ sent: 1 })
  })

  it('keeps in mind that an earlier try was ambiguous', async () => {
    await aSigner(await aLetter())
    await drainBy(aMailer(failure({ ambiguous: true })), NOON)
    await drainBy(aMailer(failure({ ambiguous: false })), NOON + hours(12))

    expect(await drainBy(aMailer(), NOON + hours(23))).toMatchObject({ unknown: 1 })
  })

  it('calls a mail unknown if its key belongs to another', async () => {
    const ada = await aSigner(await aLetter())

    await drainBy(
      aMailer(() => ({ unknowable: 'The key was used.' })),
      NOON
    )

    expect(await outboxRow(ada.outboxId)).toMatchObject({ state: 'unknown', address: null })
  })

  it('copes with an erasure while the mail is on its way', async () => {
    const ada = await aSigner(await aLetter())
    const erasing = aMailer()
    const mailer = {
      ...erasing,
      async send(...sent: Parameters<typeof erasing.send>) {
        await env.DB.prepare('UPDATE outbox SET to_key = NULL, signature_id = NULL').run()
        return erasing.send(...sent)
      },
    }

    expect(await drainBy(mailer, NOON)).toMatchObject({ sent: 1 })

    expect(await outboxRow(ada.outboxId)).toMatchObject({
      state: 'sent',
      address: null,
      details: null,
      to_key: null,
      signature_id: null,
    })
  })

  it('keeps no key of mail that the caps never count', async () => {
    const letter = await aLetter()
    const ada = await aSigner(letter)
    await drainBy(aMailer(), NOON)
    const erased = { id: 'erased', asked: 'erased' as const, letterId: letter.id }
    const { address, toKey } = ada
    await queueMails(env.DB, [{ ...erased, signatureId: null, address, toKey }], at(NOON)).run()

    await drainBy(aMailer(), NOON)

    expect(await outboxRow('erased')).toMatchObject({ state: 'sent', to_key: null })
  })

  it('leaves everything waiting where no mail can be sent', async () => {
    const ada = await aSigner(await aLetter())
    const silent = { ...settings, RESEND_API_KEY: undefined }

    await drain({ db: env.DB, settings: silent }, stillAt(NOON))

    expect(await outboxRow(ada.outboxId)).toMatchObject({ state: 'waiting', attempts: 0 })
  })
})

describe('the pace', () => {
  it('keeps sends as far apart as the provider asks, the next consumer’s too', async () => {
    await signers(230)
    const starts: number[] = []
    let now = NOON
    const clock = {
      now: () => at(now),
      wait: async (ms: number) => {
        now += ms
      },
    }
    const inner = aMailer()
    const mailer = {
      everyMs: 200,
      send: (...sent: Parameters<typeof inner.send>) => {
        starts.push(now - NOON)
        now += 50
        return inner.send(...sent)
      },
    }

    await drain({ db: env.DB, settings, mailer }, clock)

    expect(starts).toEqual([0, 200, 400])
    expect(now - NOON).toBe(600)
  })

  it('stops after a minute, and says that there is more', async () => {
    await signers(120)
    let now = NOON
    const slow = aMailer()
    const mailer = {
      everyMs: 0,
      send: (...sent: Parameters<typeof slow.send>) => {
        now += minutes(1)
        return slow.send(...sent)
      },
    }
    const clock = { ...stillAt(NOON), now: () => at(now) }

    const done = await drain({ db: env.DB, settings, mailer }, clock)

    expect(done).toMatchObject({ sent: 100, more: true })
  })

  it('leaves a batch its lease for longer than a send may take', () => {
    expect(LEASE_MS).toBeGreaterThanOrEqual(2 * TIME_OUT_MS)
  })

  it('asks Resend five times a second at most', () => {
    expect(resendMailer({ apiKey: 're_test' }).everyMs).toBe(200)
  })
})

describe('the sweep', () => {
  it('calls the consumer to what a lost ticket left, after half a minute', async () => {
    const ada = await aSigner(await aLetter())
    const queue = aQueue()

    expect(await sweep(env.DB, queue, at(NOON + 29_999))).toBeNull()
    await sweep(env.DB, queue, at(NOON + 30_000))

    expect(queue.tickets).toEqual([{ id: ada.outboxId }])
  })

  it('calls it to a batch whose time to be tried again has come, once for all', async () => {
    await signers(3)
    await drainBy(aMailer(failure({})), NOON)
    const queue = aQueue()

    expect(await sweep(env.DB, queue, at(NOON + 9_999))).toBeNull()
    await sweep(env.DB, queue, at(NOON + 10_000))

    expect(queue.tickets).toHaveLength(1)
  })

  it('calls nobody when all that may go has left', async () => {
    const letter = await aLetter()
    const ada = await aSigner(letter)
    await drainBy(aMailer(), NOON)
    const signatureId = await aSignature({ letterId: letter.id, toKey: ada.toKey })
    const { address, toKey } = ada
    await ask({ asked: 'confirm', letterId: letter.id, address, toKey, signatureId }, NOON + 1)
    const queue = aQueue()

    await sweep(env.DB, queue, at(NOON + minutes(1)))

    expect(queue.tickets).toEqual([])
  })

  it('sends nothing itself', async () => {
    const ada = await aSigner(await aLetter())

    await sweep(env.DB, aQueue(), at(NOON + hours(1)))

    expect(await outboxRow(ada.outboxId)).toMatchObject({ state: 'waiting', attempts: 0 })
  })
})

describe('announcing', () => {
  it('sends one ticket however many mails there are, and nothing in it but an id', async () => {
    const queue = aQueue()

    await announce(queue, ['first', 'second', 'third'])
    await announce(queue, [])

    expect(queue.tickets).toEqual([{ id: 'first' }])
  })

  it('does not fail with the queue', async () => {
    const queue = {
      sendBatch: () => Promise.reject(new Error('The queue is down.')),
    } as unknown as Queue<MailTicket>

    await expect(announce(queue, ['id'])).resolves.toBeUndefined()
  })
})
