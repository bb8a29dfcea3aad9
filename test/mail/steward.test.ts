import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../../src/paths'
import { seal } from '../../src/seal'
import { readSettings } from '../../src/env'
import { aCampaigner, aSteward, cookieOf, type Campaigner } from '../support/desk'
import { aCountedDatabase, aForm, aSite } from '../support/site'
import {
  aLetter,
  aMailer,
  aQueue,
  aSigner,
  drainBy,
  minutes,
  outboxRow,
  type OutboxRow,
} from './rows'

let steward: Campaigner
beforeAll(async () => {
  steward = await aSteward()
})
const page = () => steward.read(paths.stewardMail())
const press = (fields: Record<string, string>) => steward.submit(paths.stewardMail(), fields)

afterEach(() =>
  env.DB.batch(
    ['outbox', 'outage', 'signature'].map((table) => env.DB.prepare(`DELETE FROM ${table}`))
  )
)

/** Somebody whose mail came to that, as the page shows it. */
async function aTroubled(state: 'refused' | 'unknown', letter?: { id: number }) {
  const now = Date.now()
  const ada = await aSigner(letter ?? (await aLetter()), now)
  await drainBy(
    aMailer(() =>
      state === 'refused'
        ? { rejected: `validation_error: ${ada.address} is no address.` }
        : { unknowable: 'invalid_idempotent_request' }
    ),
    now
  )
  return ada
}

/** The number that stands under a label. */
function fact(html: string, label: string) {
  return html.match(new RegExp(`<dt>${label}</dt><dd>(.*?)</dd>`))?.[1]
}

async function settingsOf() {
  const read = readSettings(env)
  if (!('settings' in read)) throw new Error('The settings are not whole.')
  return read.settings
}

describe('the steward’s mail page', () => {
  it('says that all is well when it is', async () => {
    const html = await page()

    expect(html).toContain('All mail that may go has left.')
    expect(html).toContain('There are none.')
    expect(html).not.toContain('has waited since')
  })

  it('counts what waits, what left and how fast', async () => {
    const letter = await aLetter()
    const now = Date.now()
    await aSigner(letter, now)
    await aSigner(letter, now)
    await drainBy(aMailer(), now)
    await env.DB.prepare(
      'UPDATE outbox SET sent_at = sent_at - 300000 WHERE id = (SELECT id FROM outbox LIMIT 1)'
    ).run()
    await aSigner(letter, now - minutes(10))
    await aSigner(letter, now + minutes(10))

    const html = await page()

    expect(fact(html, 'Waiting')).toBe('2')
    expect(fact(html, 'of those, too early to go')).toBe('1')
    expect(fact(html, 'Sent in the last minute')).toBe('1')
    expect(fact(html, 'in the last hour')).toBe('2')
    expect(fact(html, 'in the last 24 hours')).toBe('2')
    expect(html).toContain('The oldest that may go has waited since <time')
    expect(html).toContain('Mail is slow.')
  })

  it('shows which mails were refused or are unknown and what to do, and no address', async () => {
    const ada = await aTroubled('refused')
    const grace = await aTroubled('unknown')

    const html = await page()

    expect(html).toContain('the mail that asks for a confirmation')
    expect(html).toContain('validation_error: (address) is no address.')
    expect(html).toContain('If the reason is mended, send it again.')
    expect(html).toContain('It may have arrived.')
    expect(fact(html, 'Refused')).toBe('1')
    expect(fact(html, 'Unknown')).toBe('1')
    for (const { address } of [ada, grace]) expect(html).not.toContain(address)
  })

  it('shows the oldest of both, and reads no more of any mail if there are thousands', async () => {
    await env.DB.prepare(
      `WITH RECURSIVE i (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < 5000)
       INSERT INTO outbox (id, asked, letter_id, state, mail, next_at, created_at, problem)
       SELECT 'mail ' || i, 'counted', ?, iif(i % 2 = 0, 'refused', 'unknown'), 'counted', 0, i,
              'No. ' || i || '.' FROM i`
    )
      .bind((await aLetter()).id)
      .run()
    await env.DB.prepare(
      `WITH RECURSIVE i (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < 5000)
       INSERT INTO outbox (id, asked, state, next_at, created_at)
       SELECT 'due ' || i, iif(i % 2 = 0, 'confirm', 'counted'), 'waiting', i, i FROM i`
    ).run()

    const read: number[] = []
    const pages: string[] = []
    for (const path of [paths.stewardMail(), paths.stewardOperations()]) {
      const { db, counted } = aCountedDatabase()
      const answer = await aSite({ DB: db })(path, { headers: { cookie: cookieOf(steward) } })
      pages.push(await answer.text())
      read.push(counted.rowsRead)
    }

    const [mails = '', operations = ''] = pages
    const shown = [...mails.matchAll(/No\. (\d+)\./g)].map(([, n]) => Number(n))
    expect(shown).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
    expect(fact(mails, 'Refused')).toBe('more than 1,000')
    expect(operations).toContain('Refused more than 1,000, unknown more than 1,000')
    for (const rows of read) expect(rows).toBeLessThan(4000)
  })

  it('tells of an outage, and asks the provider at once when told to', async () => {
    const ada = await aSigner(await aLetter(), Date.now() - minutes(1))
    const down = aMailer(() => ({
      reason: 'invalid_api_key: No.',
      ambiguous: false,
      retryAfterMs: 900_000,
    }))
    await drainBy(down, Date.now())
    expect(await page()).toContain('invalid_api_key: No.')

    const answer = await press({ action: 'try-now' })

    expect(answer.status).toBe(303)
    // The site's own consumer may be quicker.
    await drainBy(aMailer(), Date.now() + 1)
    await expect.poll(() => outboxRow(ada.outboxId)).toMatchObject({ state: 'sent' })
    expect(await page()).not.toContain('invalid_api_key')
  })
})

describe('sending again', () => {
  const site = (queue = aQueue()) => aSite({ MAIL_QUEUE: queue })
  const post = (fields: Record<string, string>, queue?: ReturnType<typeof aQueue>) =>
    site(queue)(paths.stewardMail(), aForm(fields, { cookie: cookieOf(steward) }))

  const isBack = (row: OutboxRow | null) => row?.state === 'waiting'

  it('puts one mail back, to be chosen anew, and calls the consumer', async () => {
    const ada = await aTroubled('refused')
    const grace = await aTroubled('refused')
    const queue = aQueue()

    const answer = await post({ action: 'send-again', id: ada.outboxId }, queue)

    expect(answer.headers.get('location')).toBe(`${paths.stewardMail()}?done=sent-again`)
    expect(queue.tickets).toEqual([{ id: ada.outboxId }])
    expect(await outboxRow(ada.outboxId)).toMatchObject({
      state: 'waiting',
      address: ada.address,
      mail: null,
      resent: 1,
    })
    expect(isBack(await outboxRow(grace.outboxId))).toBe(false)
  })

  it('sends each of them once, however often it is pressed', async () => {
    const ada = await aTroubled('unknown')
    const first = aMailer()
    await post({ action: 'send-again', id: ada.outboxId })
    const again = await post({ action: 'send-again', id: ada.outboxId })

    await drainBy(first, Date.now() + 1)

    expect(again.headers.get('location')).toContain('done=nothing')
    expect(first.sent().map(({ to }) => to)).toEqual([ada.address])
    await post({ action: 'send-again', id: ada.outboxId })
    expect(await outboxRow(ada.outboxId)).toMatchObject({ state: 'sent' })
  })

  it('puts back all in one state, and none in the other', async () => {
    const letter = await aLetter()
    const unknown = [await aTroubled('unknown', letter), await aTroubled('unknown', letter)]
    const refused = await aTroubled('refused', letter)
    expect(await page()).toContain('Send all 2 unknown again')

    await post({ action: 'send-again', state: 'unknown' })

    for (const { outboxId } of unknown) expect(isBack(await outboxRow(outboxId))).toBe(true)
    expect(isBack(await outboxRow(refused.outboxId))).toBe(false)
  })

  it('says nothing to somebody who said no meanwhile', async () => {
    const ada = await aTroubled('unknown')
    await env.DB.prepare(`UPDATE signature SET state = 'disowned' WHERE id = ?`)
      .bind(ada.signatureId)
      .run()
    const mailer = aMailer()
    await post({ action: 'send-again', id: ada.outboxId })

    await drainBy(mailer, Date.now() + 1)

    expect(mailer.sent()).toEqual([])
    expect(await outboxRow(ada.outboxId)).toMatchObject({ state: 'skipped', address: null })
  })

  it('is not possible once the address is gone with its signature', async () => {
    const ada = await aTroubled('unknown')
    await env.DB.prepare('UPDATE signature SET email = NULL WHERE id = ?')
      .bind(ada.signatureId)
      .run()

    expect(await page()).toContain('Its address is no longer held')
    expect(await page()).not.toContain('Send it again')
    const answer = await post({ action: 'send-again', id: ada.outboxId })

    expect(answer.headers.get('location')).toContain('done=nothing')
    expect(await outboxRow(ada.outboxId)).toMatchObject({ state: 'unknown', address: null })
  })

  it('uses the address that is kept, sealed, for news', async () => {
    const { MASTER_KEY } = await settingsOf()
    const ada = await aTroubled('unknown')
    await env.DB.prepare(
      `UPDATE signature SET state = 'counted', number = 1, email = NULL, kept_address = ?
       WHERE id = ?`
    )
      .bind(await seal(MASTER_KEY, 'kept-address', ada.address), ada.signatureId)
      .run()
    await env.DB.prepare(`UPDATE outbox SET asked = 'counted', mail = 'counted' WHERE id = ?`)
      .bind(ada.outboxId)
      .run()
    const mailer = aMailer()

    await post({ action: 'send-again', id: ada.outboxId })
    await drainBy(mailer, Date.now() + 1)

    expect(mailer.sent()).toMatchObject([
      { to: ada.address, subject: 'Your signature is counted: number 1' },
    ])
  })
})

describe('giving up', () => {
  it('takes a mail off the list for good', async () => {
    const ada = await aTroubled('refused')

    const answer = await press({ action: 'give-up', id: ada.outboxId })

    expect(answer.status).toBe(303)
    expect(await page()).toContain('There are none.')
    expect(fact(await page(), 'Refused')).toBe('0')
    expect(await outboxRow(ada.outboxId)).toMatchObject({ state: 'refused', address: null })
    await press({ action: 'send-again', id: ada.outboxId })
    expect(await outboxRow(ada.outboxId)).toMatchObject({ state: 'refused' })
  })

  it('takes all in one state off, and none in the other', async () => {
    const letter = await aLetter()
    await aTroubled('refused', letter)
    await aTroubled('refused', letter)
    await aTroubled('unknown', letter)

    await press({ action: 'give-up', state: 'refused' })

    expect(fact(await page(), 'Refused')).toBe('0')
    expect(fact(await page(), 'Unknown')).toBe('1')
  })
})

describe('the steward’s mail form', () => {
  it.each([
    ['nothing', {}],
    ['no mail', { action: 'give-up' }],
    ['a mail that is not there', { action: 'give-up', id: 'none' }],
    ['a state that has no list', { action: 'give-up', state: 'sent' }],
    ['no action', { state: 'refused' }],
    ['an action that there is not', { action: 'erase', state: 'refused' }],
  ])('changes nothing if it names %s', async (_, fields: Record<string, string>) => {
    const ada = await aTroubled('refused')
    const before = await outboxRow(ada.outboxId)

    const answer = await press(fields)

    expect(answer.headers.get('location')).toContain('done=nothing')
    expect(await outboxRow(ada.outboxId)).toEqual(before)
  })

  it('never takes what still waits for what needs a person', async () => {
    const ada = await aSigner(await aLetter(), Date.now() + minutes(10))

    await press({ action: 'give-up', id: ada.outboxId })
    await press({ action: 'send-again', id: ada.outboxId })

    expect(await outboxRow(ada.outboxId)).toMatchObject({ state: 'waiting', resent: 0 })
  })

  it('is refused from another site', async () => {
    const ada = await aTroubled('refused')
    const headers = { origin: 'https://elsewhere.example' }

    const fields = { action: 'give-up', id: ada.outboxId }
    const answer = await steward.submit(paths.stewardMail(), fields, headers)

    expect(answer.status).toBe(403)
    expect(await outboxRow(ada.outboxId)).toMatchObject({ given_up_at: null })
  })

  it('is there outside development too, and for stewards alone', async () => {
    const production = aSite({ ENVIRONMENT: 'production', RESEND_API_KEY: 're_test' })
    const ada = await aTroubled('refused')
    const form = (headers: HeadersInit) => aForm({ action: 'give-up', id: ada.outboxId }, headers)
    const cookie = cookieOf(steward)

    const others = { cookie: cookieOf(await aCampaigner()) }
    const posted = [
      await production(paths.stewardMail(), form({})),
      await production(paths.stewardMail(), form(others)),
    ]

    expect(posted.map(({ status }) => status)).toEqual([403, 404])
    expect(await outboxRow(ada.outboxId)).toMatchObject({ given_up_at: null })
    expect((await production(paths.stewardMail(), { headers: { cookie } })).status).toBe(200)
    expect((await production(paths.stewardMail(), form({ cookie }))).status).toBe(303)
    expect(await outboxRow(ada.outboxId)).not.toMatchObject({ given_up_at: null })
  })
})
