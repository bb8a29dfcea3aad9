import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { drain } from '../../src/mail/drain'
import { slowSince } from '../../src/mail/slow'
import { ask } from '../../src/ask'
import type { Taken } from '../fake/mode'
import { anAccount } from './account'
import { aLetter, at, hours, minutes, NOON, settings } from './rows'

const CONFIRMS = 15_000
const OTHERS = 5_000
const OUTAGE_MS = hours(6)
const BATCH = 100

/** Promises mail evenly over the outage: each row's place in time is in its address. */
async function promiseThrough(letterId: number) {
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO signature (id, letter_id, state, edition, public, updates, email, email_key,
                              number, created_at, expires_at)
       WITH RECURSIVE one (n) AS
         (SELECT 0 UNION ALL SELECT n + 1 FROM one WHERE n + 1 < ?2 + ?3)
       SELECT ?1 || '.many' || n, ?1, iif(n < ?2, 'pending', 'counted'), 1, 1, 0,
              iif(n < ?2, 'someone@example.org', NULL), 'key' || n, n, ?4, ?4 + 1209600000
       FROM one`
    ).bind(letterId, CONFIRMS, OTHERS, NOON),
    env.DB.prepare(
      `INSERT INTO outbox (id, asked, letter_id, signature_id, to_key, address, next_at, created_at)
       WITH RECURSIVE one (n) AS
         (SELECT 0 UNION ALL SELECT n + 1 FROM one WHERE n + 1 < ?2 + ?3)
       SELECT 'many' || n, iif(n < ?2, 'confirm', 'changed'), ?1, ?1 || '.many' || n,
              iif(n < ?2, 'key' || n, NULL),
              iif(n < ?2, 'confirm-', 'changed-') || at || '-' || n || '@example.org', at, at
       FROM (SELECT n, ?4 + iif(n < ?2, n * (?5 / ?2), (n - ?2) * (?5 / ?3)) AS at FROM one)`
    ).bind(letterId, CONFIRMS, OTHERS, NOON, OUTAGE_MS),
  ])
}

it('drains after an outage of six hours at the provider’s rate, oldest and confirm mails first', async () => {
  const account = anAccount()
  let now = NOON
  const clock = {
    now: () => at(now),
    wait: async (ms: number) => {
      now += ms
    },
  }
  const { everyMs, send } = account.mailer
  const inTime = {
    everyMs,
    async send(...batch: Parameters<typeof send>) {
      await account.tell({ now })
      return send(...batch)
    },
  }
  const drainNow = () => drain({ db: env.DB, settings, mailer: inTime }, clock)

  await promiseThrough((await aLetter()).id)
  await account.tell({ mode: { kind: 'error', status: 503 }, limit: 5 })
  while (now < NOON + OUTAGE_MS) {
    const { sent, retryInMs } = await drainNow()
    expect(sent).toBe(0)
    now += Math.min(retryInMs ?? minutes(1), minutes(1))
  }
  const [slow] = await ask(env.DB, slowSince(env.DB, at(now)))
  expect(slow).toBe(NOON)

  await account.tell({ mode: { kind: 'accept' } })
  const over = now
  for (let sent = 0; sent < CONFIRMS + OTHERS;) {
    const done = await drainNow()
    sent += done.sent
    if (!done.more) now += minutes(1)
  }

  const { taken, requests } = await account.seen()
  expect(new Set(taken.map(({ to }) => to)).size).toBe(CONFIRMS + OTHERS)
  expect(taken).toHaveLength(CONFIRMS + OTHERS)

  // As fast as the provider allows, once it was found to be well again, and never faster.
  const first = taken[0]?.at ?? 0
  const last = taken.at(-1)?.at ?? 0
  expect(first - over).toBeLessThanOrEqual(minutes(5))
  expect(requests.filter(({ status }) => status === 429)).toEqual([])
  const batches = requests.filter(({ status }) => status === 200)
  expect(last - first).toBe((batches.length - 1) * 200)
  expect(batches.length).toBeLessThan((CONFIRMS + OTHERS) / BATCH + 12)

  // What was tried in the outage, and the batch that found it over, are the oldest there was.
  const tried = new Set(requests.filter(({ status }) => status === 503).map(({ key }) => key))
  const early = taken.filter(({ key }) => tried.has(key) || key === taken[0]?.key)
  const rest = taken.slice(early.length)
  const placeOf = (mail?: Taken) => Number(mail?.to.split('-')[1])
  const isConfirm = ({ to }: Taken) => to.startsWith('confirm')
  expect(taken.slice(0, early.length)).toEqual(early)
  const confirms = rest.filter(isConfirm)
  const others = rest.filter((mail) => !isConfirm(mail))
  const sentAt = (mail?: Taken) => mail?.at ?? NaN
  expect(sentAt(confirms.at(-1))).toBeLessThanOrEqual(sentAt(others[0]))
  expect(Math.max(...early.filter(isConfirm).map(placeOf))).toBeLessThan(placeOf(confirms[0]))
  for (const kind of [confirms, others]) {
    expect(kind.map(placeOf)).toEqual(kind.map(placeOf).toSorted((a, b) => a - b))
  }
}, 120_000)
