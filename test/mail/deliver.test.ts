import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import { deliver } from '../../src/mail/deliver'
import type { Sent } from '../../src/mail/message'
import { announce, queueMails, type MailTicket } from '../../src/mail/outbox'
import { sweep } from '../../src/mail/sweep'
import {
  aLetter,
  aMailer,
  aSigner,
  at,
  deliverBy,
  hours,
  minutes,
  NOON,
  outboxRow,
  settings,
} from './rows'

afterEach(() => env.DB.prepare('DELETE FROM outbox').run())

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

    expect(await deliverBy(mailer, [ada.outboxId], NOON)).toMatchObject({ sent: 1, more: false })

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

    await deliverBy(mailer, null, NOON)

    expect(JSON.stringify(mailer.sent())).not.toContain('Typed')
  })

  it('works through all that is due, a hundred at a time', async () => {
    await signers(230)
    const mailer = aMailer()

    expect(await deliverBy(mailer, null, NOON)).toMatchObject({ sent: 230, more: false })
    expect(mailer.batches.map(({ messages }) => messages.length)).toEqual([100, 100, 30])
  })

  it('sends each mail once when two consumers work at once', async () => {
    await signers(150)
    const mailer = aMailer()

    await Promise.all([deliverBy(mailer, null, NOON), deliverBy(mailer, null, NOON)])

    const addresses = mailer.sent().map(({ to }) => to)
    expect(addresses).toHaveLength(150)
    expect(new Set(addresses).size).toBe(150)
  })

  it('sends the same bytes under the same key when it has to send again', async () => {
    await signers(3)
    const broken = aMailer(failure({}))
    await deliverBy(broken, null, NOON)
    const mailer = aMailer()

    await deliverBy(mailer, null, NOON + minutes(1))

    expect(mailer.batches).toEqual(broken.batches)
    expect(mailer.batches[0]?.key).toMatch(/^mail\/[0-9a-f]{64}$/)
  })

  it('does so too after a consumer died with the mail in its hands', async () => {
    const [ada] = await signers(2)
    const died = aMailer(() => {
      throw new Error('The isolate is gone.')
    })
    await expect(deliverBy(died, null, NOON)).rejects.toThrow('The isolate is gone.')
    const mailer = aMailer()

    expect(await deliverBy(mailer, [ada?.outboxId ?? ''], NOON + minutes(1))).toMatchObject({
      sent: 0,
    })
    expect(await deliverBy(mailer, null, NOON + minutes(2))).toMatchObject({ sent: 2 })
    expect(mailer.batches).toEqual(died.batches)
  })

  it('adds nobody to a batch that must be sent again', async () => {
    const letter = await aLetter()
    await aSigner(letter)
    const broken = aMailer(failure({}))
    await deliverBy(broken, null, NOON)
    await aSigner(letter)
    const mailer = aMailer()

    await deliverBy(mailer, null, NOON + minutes(1))

    expect(mailer.batches.map(({ messages }) => messages.length)).toEqual([1, 1])
    expect(mailer.batches[0]?.key).toBe(broken.batches[0]?.key)
  })

  it('waits twice as long after each failure, an hour at most', async () => {
    await aSigner(await aLetter())
    const broken = aMailer(failure({}))
    const waits = []
    let now = NOON
    for (let i = 0; i < 12; i++) {
      const { retryInMs } = await deliverBy(broken, null, now)
      waits.push((retryInMs ?? 0) / 1000)
      now += retryInMs ?? 0
    }

    expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600])
  })

  it('waits as long as the provider says', async () => {
    const ada = await aSigner(await aLetter())
    const busy = aMailer(failure({ ambiguous: false, retryAfterMs: 45_000 }))

    expect(await deliverBy(busy, null, NOON)).toMatchObject({ retryInMs: 45_000 })

    expect(await outboxRow(ada.outboxId)).toMatchObject({ state: 'claimed', problem: 'It failed.' })
    const mailer = aMailer()
    expect(await deliverBy(mailer, null, NOON + 44_999)).toMatchObject({ sent: 0 })
    expect(await deliverBy(mailer, null, NOON + 45_000)).toMatchObject({ sent: 1 })
  })

  it('stops at the first failure: the provider needs a rest', async () => {
    await signers(150)
    const broken = aMailer(failure({}))

    await deliverBy(broken, null, NOON)

    expect(broken.batches).toHaveLength(1)
  })

  it('refuses one mail for good and sends the others', async () => {
    const [ada, grace] = await signers(2)
    const picky = aMailer((messages) => ({
      results: messages.map(({ to }) =>
        to === ada?.address ? { refused: `${to} is no address` } : { accepted: 'id' }
      ),
    }))

    expect(await deliverBy(picky, null, NOON)).toMatchObject({ sent: 1, refused: 1 })

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

    expect(await deliverBy(strict, null, NOON)).toMatchObject({ sent: 2, refused: 1 })

    expect(await outboxRow(ada?.outboxId ?? '')).toMatchObject({
      state: 'refused',
      problem: 'One is wrong.',
      address: null,
    })
    expect(new Set(strict.batches.map(({ key }) => key)).size).toBe(4)
  })

  it('never again sends what may have gone out 23 hours ago', async () => {
    const ada = await aSigner(await aLetter())
    await deliverBy(aMailer(failure({ ambiguous: true })), null, NOON)
    const mailer = aMailer()

    expect(await deliverBy(mailer, null, NOON + hours(23))).toMatchObject({ unknown: 1, sent: 0 })

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
    await deliverBy(aMailer(failure({ ambiguous: false })), null, NOON)
    await deliverBy(aMailer(failure({ ambiguous: false })), null, NOON + hours(30))

    expect(await deliverBy(aMailer(), null, NOON + hours(60))).toMatchObject({ sent: 1 })
  })

  it('keeps in mind that an earlier try was ambiguous', async () => {
    await aSigner(await aLetter())
    await deliverBy(aMailer(failure({ ambiguous: true })), null, NOON)
    await deliverBy(aMailer(failure({ ambiguous: false })), null, NOON + hours(12))

    expect(await deliverBy(aMailer(), null, NOON + hours(23))).toMatchObject({ unknown: 1 })
  })

  it('calls a mail unknown if its key belongs to another', async () => {
    const ada = await aSigner(await aLetter())

    await deliverBy(
      aMailer(() => ({ unknowable: 'The key was used.' })),
      null,
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

    expect(await deliverBy(mailer, null, NOON)).toMatchObject({ sent: 1 })

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
    await deliverBy(aMailer(), null, NOON)
    const erased = { id: 'erased', asked: 'erased' as const, letterId: letter.id }
    const { address, toKey } = ada
    await queueMails(env.DB, [{ ...erased, signatureId: null, address, toKey }], at(NOON)).run()

    await deliverBy(aMailer(), null, NOON)

    expect(await outboxRow('erased')).toMatchObject({ state: 'sent', to_key: null })
  })

  it('leaves everything waiting where no mail can be sent', async () => {
    const ada = await aSigner(await aLetter())
    const silent = { ...settings, RESEND_API_KEY: undefined }

    await deliver({ db: env.DB, settings: silent }, [ada.outboxId], at(NOON))

    expect(await outboxRow(ada.outboxId)).toMatchObject({ state: 'waiting', attempts: 0 })
  })
})

describe('the sweep', () => {
  it('sends what a lost queue message left, after half a minute', async () => {
    await aSigner(await aLetter())
    const mailer = aMailer()
    const deps = { db: env.DB, settings, mailer }

    expect(await sweep(deps, at(NOON + 29_000))).toMatchObject({ sent: 0 })
    expect(await sweep(deps, at(NOON + 30_000))).toMatchObject({ sent: 1 })
    expect(await sweep(deps, at(NOON + 90_000))).toMatchObject({ sent: 0 })
  })

  it('tries again what failed', async () => {
    await aSigner(await aLetter())
    await deliverBy(aMailer(failure({})), null, NOON)

    const swept = await sweep({ db: env.DB, settings, mailer: aMailer() }, at(NOON + 10_000))

    expect(swept).toMatchObject({ sent: 1 })
  })
})

describe('announcing', () => {
  it('sends tickets by the hundred and carries nothing but ids', async () => {
    const batches: MessageSendRequest<MailTicket>[][] = []
    const queue = {
      async sendBatch(tickets: Iterable<MessageSendRequest<MailTicket>>) {
        batches.push([...tickets])
      },
    } as unknown as Queue<MailTicket>

    await announce(
      queue,
      Array.from({ length: 205 }, (_, i) => `id-${i}`)
    )

    expect(batches.map((batch) => batch.length)).toEqual([100, 100, 5])
    expect(batches[2]?.at(-1)).toEqual({ body: { id: 'id-204' } })
  })

  it('does not fail with the queue', async () => {
    const queue = {
      sendBatch: () => Promise.reject(new Error('The queue is down.')),
    } as unknown as Queue<MailTicket>

    await expect(announce(queue, ['id'])).resolves.toBeUndefined()
  })
})
