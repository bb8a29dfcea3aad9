import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { forgetHeard } from '../../src/mail/hear'
import { watchMail } from '../../src/mail/watch'
import { paths } from '../../src/paths'
import { DAY, MINUTE } from '../support/clock'
import { aCampaigner, aSteward, cookieOf, joinTeam, type Campaigner } from '../support/desk'
import { aLetter } from '../support/letters'
import { ada, numbersOf, signAndConfirm } from '../support/signers'
import { aCountedDatabase, aForm, aSite } from '../support/site'
import { findInTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

const HOOK = paths.resendHook()
const SECRET = Buffer.alloc(24, 'hooks').toString('base64')

let ids = 0

type Sent = { id?: string; at?: number | string; secret?: string; signature?: string }

/** A request as Svix sends it, signed as the Standard Webhooks say; `over` breaks it. */
async function news(body: unknown, over: Sent & { headers?: HeadersInit } = {}) {
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  const id = over.id ?? `msg_${++ids}`
  const at = String(over.at ?? Math.floor(Date.now() / 1000))
  const signature = over.signature ?? (await sign(`${id}.${at}.${payload}`, over.secret))
  const headers = {
    'content-type': 'application/json',
    'svix-id': id,
    'svix-timestamp': at,
    'svix-signature': signature,
    ...Object.fromEntries(new Headers(over.headers)),
  }
  return { method: 'POST', body: payload, headers } satisfies RequestInit
}

async function sign(text: string, secret = SECRET) {
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', Buffer.from(secret, 'base64'), hmac, false, [
    'sign',
  ])
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))
  return `v1,${Buffer.from(mac).toString('base64')}`
}

const site = aSite({})

async function tell(body: unknown, over?: Parameters<typeof news>[1]) {
  return site(HOOK, await news(body, over))
}

type About = { id?: string; to?: string; data?: object }

function event(type: string, { id = 'nobody-knows', to = 'x@example.org', data }: About = {}) {
  return { type, data: { email_id: id, to: [to], ...data } }
}

const bounce = (type: string, subType = 'General') => ({ data: { bounce: { type, subType } } })
const bounced = (about: About, type = 'Permanent', subType?: string) =>
  event('email.bounced', { ...about, ...bounce(type, subType) })

const KINDS: Record<string, (about: About) => object> = {
  delivered: (about) => event('email.delivered', about),
  bounced,
  complained: (about) => event('email.complained', about),
}

/** Somebody who signed, and the mail that asked for the confirmation, as the provider knows it. */
async function aSigner(letter: Letter, over: Record<string, string> = {}) {
  const fields = ada(over)
  const signed = await signAndConfirm(letter, fields)
  const mails = await signed.visitor.mails(fields.email)
  return { ...signed, to: fields.email, id: mails.at(-1)?.id ?? '' }
}

const outcomes = (letterId: number) =>
  rowsOf<{ outcome: string; reason: string; n: number }>(
    'SELECT outcome, reason, n FROM mail_outcome WHERE letter_id = ? ORDER BY outcome, reason',
    letterId
  )

async function heard() {
  const [row] = await rowsOf<{ n: number }>('SELECT count(*) AS n FROM heard')
  return row?.n
}

let letter: Letter
let owner: Campaigner
let steward: Campaigner
beforeAll(async () => {
  letter = await aLetter()
  owner = await aCampaigner()
  steward = await aSteward()
  await joinTeam(letter, owner, 'owner')
})

describe('news of the mail provider', () => {
  const now = () => Math.floor(Date.now() / 1000)

  it.each<[string, number, Parameters<typeof news>[1]]>([
    ['signed by nobody', 400, { signature: '' }],
    ['without an id', 400, { headers: { 'svix-id': '' } }],
    ['under an id longer than any', 400, { id: 'm'.repeat(300) }],
    ['without a time', 400, { headers: { 'svix-timestamp': '' } }],
    ['at a time with something behind it', 400, { at: `${now()}abc` }],
    ['at a time with a space before it', 400, { headers: { 'svix-timestamp': '+1' } }],
    ['at a time of thirteen digits', 400, { at: '1780000000000' }],
    ['at a fraction of a second', 400, { at: `${now()}.5` }],
    ['signed with another key', 401, { secret: Buffer.alloc(24, 'other').toString('base64') }],
    ['signed in another version', 401, { signature: 'v1a,AAAA v2,AAAA' }],
    ['with half a signature', 401, { signature: 'v1' }],
    ['signed at another time', 401, { headers: { 'svix-timestamp': String(now() - 7) } }],
    ['signed under another id', 401, { headers: { 'svix-id': 'msg_other' } }],
    ['older than five minutes', 401, { at: now() - 310 }],
    ['of more than five minutes from now', 401, { at: now() + 310 }],
  ])('is refused %s, and nothing is heard', async (_, status, over) => {
    const before = await heard()

    const answer = await tell(bounced({ to: 'refused@example.org' }), over)

    expect(answer.status).toBe(status)
    expect(await answer.json()).toEqual({ error: expect.any(String) })
    expect(await heard()).toBe(before)
  })

  it.each([
    ['four minutes old', { at: Math.floor(Date.now() / 1000) - 240 }],
    ['ahead by four minutes', { at: Math.floor(Date.now() / 1000) + 240 }],
    ['from a browser elsewhere', { headers: { origin: 'https://elsewhere.example' } }],
    ['of another content type', { headers: { 'content-type': 'text/plain' } }],
  ])('is taken if it is %s', async (_, over) => {
    expect((await tell(event('email.delivered'), over)).status).toBe(200)
  })

  it('is taken if one of several signatures is right', async () => {
    const body = JSON.stringify(event('email.delivered'))
    const at = Math.floor(Date.now() / 1000)
    const right = await sign(`msg_several.${at}.${body}`)
    const other = await sign(
      `msg_several.${at}.${body}`,
      Buffer.alloc(24, 'old').toString('base64')
    )

    const over = { id: 'msg_several', at, signature: `v1a,AAAA ${other} ${right}` }

    expect(await (await tell(body, over)).json()).toEqual({ heard: true })
  })

  it('is refused if a byte of it is another', async () => {
    const request = await news(event('email.delivered'))
    const body = request.body.replace('delivered', 'Delivered')

    expect((await site(HOOK, { ...request, body })).status).toBe(401)
    expect((await site(HOOK, { ...request, body: `\uFEFF${request.body}` })).status).toBe(401)
  })

  it('may be long, and not endless, whether or not it says how long it is', async () => {
    const data = (bytes: number) => event('email.opened', { data: { filler: 'x'.repeat(bytes) } })
    const streamed = async (body: string) => {
      const stream = new Blob([body]).stream()
      return site(HOOK, { ...(await news('{}')), body: stream, duplex: 'half' } as RequestInit)
    }

    expect((await tell(data(200_000))).status).toBe(200)
    expect((await tell(data(300_000))).status).toBe(413)
    expect((await streamed('x'.repeat(300_000))).status).toBe(413)
  })

  it.each([
    'no JSON',
    '',
    'null',
    '[]',
    '"email.bounced"',
    '{"type":"email.bounced"}',
    '{"type":["email.bounced"],"data":[]}',
    '{"type":"email.bounced","data":null}',
    '{"type":"email.complained","data":{"to":7,"email_id":{}}}',
    '{"type":"email.bounced","data":{"bounce":"Permanent","to":[{},null,"@","a@b"]}}',
    '{"type":"suppression.added","data":{}}',
    '{"type":"contact.created","data":{"email":"somebody@example.org"}}',
    '{"__proto__":{"type":"email.bounced"}}',
  ])('that is signed and odd is not asked for again: %s', async (body) => {
    expect((await tell(body)).status).toBe(200)
    expect(await findInTables('somebody@example.org')).toEqual([])
  })

  it.each(['', 'whsec_====', 'whsec_A'])(
    'can’t be taken without a secret, and the answer says which setting: “%s”',
    async (secret) => {
      const deaf = aSite({ RESEND_WEBHOOK_SECRET: secret })

      const answer = await deaf(HOOK, await news(event('email.delivered')))

      expect(answer.status).toBe(503)
      expect(await answer.text()).toContain('RESEND_WEBHOOK_SECRET')
    }
  )

  it('is posted and nothing else', async () => {
    expect((await site(HOOK)).status).toBe(405)
  })

  it('is counted once, however often it comes and however many come together', async () => {
    const own = await aLetter()
    const { id, to } = await aSigner(own)
    const same = { id: 'msg_same' }
    const one = event('email.delivered', { id, to })

    const answers = await Promise.all([tell(one, same), tell(one, same), tell(one, same)])
    answers.push(await tell(one, same))

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(await outcomes(own.id)).toEqual([{ outcome: 'delivered', reason: '', n: 1 }])
  })

  it('may come in any order: the gravest stays, in the numbers of an update, too', async () => {
    const orders = [
      ['delivered', 'bounced', 'complained'],
      ['delivered', 'complained', 'bounced'],
      ['bounced', 'delivered', 'complained'],
      ['bounced', 'complained', 'delivered'],
      ['complained', 'delivered', 'bounced'],
      ['complained', 'bounced', 'delivered'],
    ]
    const [update] = await rowsOf<{ id: number }>(
      `INSERT INTO letter_update (letter_id, version, title, markdown, author, audience, saved_at)
       VALUES (?, 1, 'News', 'News.', 'Fen', '{}', 1) RETURNING id`,
      letter.id
    )
    await env.DB.batch(
      orders.map((_, i) =>
        env.DB.prepare(
          `INSERT INTO outbox (id, asked, letter_id, update_id, state, provider_id, next_at,
                               created_at, sent_at)
           VALUES (?1, 'update', ?2, ?3, 'sent', ?1, 1, 1, 1)`
        ).bind(`order-${i}`, letter.id, update?.id)
      )
    )

    for (const [i, order] of orders.entries()) {
      for (const kind of order) {
        const about = { id: `order-${i}`, to: `order-${i}@example.org` }
        expect((await tell(KINDS[kind]?.(about))).status).toBe(200)
      }
    }
    await env.DB.prepare(
      `INSERT INTO outbox (id, asked, letter_id, update_id, state, provider_id, next_at,
                           created_at, sent_at)
       VALUES ('order-6', 'update', ?1, ?2, 'sent', 'order-6', 1, 1, 1)`
    )
      .bind(letter.id, update?.id)
      .run()
    await tell(event('email.delivered', { id: 'order-6', to: 'order-6@example.org' }))

    expect(await rowsOf(`SELECT DISTINCT outcome FROM outbox WHERE id GLOB 'order-[0-5]'`)).toEqual(
      [{ outcome: 'complained' }]
    )
    expect(
      await rowsOf(
        'SELECT what, n FROM mailing_count WHERE update_id = ? AND n > 0 ORDER BY what',
        update?.id
      )
    ).toEqual([
      { what: 'complained', n: 6 },
      { what: 'delivered', n: 1 },
    ])
    expect(
      await rowsOf(
        `SELECT DISTINCT reason FROM unreachable WHERE detail = '' OR detail = 'Permanent/General'`
      )
    ).toEqual([{ reason: 'complained' }])
  })

  it('that comes before we know the mail’s id is asked for again, and then counted with its letter', async () => {
    const own = await aLetter()
    await env.DB.prepare(
      `INSERT INTO outbox (id, asked, letter_id, state, mail, batch, lease_until, next_at, created_at)
       VALUES ('in-flight', 'confirm', ?, 'claimed', 'confirm', 'b', 1, 1, 1)`
    )
      .bind(own.id)
      .run()
    const early = event('email.delivered', { id: 'not-known-yet' })
    const before = await heard()

    const first = await tell(early, { id: 'msg_early' })
    expect(await heard()).toBe(before)
    await env.DB.prepare(
      `UPDATE outbox SET state = 'sent', provider_id = 'not-known-yet', sent_at = 1
       WHERE id = 'in-flight'`
    ).run()
    const again = await tell(early, { id: 'msg_early' })

    expect([first.status, again.status]).toEqual([503, 200])
    expect(await outcomes(own.id)).toEqual([{ outcome: 'delivered', reason: '', n: 1 }])
  })

  it('is counted by letter and reason, and no address is kept of it', async () => {
    const own = await aLetter()
    const { id, to } = await aSigner(own)
    const said = `no <${to}> here`

    await tell(bounced({ id, to }, 'Transient', 'MailboxFull'))
    await tell(bounced({ id, to }, 'Transient', 'MailboxFull'))
    await tell(bounced({ id, to }, 'Undetermined', said))
    await tell(event('email.delivery_delayed', { id, to }))
    await tell(
      event('email.failed', { id, to, data: { failed: { reason: 'reached_daily_quota' } } })
    )

    expect(await outcomes(own.id)).toEqual([
      { outcome: 'bounced', reason: 'Transient/MailboxFull', n: 2 },
      { outcome: 'bounced', reason: 'Undetermined/no here', n: 1 },
      { outcome: 'delayed', reason: '', n: 1 },
      { outcome: 'failed', reason: 'reached_daily_quota', n: 1 },
    ])
    expect(await findInTables(to, ['dev_mail'])).toEqual([])
  })

  it('is forgotten after thirty days', async () => {
    await tell(event('email.delivered'))
    const before = await heard()

    await forgetHeard(env.DB, new Date(Date.now() + 30 * DAY - MINUTE))
    expect(await heard()).toBe(before)
    await forgetHeard(env.DB, new Date(Date.now() + 30 * DAY + MINUTE))

    expect(await heard()).toBe(0)
  })
})

describe('a mailbox', () => {
  /** Asks for the manage link, and says whether mail came. */
  async function isReached(to: string) {
    const visitor = aVisitor()
    const before = (await visitor.mails(to)).length
    await visitor.submit(paths.myData(), { email: to })
    return (await visitor.mails(to)).length > before
  }

  it.each<[string, (to: string) => object]>([
    ['that isn’t there', (to) => bounced({ to })],
    ['that the provider has on a list of its own', (to) => event('email.suppressed', { to })],
    [
      'put on that list',
      (email) => event('suppression.added', { data: { email, origin: 'manual' } }),
    ],
    ['whose owner called our mail spam', (to) => event('email.complained', { to })],
  ])('%s gets no more mail', async (_, told) => {
    const { email } = ada()
    await env.DB.prepare('DELETE FROM outbox').run()

    await tell(told(`Ada <${email.toUpperCase().replace('EXAMPLE', 'Example')}>`))

    expect(await isReached(email)).toBe(false)
    expect(await rowsOf('SELECT state, address, to_key FROM outbox')).toEqual([
      { state: 'skipped', address: null, to_key: null },
    ])
    expect(await findInTables(email)).toEqual([])
    expect(await isReached(ada().email)).toBe(true)
  })

  it('that was only full gets mail as before', async () => {
    const { email } = ada()

    await tell(bounced({ to: email }, 'Transient', 'MailboxFull'))

    expect(await isReached(email)).toBe(true)
  })

  it('is the same however its address is spelt', async () => {
    await tell(bounced({ to: 'grace.reader@gmail.com' }))

    expect(await isReached('GraceReader+letters@googlemail.com')).toBe(false)
    expect(await isReached('grace.reader2@gmail.com')).toBe(true)
  })

  it('that gets no mail can’t be told by signing: same page, status and headers', async () => {
    const own = await aLetter()
    const { email } = ada()
    await tell(bounced({ to: email }))
    const answers = []
    for (const fields of [ada(), ada({ email })]) {
      const visitor = aVisitor()
      const answer = await visitor.submit(paths.signatures(own.slug), fields)
      const page = await visitor.read(answer.headers.get('location') ?? '')
      const names = [...answer.headers.keys()].filter((name) => name !== 'set-cookie')
      answers.push({
        status: answer.status,
        names,
        page: page.replaceAll(fields.email, 'somebody'),
      })
    }

    expect(answers[1]).toEqual(answers[0])
    expect(await numbersOf(own)).toMatchObject({ awaiting_confirmation: 2 })
  })

  it('shut off for spam outranks one that isn’t there, and never the other way round', async () => {
    const to = 'graver@example.org'
    const reasons = () => rowsOf('SELECT reason, detail FROM unreachable ORDER BY at DESC LIMIT 1')
    await env.DB.prepare('DELETE FROM unreachable').run()

    await tell(bounced({ to }))
    expect(await reasons()).toEqual([{ reason: 'bounced', detail: 'Permanent/General' }])
    await tell(event('email.complained', { to }))
    await tell(bounced({ to }))

    expect(await reasons()).toEqual([{ reason: 'complained', detail: '' }])
    expect(await rowsOf('SELECT count(*) AS n FROM unreachable')).toEqual([{ n: 1 }])
  })
})

describe('a complaint', () => {
  it('ends the news of every letter and of all that is followed; the signature stands', async () => {
    const [one, two] = [await aLetter(), await aLetter()]
    const first = await aSigner(one, { updates: 'on' })
    await aSigner(two, { updates: 'on', email: first.to })
    await env.DB.prepare(
      `INSERT INTO follow (id, letter_id, state, email_key, kept_address, created_at)
       SELECT 'complainer', ?, 'following', email_key, 'sealed', 1 FROM signature
       WHERE letter_id = ? LIMIT 1`
    )
      .bind(letter.id, one.id)
      .run()

    await tell(event('email.complained', first))

    expect(
      await rowsOf(
        'SELECT state, updates, kept_address FROM signature WHERE letter_id IN (?, ?)',
        one.id,
        two.id
      )
    ).toEqual([0, 1].map(() => ({ state: 'counted', updates: 0, kept_address: null })))
    expect(await rowsOf(`SELECT 1 FROM follow WHERE id = 'complainer'`)).toEqual([])
    expect(await numbersOf(one)).toMatchObject({ counted: 1 })
  })

  it('is asked for again while not all of it could be done, and then goes through', async () => {
    const own = await aLetter()
    const signer = await aSigner(own, { updates: 'on' })
    const nobody = { ...env.REGISTRAR, idFromName: () => 'x', get: () => ({}) }
    const broken = aSite({ REGISTRAR: nobody })
    const request = () => news(event('email.complained', signer), { id: 'msg_twice' })

    expect((await broken(HOOK, await request())).status).toBe(503)
    expect((await site(HOOK, await request())).status).toBe(200)

    expect(await rowsOf('SELECT updates FROM signature WHERE letter_id = ?', own.id)).toEqual([
      { updates: 0 },
    ])
    expect(await outcomes(own.id)).toEqual([{ outcome: 'complained', reason: '', n: 1 }])
  })
})

describe('what became of mail', () => {
  it('is shown to the team in numbers, to nobody else, and to stewards of all letters', async () => {
    const [one, two] = [await aLetter(), await aLetter()]
    await joinTeam(one, owner, 'reader')
    const signer = await aSigner(one)
    const other = await aSigner(two)
    await tell(bounced(signer, 'Permanent', 'NoSuchMailbox'))
    await tell(bounced(other, 'Permanent', 'NoSuchMailbox'))

    const page = await owner.read(deskPaths.mailOutcomes(one.id))
    expect(page).toMatch(/Came back<\/th><td>Permanent\/NoSuchMailbox<\/td><td[^>]*>1</)
    expect(page).not.toContain(signer.to)
    expect((await owner.visit(deskPaths.mailOutcomes(two.id))).status).toBe(404)
    expect(await steward.read(paths.stewardMail())).toMatch(
      /Permanent\/NoSuchMailbox<\/td><td[^>]*>2</
    )
    const cookie = cookieOf(steward)
    const deaf = await aSite({ RESEND_WEBHOOK_SECRET: '' })(paths.stewardMail(), {
      headers: { cookie },
    })
    expect(await deaf.text()).toContain('Nothing is heard of it')
  })

  it('lets a steward have mail sent to somebody again, who is told what stood against it', async () => {
    const to = 'back-again@example.org'
    const again = (email: string) =>
      steward.submit(paths.stewardMail(), { action: 'reach-again', email })
    await tell(bounced({ to }))
    const [before] = await rowsOf<{ n: number }>('SELECT count(*) AS n FROM unreachable')

    const wrong = await again('nobody at all')
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('value="nobody at all"')
    expect((await again(to)).headers.get('location')).toContain('done=reached')
    expect((await again(to)).headers.get('location')).toContain('done=not-shut')

    expect(await rowsOf('SELECT count(*) AS n FROM unreachable')).toEqual([
      { n: (before?.n ?? 0) - 1 },
    ])
    expect(
      await rowsOf('SELECT act, detail FROM audit WHERE account_id = ?', steward.account.id)
    ).toEqual([{ act: 'reach-again', detail: null }])
    expect(await steward.read(deskPaths.steward())).toContain('let mail go to a mailbox again')
    const campaigner = aForm({ action: 'reach-again', email: to }, { cookie: cookieOf(owner) })
    expect((await site(paths.stewardMail(), campaigner)).status).toBe(404)
  })

  it.each<[string, string, number, number, boolean]>([
    ['five in a thousand complain', 'complained', 5, 1000, true],
    ['four complain of ten', 'complained', 4, 10, false],
    ['five complain of five thousand', 'complained', 5, 5000, false],
    ['five complain of 4,999', 'complained', 5, 4999, true],
    ['twenty come back of a hundred', 'bounced', 20, 100, true],
    ['nineteen come back of twenty', 'bounced', 19, 20, false],
    ['twenty come back of four hundred', 'bounced', 20, 400, false],
  ])('raises an alarm or not if %s', async (_, outcome, n, sent, isAlarm) => {
    const now = Date.now() + 40 * DAY
    await env.DB.prepare(
      `WITH RECURSIVE i (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < ?3)
       INSERT INTO outbox (id, asked, state, next_at, created_at, sent_at, outcome)
       SELECT 'ill ' || i, 'update', 'sent', 1, 1, ?1, iif(i <= ?2, ?4, 'delivered') FROM i`
    )
      .bind(now - DAY + 1000, n, sent, outcome)
      .run()
    const kind = outcome === 'complained' ? 'mail-complaints' : 'mail-bounces'
    const open = async () =>
      (await rowsOf('SELECT 1 FROM alarm WHERE kind = ? AND cleared_at IS NULL', kind)).length > 0

    await watchMail(env.DB, [], new Date(now))
    expect(await open()).toBe(isAlarm)
    await watchMail(env.DB, [], new Date(now + 2000))
    expect(await open()).toBe(false)

    await env.DB.prepare(`DELETE FROM outbox WHERE id GLOB 'ill *'`).run()
  })

  it('is watched without reading all mail of a day every minute', async () => {
    const now = Date.now() + 60 * DAY
    await env.DB.prepare(
      `WITH RECURSIVE i (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < 3000)
       INSERT INTO outbox (id, asked, state, next_at, created_at, sent_at, outcome)
       SELECT 'well ' || i, 'update', 'sent', 1, 1, ?, 'delivered' FROM i`
    )
      .bind(now)
      .run()

    const { db, counted } = aCountedDatabase()
    await watchMail(db, [], new Date(now))

    expect(counted.rowsRead).toBeLessThan(100)
  })
})
