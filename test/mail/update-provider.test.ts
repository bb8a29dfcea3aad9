import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { drain } from '../../src/mail/drain'
import { paths } from '../../src/paths'
import { seal } from '../../src/seal'
import { addressKey } from '../../src/mailbox'
import { tellUpdates } from '../../src/updates/tell'
import type { Fate, Mode } from '../fake/mode'
import { aCampaigner, cookieOf, joinTeam, type Campaigner } from '../support/desk'
import { aLetter } from '../support/letters'
import { ada } from '../support/signers'
import { aForm, aSite } from '../support/site'
import { rowsOf } from '../support/tables'
import { anAccount } from './account'
import { aQueue, minutes, settings as others, stillAt } from './rows'

const MASTER_KEY = Uint8Array.fromBase64(env.MASTER_KEY)
const settings = { ...others, ORIGIN: env.ORIGIN, MASTER_KEY }

const reader = (n: number) => `reader-${n}@example.org`
const SIGNERS = Array.from({ length: 200 }, (_, i) => reader(i))
const FOLLOWERS = Array.from({ length: 50 }, (_, i) => reader(200 + i))
const EVERYBODY = [...SIGNERS, ...FOLLOWERS].sort()

/** What becomes of the first update’s mail: of signers, and of followers. */
const FATES: Record<string, Fate> = {
  [reader(3)]: 'bounced',
  [reader(40)]: 'bounced',
  [reader(210)]: 'bounced',
  [reader(77)]: 'complained',
  [reader(220)]: 'complained',
  [reader(9)]: 'full',
}
const SHUT = [3, 40, 210, 77, 220].map(reader)

/** What no two answers have in common. */
const OWN = new Set(['set-cookie', 'x-request-id'])

/** One after the other, whenever the provider is asked again. */
const TROUBLES: Mode[] = [
  { kind: 'busy', retryAfter: 2 },
  { kind: 'accept-then-hang' },
  { kind: 'error', status: 500 },
  { kind: 'accept-then-reset' },
  { kind: 'accept' },
  { kind: 'accept-then-garble' },
]

// It need not wait long for an answer that never comes; a busy machine has longer than that.
const account = anAccount(3000)
const RESEND_WEBHOOK_SECRET = `whsec_${Buffer.alloc(24, 'news').toString('base64')}`

// Whoever else takes tickets would send it to the development inbox.
const site = aSite({ ...account.bindings, RESEND_WEBHOOK_SECRET, MAIL_QUEUE: aQueue() })

let letter: Letter
let owner: Campaigner
beforeAll(async () => {
  letter = await aLetter()
  owner = await aCampaigner('owner@example.org', { fresh: true })
  await joinTeam(letter, owner, 'owner')
  await env.DB.batch([
    insert(
      await Promise.all(SIGNERS.map(keyed)),
      `INSERT INTO signature (id, letter_id, state, edition, name, public, updates, kept_address,
                              email_key, number, created_at, expires_at, confirmed_at)
       SELECT value->>'id', ?2, 'counted', 1, 'Grace', 1, 1, value->>'kept',
              value->>'key', key + 1, 0, 0, 1 FROM json_each(?1)`
    ),
    insert(
      await Promise.all(FOLLOWERS.map(keyed)),
      `INSERT INTO follow (id, letter_id, state, email_key, kept_address, created_at, confirmed_at)
       SELECT value->>'id', ?2, 'following', value->>'key', value->>'kept', 0, 1
       FROM json_each(?1)`
    ),
  ])
})

const insert = (people: object[], sql: string) =>
  env.DB.prepare(sql).bind(JSON.stringify(people), letter.id)

async function keyed(address: string) {
  return {
    id: `${letter.id}.${crypto.randomUUID()}`,
    key: await addressKey(MASTER_KEY, address),
    kept: await seal(MASTER_KEY, 'kept-address', address),
  }
}

/** Writes an update at the desk and publishes it. */
async function publish(title: string) {
  const typed = { version: '0', title, author: 'Maud', markdown: 'News.', before: '1' }
  const everybody = { signers: 'all', followers: 'on' }
  const begun = await owner.submit(deskPaths.newUpdate(letter.id), { ...typed, ...everybody })
  const id = Number(/updates\/(\d+)/.exec(begun.headers.get('location') ?? '')?.[1])
  const sent = aForm({ version: '1', mail: 'yes' }, { cookie: cookieOf(owner) })
  expect((await site(deskPaths.publishUpdate(letter.id, id), sent)).status).toBe(303)
}

/** Goes on until nobody waits for mail; the provider has a trouble each time, while there are any. */
async function goOn(troubles: Mode[] = []) {
  const modes = troubles.values()
  let now = Date.now()
  for (let tries = 0; tries < 30; tries++) {
    await account.answer(modes.next().value ?? { kind: 'accept' }, 1)
    await account.tell({ now })
    await tellUpdates(env.DB, MASTER_KEY, new Date(now))
    const deps = { db: env.DB, settings, mailer: account.mailer, random: () => 1 }
    const { retryInMs } = await drain(deps, stillAt(now))
    const waiting = await rowsOf(
      `SELECT 1 FROM outbox WHERE state IN ('waiting', 'claimed')
       UNION ALL SELECT 1 FROM mailing WHERE state = 'running'`
    )
    if (waiting.length === 0) return
    now += Math.max(retryInMs ?? 0, minutes(2))
  }
  throw new Error('It never ends.')
}

const takenOf = async (title: string) =>
  (await account.seen()).taken.filter(({ subject }) => subject === title)

async function countsOf(title: string) {
  const rows = await rowsOf<{ what: string; n: number }>(
    `SELECT what, n FROM mailing_count JOIN letter_update ON letter_update.id = update_id
     WHERE title = ? AND n > 0`,
    title
  )
  return Object.fromEntries(rows.map(({ what, n }) => [what, n]))
}

const factsOn = (page: string) =>
  Object.fromEntries(
    [...page.matchAll(/<dt>([^<]+)<\/dt><dd>([\d,]+)<\/dd>/g)].map(([, dt, dd]) => [dt, dd])
  )

describe('an update to two hundred and fifty', () => {
  it('reaches each once through all the provider’s troubles, with a way out of their own', async () => {
    await publish('First news')

    await goOn(TROUBLES)

    const taken = await takenOf('First news')
    expect(taken.map(({ to }) => to).sort()).toEqual(EVERYBODY)
    const { requests } = await account.seen()
    expect(Math.max(...requests.map(({ mails }) => mails))).toBe(100)
    expect(new Set(requests.map(({ status }) => status))).toEqual(new Set([0, 200, 429, 500]))
    expect(await countsOf('First news')).toEqual({ promised: 250, sent: 250 })

    const ways = taken.map(({ headers }) => headers['List-Unsubscribe'] ?? '')
    for (const way of ways) expect(way).toMatch(/^<https:\/\/[^<>]+\/unsubscribe\?t=[^&>]+&l=en>$/)
    expect(new Set(ways).size).toBe(250)
    const clicks = new Set(taken.map(({ headers }) => headers['List-Unsubscribe-Post']))
    expect(clicks).toEqual(new Set(['List-Unsubscribe=One-Click']))
  })

  it('comes back as news in any order, some of it twice, and the desk has the numbers right', async () => {
    const news = await account.news({ secret: RESEND_WEBHOOK_SECRET, fates: FATES })
    const shuffled = [...news, ...news.filter((_, i) => i % 5 === 0)]
      .map((one, i) => ({ one, at: (i * 7919) % 1009 }))
      .sort((a, b) => a.at - b.at)

    for (let from = 0; from < shuffled.length; from += 10) {
      const answers = await Promise.all(
        shuffled
          .slice(from, from + 10)
          .map(({ one }) => site(paths.resendHook(), { method: 'POST', ...one }))
      )
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    }

    expect(factsOn(await owner.read(deskPaths.updates(letter.id)))).toMatchObject({
      'Handed to the mail provider': '250',
      Delivered: '244',
      Bounced: '3',
      'Called spam': '2',
    })
    const page = await owner.read(deskPaths.mailOutcomes(letter.id))
    expect(page).toMatch(/Came back<\/th><td>Permanent\/General<\/td><td[^>]*>3</)
    expect(page).toMatch(/Came back<\/th><td>Transient\/MailboxFull<\/td><td[^>]*>1</)
    expect(page).toMatch(/Called spam<\/th><td><\/td><td[^>]*>2</)
    expect(page).not.toMatch(/reader-\d/)
  })

  it('is the last for who bounced, called it spam or pressed unsubscribe', async () => {
    const [gone = '', followed = ''] = [reader(12), reader(230)]
    for (const { to, headers } of await takenOf('First news')) {
      if (to !== gone && to !== followed) continue
      const way = new URL(headers['List-Unsubscribe']?.slice(1, -1) ?? '')
      const body = new FormData()
      body.set('List-Unsubscribe', 'One-Click')
      const pressed = await site(way.pathname + way.search, { method: 'POST', body })
      expect([pressed.status, pressed.headers.get('set-cookie')]).toEqual([200, null])
    }
    await publish('Second news')

    await goOn()

    const without = new Set([...SHUT, gone, followed])
    const readers = (await takenOf('Second news')).map(({ to }) => to).sort()
    expect(readers).toEqual(EVERYBODY.filter((one) => !without.has(one)))
    // Who called it spam or unsubscribed is promised nothing; mailboxes that are not there are left out.
    const counts = await countsOf('Second news')
    expect(counts['sent']).toBe(243)
    expect((counts['promised'] ?? 0) - (counts['skipped'] ?? 0)).toBe(243)
    expect(factsOn(await owner.read(deskPaths.updates(letter.id)))['Unsubscribed']).toBe('2')
  })

  it('leaves no mail to a mailbox that isn’t there when it signs again, and signing tells nobody', async () => {
    const { taken: before } = await account.seen()
    const strangers = ada().email
    const answers = []
    for (const email of [reader(3), strangers]) {
      const headers = { 'cf-connecting-ip': '2001:db8:5::1' }
      const answer = await site(paths.signatures(letter.slug), aForm(ada({ email }), headers))
      const sent = [...answer.headers].filter(([name]) => !OWN.has(name))
      const cookie = answer.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
      const next = await site(paths.checkYourEmail(letter.slug), { headers: { cookie } })
      const page = (await next.text()).replaceAll(email, 'somebody')
      answers.push({ status: answer.status, sent, page, body: await answer.text() })
    }

    await goOn()

    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.status).toBe(303)
    const { taken } = await account.seen()
    expect(taken.slice(before.length).map(({ to }) => to)).toEqual([strangers])
  })
})
