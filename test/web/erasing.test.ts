import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { recountLetter } from '../../src/registrar/recount-letter'
import { DAY, HOUR, MINUTE, passTime } from '../support/clock'
import { aLetter } from '../support/letters'
import { ada, change, confirm, numbersOf, signAndConfirm } from '../support/signers'
import { aForm, aSite, runCron } from '../support/site'
import { dumpTables, findInTables, registrarMemory, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

const SAID: string[] = []
const CHANNELS = ['log', 'info', 'warn', 'error', 'debug'] as const

beforeEach(() => {
  SAID.length = 0
  for (const channel of CHANNELS) {
    vi.spyOn(console, channel).mockImplementation((...words: unknown[]) => {
      SAID.push(words.map(String).join(' '))
    })
  }
})

afterEach(() => {
  vi.restoreAllMocks()
})

describe('erasing', () => {
  it.each([
    ['counted', {}, async () => {}],
    ['counted, with updates', { updates: 'on' }, async () => {}],
    ['counted and hidden', { public: '' }, async () => {}],
    [
      'counted, with another one waiting',
      {},
      async ({ letter, fields }: Canary) => {
        const second = { ...fields, name: 'Canary Second', school: 'Canary Second School' }
        await aVisitor().submit(paths.signatures(letter.slug), second)
      },
    ],
    [
      'counted, and signed with once more an hour later',
      {},
      async ({ letter, fields }: Canary) => {
        passTime(HOUR)
        const visitor = aVisitor()
        await visitor.submit(paths.signatures(letter.slug), fields)
        await visitor.mails()
      },
    ],
    [
      'corrected',
      { updates: 'on' },
      async ({ visitor, manage, fields }: Canary) => {
        const { email: _, consent: __, ...said } = fields
        await change(visitor, manage, 'correct', { ...said, name: 'Canary Corrected' })
      },
    ],
    [
      'withdrawn',
      { updates: 'on' },
      async ({ visitor, manage }: Canary) => {
        await change(visitor, manage, 'withdraw')
      },
    ],
    [
      'withdrawn and signed again',
      {},
      async ({ visitor, manage }: Canary) => {
        await change(visitor, manage, 'withdraw')
        await change(visitor, manage, 'sign-again', { edition: '1' })
      },
    ],
    [
      'withdrawn, and signed anew on another form',
      {},
      async ({ letter, visitor, manage, fields }: Canary) => {
        await change(visitor, manage, 'withdraw')
        await signAndConfirm(letter, fields)
      },
    ],
    [
      'counted, its links asked for in every way',
      {},
      async ({ letter, fields }: Canary) => {
        await aVisitor().submit(paths.links(letter.slug), { email: fields.email })
        await aVisitor().submit(paths.myData(), { email: fields.email })
        await aVisitor().mails(fields.email)
      },
    ],
    [
      'counted, with mail still waiting',
      { updates: 'on' },
      async ({ letter, visitor, manage, fields }: Canary) => {
        const { email: _, consent: __, ...said } = fields
        await aVisitor().submit(paths.links(letter.slug), { email: fields.email })
        await change(visitor, manage, 'correct', { ...said, updates: 'on', role: 'parent' })
      },
    ],
    [
      'counted, with codes tried',
      {},
      async ({ letter, visitor, fields }: Canary) => {
        await visitor.submit(paths.signatures(letter.slug), fields)
        await visitor.submit(paths.code(letter.slug), { code: '000000' })
      },
    ],
    ['counted, with all that can hang on one', { updates: 'on' }, hangOn],
  ])('a signature that is %s leaves nothing of it anywhere', async (_, over, prepare) => {
    const letter = await aLetter()
    const bystander = await signAndConfirm(letter)
    const canary = await aCanary(letter, over)
    await prepare(canary)

    const answer = await change(canary.visitor, canary.manage, 'erase')
    await aVisitor().mails(canary.fields.email)

    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('Everything about you is erased')
    await expectNothingOf(canary)
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
    expect((await numbersOf(letter)).counted).toBe(1)
    expect(await bystander.visitor.read(paths.signatures(letter.slug))).toContain('Quillfeather')
  })

  it('leaves a ledger that still adds up, and one entry more that says nothing', async () => {
    const letter = await aLetter()
    const canary = await aCanary(letter, {})
    const before = await numbersOf(letter)

    await change(canary.visitor, canary.manage, 'erase')

    const after = await numbersOf(letter)
    expect(after).toMatchObject({ counted: 0, confirmed: 1, withdrawn: 1 })
    expect(after.ledger.size).toBe(before.ledger.size + 2)
  })

  it('empties what waits, which stays in its public number until it would have expired', async () => {
    const letter = await aLetter()
    const canary = await aCanary(letter, {})
    await aVisitor().submit(paths.signatures(letter.slug), canary.fields)
    const [waiting] = await rowsOf<{ id: string }>(
      `SELECT id FROM signature WHERE letter_id = ? AND state = 'pending'`,
      letter.id
    )
    const before = await numbersOf(letter)

    await change(canary.visitor, canary.manage, 'erase')

    const after = await numbersOf(letter)
    expect(after.awaiting_confirmation).toBe(before.awaiting_confirmation)
    passTime(14 * DAY)
    await runCron()
    expect((await numbersOf(letter)).awaiting_confirmation).toBe(0)
    expect(await rowsOf('SELECT id FROM signature WHERE id = ?', waiting?.id)).toEqual([])
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it('ends every link, and a mail that was under way brings none back', async () => {
    const letter = await aLetter()
    const canary = await aCanary(letter, {})
    const second = aVisitor()
    await second.submit(paths.signatures(letter.slug), canary.fields)
    passTime(MINUTE)

    await change(canary.visitor, canary.manage, 'erase')
    const before = await dumpTables()

    expect((await canary.visitor.visit(paths.signature(canary.manage))).status).toBe(410)
    expect((await canary.visitor.visit(paths.signatureData(canary.manage))).status).toBe(410)
    expect((await canary.visitor.visit(paths.receipt(canary.manage))).status).toBe(410)
    expect((await change(canary.visitor, canary.manage, 'sign-again')).status).toBe(410)
    expect((await change(canary.visitor, canary.manage, 'erase')).status).toBe(410)
    expect((await canary.visitor.visit(canary.link)).status).toBe(410)
    expect((await confirm(canary.visitor, canary.token, canary.fields)).status).toBe(410)
    expect(await dumpTables()).toBe(before)
    const mails = await aVisitor().mails(canary.fields.email)
    expect(mails.map(({ subject }) => subject)).not.toContain('This address has already signed')
  })

  it('reaches one letter, and leaves the others of the address alone', async () => {
    const [letter, other] = [await aLetter(), await aLetter()]
    const canary = await aCanary(letter, {})
    await signAndConfirm(other, canary.fields)

    await change(canary.visitor, canary.manage, 'erase')

    expect((await numbersOf(letter)).counted).toBe(0)
    expect((await numbersOf(other)).counted).toBe(1)
    await aVisitor().submit(paths.myData(), { email: canary.fields.email })
    const [mail] = await aVisitor().mails(canary.fields.email)
    expect(mail?.text.match(/\/signature\?t=/g)).toHaveLength(1)
  })

  it('lets the same person sign anew, under a new number', async () => {
    const letter = await aLetter()
    const canary = await aCanary(letter, {})
    await change(canary.visitor, canary.manage, 'erase')

    const { page } = await signAndConfirm(letter, canary.fields)

    expect(page.replace(/<[^>]+>/g, '')).toContain('You are signatory number 2')
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it('happens once, however many times at once it is pressed', async () => {
    const letter = await aLetter()
    const canary = await aCanary(letter, { updates: 'on' })

    await Promise.all(
      Array.from({ length: 5 }, () => change(canary.visitor, canary.manage, 'erase'))
    )

    expect(await numbersOf(letter)).toMatchObject({ counted: 0, confirmed: 1, withdrawn: 1 })
    const mails = await aVisitor().mails(canary.fields.email)
    const erased = mails.filter(({ subject }) => subject === 'Your signature is erased')
    expect(erased).toHaveLength(1)
    await expectNothingOf(canary)
  })
})

describe('logs', () => {
  it('hold no address, name or token, whatever a person does and whatever breaks', async () => {
    const letter = await aLetter()
    const canary = await aCanary(letter, { updates: 'on' })
    await canary.visitor.submit(paths.signatures(letter.slug), { ...canary.fields, role: 'king' })
    await canary.visitor.submit(paths.links(letter.slug), { email: canary.fields.email })
    await canary.visitor.visit(paths.signature(`${canary.manage}x`))
    await env.DB.prepare(
      `CREATE TRIGGER broken BEFORE UPDATE ON signature BEGIN SELECT raise(ABORT, 'broken'); END`
    ).run()
    const failed = await change(canary.visitor, canary.manage, 'withdraw')
    await env.DB.prepare('DROP TRIGGER broken').run()

    const said = SAID.join('\n')
    expect(failed.status).toBe(503)
    expect(said).toContain('broken')
    expect(said).not.toMatch(/canary/i)
    expect(said).not.toContain(canary.fields.email)
    expect(said).not.toContain(canary.manage)
    expect(said).not.toContain(canary.token)
    expect(said).not.toContain(canary.key)
  })
})

describe('a page that breaks', () => {
  it('logs which it was, and nothing of what its address or form held', async () => {
    const letter = await aLetter()
    const canary = await aCanary(letter, {})
    const broken = { batch: () => Promise.reject(new Error('the database is away')) }
    const site = aSite({ DB: { ...broken, prepare: () => ({ bind: () => ({}) }) } })

    const answers = [
      await site(canary.link),
      await site(paths.signature(canary.manage)),
      await site(`${paths.signatures(letter.slug)}?q=${canary.mark}`),
      await site(paths.signatures(letter.slug), aForm(canary.fields)),
      await site(paths.myData(), aForm({ email: canary.fields.email })),
    ]

    const said = SAID.join('\n')
    expect(answers.map(({ status }) => status)).toEqual([500, 500, 500, 500, 500])
    expect(said).toContain('the database is away')
    expect(said).toContain('/confirm')
    for (const secret of [canary.token, canary.manage, canary.mark, canary.fields.email]) {
      expect(said).not.toContain(secret)
    }
  })
})

/** A comment, followings, an update on its way, a look by the team, requests for corrections. */
async function hangOn({ letter, visitor, manage, fields, mark, key }: Canary) {
  const { id } = letter
  const run = (sql: string, ...values: unknown[]) =>
    env.DB.prepare(sql)
      .bind(...values)
      .run()
  await run('UPDATE letter SET takes_comments = 1 WHERE id = ?', id)
  const comment = { t: manage, action: 'comment', comment: `Because ${mark} said so.` }
  await visitor.submit(paths.signatureChange(), comment)
  await visitor.submit(paths.follow(letter.slug), { email: fields.email })
  await visitor.mails()
  for (const [state, address] of [
    ['following', null],
    ['asked', fields.email],
  ]) {
    await run(
      `INSERT INTO follow (id, letter_id, state, email_key, address, kept_address, created_at)
       VALUES (?, ?, ?, ?, ?, 'sealed', 1)`,
      `${mark}-${state}`,
      id,
      state,
      key,
      address
    )
  }
  const account = await run(
    `INSERT INTO account (address, address_key, created_at) VALUES (?1, ?1, 1)`,
    `team-${id}@example.org`
  )
  await run(
    `INSERT INTO opened_signer (letter_id, signature_id, number, reason, opened_at, opened_by, ends_at)
     SELECT letter_id, id, number, ?2, 7, ?3, 9 FROM signature WHERE letter_id = ?1 AND email_key = ?4`,
    id,
    `Is ${mark} real?`,
    account.meta.last_row_id,
    key
  )
  await run(
    `INSERT INTO audit (letter_id, account_id, act, detail, at)
     SELECT letter_id, opened_by, 'open-signer', json_object('number', number, 'reason', reason), 7
     FROM opened_signer WHERE letter_id = ?`,
    id
  )
  for (const [i, state] of ['unconfirmed', 'open', 'entered'].entries()) {
    await run(
      `INSERT INTO correction_request (id, letter_id, dealing, name, words, address, address_key,
                                       domain, state, created_at)
       VALUES (?, ?, 1, ?, 'It is wrong.', ?, ?, 'example.org', ?, 1)`,
      `${id}-${i}`,
      id,
      state === 'entered' ? 'The Inspector' : `Inspector ${mark}`,
      fields.email,
      key,
      state
    )
  }
  for (const state of ['waiting', 'sent']) {
    await run(
      `INSERT INTO outbox (id, asked, letter_id, signature_id, to_key, address, update_id, next_at,
                           created_at, state)
       SELECT ?1, 'update', letter_id, id, ?2, ?3, 1, 1, 1, ?4 FROM signature
       WHERE letter_id = ?5 AND email_key = ?2`,
      `${mark}-${state}-mail`,
      key,
      state === 'waiting' ? fields.email : null,
      state,
      id
    )
  }
}

type Canary = Awaited<ReturnType<typeof aCanary>>

let canaries = 0

/** Somebody with a name, school and address that occur nowhere else, and a counted signature. */
async function aCanary(letter: Letter, over: Record<string, string>) {
  const mark = `canary${++canaries}x`
  const fields = ada({
    name: `Canary ${mark}`,
    school: `School of ${mark}`,
    email: `person@${mark}.example.org`,
    ...over,
  })
  const signed = await signAndConfirm(letter, fields)
  const [row] = await rowsOf<Record<'email_key' | 'domain_key' | 'salt' | 'address_mac', string>>(
    `SELECT email_key, domain_key, salt, address_mac FROM signature
     WHERE letter_id = ? AND name = ?`,
    letter.id,
    fields.name
  )
  await signed.visitor.mails()
  return { ...signed, letter, mark, key: row?.email_key ?? '', kept: Object.values(row ?? {}) }
}

/** Looks for a canary in every column of every table, in the Registrar's memory and in the logs. */
async function expectNothingOf(canary: Canary) {
  const marks = ['canary second', 'canary corrected', canary.mark, canary.fields.email]
  const texts = [...marks, ...canary.kept]
  const elsewhere = (await registrarMemory(canary.letter)) + SAID.join('\n')

  expect(texts).not.toContain('')
  expect(await findInTables(texts, ['dev_mail', 'suppression'])).toEqual([])
  for (const text of texts) expect(elsewhere).not.toContain(text)
}
