import { createMessageBatch, createScheduledController } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { clearAlarm, listAlarms, raiseAlarm } from '../../src/alarm'
import { sendAlerts } from '../../src/alert'
import { ask } from '../../src/ask'
import worker from '../../src/index'
import { forgetDeadLetters } from '../../src/mail/dead-letter'
import { giveUp } from '../../src/mail/give-up'
import type { MailTicket } from '../../src/mail/outbox'
import { prune } from '../../src/mail/prune'
import { slowSince } from '../../src/mail/slow'
import { watchMail } from '../../src/mail/watch'
import { anAccount } from './account'
import {
  aLetter,
  aMailer,
  anAddress,
  aQueue,
  aSignature,
  aSigner,
  ask as askFor,
  at,
  drainBy,
  hours,
  minutes,
  NOON,
  outboxRow,
} from './rows'

const STEWARDS = ['steward@example.org']

afterEach(async () => {
  vi.restoreAllMocks()
  const tables = ['outbox', 'outage', 'alarm', 'dead_letter', 'signature']
  await env.DB.batch(tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)))
})

const watchAt = (now: number) => watchMail(env.DB, STEWARDS, at(now))

async function openAlarms() {
  const { results } = await env.DB.prepare(
    'SELECT kind, detail FROM alarm WHERE cleared_at IS NULL ORDER BY kind'
  ).all<{ kind: string; detail: string }>()
  return results
}

async function alarmMails() {
  const { results } = await env.DB.prepare(
    `SELECT address, details FROM outbox WHERE asked = 'alarm'`
  ).all<{ address: string; details: string }>()
  return results
}

async function slowAt(now: number) {
  const [since] = await ask(env.DB, slowSince(env.DB, at(now)))
  return since
}

/** Somebody whose mail the provider refused, or of whom nobody knows. */
async function aTroubled(state: 'refused' | 'unknown', now = NOON) {
  const ada = await aSigner(await aLetter(), now)
  await env.DB.prepare('UPDATE outbox SET state = ?, address = NULL WHERE id = ?')
    .bind(state, ada.outboxId)
    .run()
  return ada
}

const silent = aMailer(() => ({ reason: 'It is down.', ambiguous: true, retryAfterMs: null }))

describe('confirm mail', () => {
  it('is slow once it has waited five minutes, since when it was to go', async () => {
    await aSigner(await aLetter())

    expect(await slowAt(NOON + minutes(5) - 1)).toBeNull()
    expect(await slowAt(NOON + minutes(5))).toBe(NOON)
  })

  it('is slow too if it is tried and not taken', async () => {
    await aSigner(await aLetter())
    await drainBy(silent, NOON)
    await drainBy(silent, NOON + minutes(1))

    expect(await slowAt(NOON + minutes(6))).toBe(NOON)
  })

  it('is not slow while it may not go yet', async () => {
    const letter = await aLetter()
    const { address, toKey } = await anAddress()
    const of = { asked: 'confirm' as const, letterId: letter.id, address, toKey }
    for (const n of [1, 2, 3]) {
      const signatureId = await aSignature({ letterId: letter.id, toKey })
      await askFor({ ...of, signatureId }, NOON)
      if (n === 1) await drainBy(aMailer(), NOON)
    }

    expect(await slowAt(NOON + minutes(5))).toBeNull()
    expect(await slowAt(NOON + minutes(6))).toBe(NOON + minutes(1))
  })

  it('is not slow because other mail waits', async () => {
    const { address, toKey } = await anAddress()
    await askFor({ asked: 'my-data', letterId: null, address, toKey }, NOON)

    expect(await slowAt(NOON + hours(1))).toBeNull()
  })

  it('is asked about at the price of a row, however much waits', async () => {
    const letter = await aLetter()
    await Promise.all(Array.from({ length: 30 }, () => aSigner(letter)))

    const { meta } = await slowSince(env.DB, at(NOON)).statement.run()

    expect(meta.rows_read).toBe(1)
  })
})

describe('the watch over mail', () => {
  it('raises no alarm if all is well', async () => {
    await aSigner(await aLetter())

    await watchAt(NOON + minutes(4))

    expect(await openAlarms()).toEqual([])
  })

  it('raises one alarm when mail is slow, with what the provider said', async () => {
    await aSigner(await aLetter())
    await drainBy(silent, NOON)

    await watchAt(NOON + minutes(5))
    await watchAt(NOON + minutes(6))

    expect(await openAlarms()).toEqual([
      {
        kind: 'mail-slow',
        detail:
          'Confirm mail has waited since 13:00 BST on 22 June 2026. The provider last said: ' +
          'It is down.',
      },
    ])
    expect(await alarmMails()).toMatchObject([{ address: 'steward@example.org' }])
  })

  it('clears it once all has drained, and not a moment before', async () => {
    const letter = await aLetter()
    await aSigner(letter)
    await watchAt(NOON + minutes(5))
    await drainBy(aMailer(), NOON + minutes(6))
    await aSigner(letter, NOON + minutes(5))

    await watchAt(NOON + minutes(8))
    expect(await openAlarms()).toMatchObject([{ kind: 'mail-slow' }])
    await drainBy(aMailer(), NOON + minutes(8))
    await watchAt(NOON + minutes(9))

    expect(await openAlarms()).toEqual([])
  })

  it('asks a steward to decide what became of mail that nobody knows of', async () => {
    const { outboxId } = await aTroubled('unknown')

    await watchAt(NOON)
    expect(await openAlarms()).toMatchObject([
      { kind: 'mail-unknown', detail: expect.stringMatching('1 mail may') },
    ])
    await giveUp(env.DB, { id: outboxId }, at(NOON))
    await watchAt(NOON)

    expect(await openAlarms()).toEqual([])
  })

  it('takes a refused address for everyday, and twenty in an hour not', async () => {
    await Promise.all(Array.from({ length: 19 }, () => aTroubled('refused')))
    await watchAt(NOON + 1)
    expect(await openAlarms()).toEqual([])

    await aTroubled('refused')
    await watchAt(NOON + 1)
    expect(await openAlarms()).toMatchObject([{ kind: 'mail-refused' }])

    await watchAt(NOON + hours(1))
    expect(await openAlarms()).toEqual([])
  })

  it('leaves alarms of others alone', async () => {
    await raiseAlarm(env.DB, [], { kind: 'recount', letterId: null, detail: 'It differs.' }, at(1))

    await watchAt(NOON)

    expect(await openAlarms()).toMatchObject([{ kind: 'recount' }])
  })

  it('shows nobody the details', async () => {
    await aTroubled('unknown')
    await watchAt(NOON)

    expect(await listAlarms(env.DB)).toEqual(['Alarm mail-unknown since 2026-06-22T12:00:00.000Z.'])
  })
})

describe('a ticket that the queue gave up', () => {
  const land = (...ids: string[]) => {
    const messages = ids.map((id) => {
      return { id: `message-${id}`, timestamp: new Date(), attempts: 6, body: { id } }
    })
    return worker.queue(createMessageBatch<MailTicket>('countersign-mail-dead', messages), env)
  }

  it('lands in a table, once, and raises an alarm', async () => {
    await land('one', 'two')
    await land('two')

    const { results } = await env.DB.prepare('SELECT id, outbox_id FROM dead_letter').all()
    expect(results).toEqual([
      { id: 'message-one', outbox_id: 'one' },
      { id: 'message-two', outbox_id: 'two' },
    ])
    expect(await openAlarms()).toMatchObject([{ kind: 'mail-dead-letter' }])
  })

  it('loses no mail, and its alarm ends when that has left', async () => {
    const ada = await aSigner(await aLetter())
    await land(ada.outboxId)
    await watchAt(NOON)
    expect(await openAlarms()).toHaveLength(1)

    const mailer = aMailer()
    await drainBy(mailer, NOON)
    await watchAt(NOON + minutes(1))

    expect(mailer.sent().map(({ to }) => to)).toContain(ada.address)
    expect(await openAlarms()).toEqual([])
  })

  it('is forgotten after a month', async () => {
    await land('one')
    const landed = Date.now()

    await forgetDeadLetters(env.DB, at(landed + hours(29 * 24)))
    expect(await env.DB.prepare('SELECT 1 FROM dead_letter').first()).not.toBeNull()
    await forgetDeadLetters(env.DB, at(landed + hours(31 * 24)))
    expect(await env.DB.prepare('SELECT 1 FROM dead_letter').first()).toBeNull()
  })
})

describe('ALERT_URL', () => {
  const url = 'https://alerts.example.org/hook'
  const alarm = { kind: 'mail-slow', letterId: null, detail: 'It waits.' }

  function answering(...statuses: number[]) {
    return vi.spyOn(globalThis, 'fetch').mockImplementation(async () => {
      return new Response(null, { status: statuses.shift() ?? 204 })
    })
  }

  const bodiesOf = (fetched: ReturnType<typeof answering>) =>
    fetched.mock.calls.map(([, init]) => JSON.parse(String(init?.body)) as unknown)

  it('is told of an alarm, with its letter', async () => {
    const letter = await aLetter()
    await raiseAlarm(env.DB, [], { ...alarm, letterId: letter.id }, at(NOON))
    const fetched = answering(204)

    await sendAlerts(env.DB, url, at(NOON))

    expect(fetched.mock.calls[0]?.[0]).toBe(url)
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', redirect: 'manual' })
    expect(bodiesOf(fetched)).toEqual([
      {
        kind: 'mail-slow',
        letter: letter.slug,
        detail: 'It waits.',
        raised_at: '2026-06-22T12:00:00.000Z',
      },
    ])
  })

  it('is told once it has taken it, and never again', async () => {
    await raiseAlarm(env.DB, [], alarm, at(NOON))
    const fetched = answering(500, 302, 404, 200)

    for (let minute = 0; minute < 6; minute++) {
      await sendAlerts(env.DB, url, at(NOON + minutes(minute)))
    }

    expect(fetched).toHaveBeenCalledTimes(4)
  })

  it('is told of an alarm that is over already', async () => {
    await raiseAlarm(env.DB, [], alarm, at(NOON))
    await clearAlarm(env.DB, alarm, at(NOON + 1))
    const fetched = answering()

    await sendAlerts(env.DB, url, at(NOON + minutes(1)))

    expect(fetched).toHaveBeenCalledTimes(1)
  })

  it('takes one alarm though it fails for another', async () => {
    await raiseAlarm(env.DB, [], alarm, at(NOON))
    await raiseAlarm(env.DB, [], { ...alarm, kind: 'recount' }, at(NOON + 1))
    const fetched = answering(500, 200, 200)

    await sendAlerts(env.DB, url, at(NOON + 2))
    await sendAlerts(env.DB, url, at(NOON + 3))

    expect(bodiesOf(fetched)).toMatchObject([
      { kind: 'mail-slow' },
      { kind: 'recount' },
      { kind: 'mail-slow' },
    ])
  })

  it('harms nothing if it can’t be reached, and is not needed', async () => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('There is no such host.'))
    await raiseAlarm(env.DB, [], alarm, at(NOON))

    await expect(sendAlerts(env.DB, url, at(NOON))).resolves.toBeUndefined()
    await expect(sendAlerts(env.DB, undefined, at(NOON))).resolves.toBeUndefined()
    expect(await openAlarms()).toHaveLength(1)
  })
})

describe('every minute', () => {
  const minute = (over: object) =>
    worker.scheduled(createScheduledController({ cron: '* * * * *' }), { ...env, ...over })

  it('calls the mail consumer to what was left, and sends nothing beside it', async () => {
    const ada = await aSigner(await aLetter(), Date.now() - minutes(1))
    const queue = aQueue()

    await minute({ MAIL_QUEUE: queue })

    expect(queue.tickets).toEqual([{ id: ada.outboxId }])
    expect(await outboxRow(ada.outboxId)).toMatchObject({ state: 'waiting' })
  })

  it('finds that mail is slow, and tells ALERT_URL', async () => {
    await aSigner(await aLetter(), Date.now() - minutes(6))
    const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response())

    await minute({ MAIL_QUEUE: aQueue(), ALERT_URL: 'https://alerts.example.org/' })

    expect(await openAlarms()).toMatchObject([{ kind: 'mail-slow' }])
    expect(fetched).toHaveBeenCalledTimes(1)
  })
})

describe('the mail consumer', () => {
  const consume = (over: object) => {
    const messages = [{ id: 'm', timestamp: new Date(), attempts: 1, body: { id: 'ticket' } }]
    const batch = createMessageBatch<MailTicket>('countersign-mail', messages)
    return worker.queue(batch, { ...env, ...over })
  }

  it('sends what is due, whatever its ticket names', async () => {
    const account = anAccount()
    const ada = await aSigner(await aLetter(), Date.now() - 1)
    const queue = aQueue()

    await consume({ ...account.bindings, MAIL_QUEUE: queue })

    expect(await account.taken()).toEqual([ada.address])
    expect(queue.tickets).toEqual([])
  })

  it('asks for a ticket at the time the provider names', async () => {
    const account = anAccount()
    await aSigner(await aLetter(), Date.now() - 1)
    await account.answer({ kind: 'busy', retryAfter: 7 })
    const queue = aQueue()

    await consume({ ...account.bindings, MAIL_QUEUE: queue })
    await consume({ ...account.bindings, MAIL_QUEUE: queue })

    expect(queue.delays).toEqual([7])
    expect((await account.seen()).requests).toHaveLength(1)
  })

  it('keeps to the provider’s limit though one call follows the other at once', async () => {
    const account = anAccount()
    // One more than we go by: a busy machine delivers some requests late.
    await account.tell({ limit: 6 })
    const letter = await aLetter()
    for (let i = 0; i < 7; i++) {
      await aSigner(letter, Date.now() - 1)
      await consume({ ...account.bindings, MAIL_QUEUE: aQueue() })
    }

    const { requests } = await account.seen()
    expect(requests.map(({ status }) => status)).toEqual(Array(7).fill(200))
  })
})

describe('pruning', () => {
  const pruneAt = (days: number) => prune(env.DB, at(NOON + hours(24 * days)))

  it('forgets mail that a steward gave up, and keeps what still needs one', async () => {
    const [given, kept] = [await aTroubled('unknown'), await aTroubled('unknown')]
    await giveUp(env.DB, { id: given.outboxId }, at(NOON))
    await env.DB.prepare('UPDATE outbox SET to_key = NULL').run()

    await pruneAt(8)

    expect(await outboxRow(given.outboxId)).toBeNull()
    expect(await outboxRow(kept.outboxId)).not.toBeNull()
  })

  it('keeps what the caps still count', async () => {
    const given = await aTroubled('refused')
    await giveUp(env.DB, { id: given.outboxId }, at(NOON))

    await pruneAt(8)

    expect(await outboxRow(given.outboxId)).toMatchObject({ to_key: given.toKey })
  })
})
