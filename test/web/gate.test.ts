import { env } from 'cloudflare:workers'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Criteria } from '../../src/cases/case'
import { fits } from '../../src/cases/fits'
import { isLocal, networksAround, readNetwork, widerNetworkOf } from '../../src/gate/network'
import { MAILED_IN_HOUR, NETWORK } from '../../src/gate/rules'
import { stampOf } from '../../src/gate/shown'
import { isRefused } from '../../src/gate/weigh'
import { requireSettings } from '../../src/env'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { DAY, HOUR, MINUTE, passTime, SECOND } from '../support/clock'
import { aCampaigner, aSteward } from '../support/desk'
import { aLetter } from '../support/letters'
import { loadSmallRegister } from '../support/register'
import { ada, confirm, numbersOf, signUp, tokenIn } from '../support/signers'
import { aForm, aSite, runCron } from '../support/site'
import { dumpTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

/** Nobody's, and so any school's: RFC 5737. */
const SCHOOL = { 'cf-connecting-ip': '203.0.113.7' }

let networks = 0
const aNetwork = () => ({ 'cf-connecting-ip': `198.51.${++networks}.1` })

const { MASTER_KEY } = requireSettings(env)

type Row = { id: string; state: string; score: number; reasons: string; email: string }

/** Signatures of a letter, the newest last, with why they may not be their persons'. */
async function rowsIn(letter: Letter): Promise<(Omit<Row, 'reasons'> & { reasons: string[] })[]> {
  const rows = await rowsOf<Row>(
    `SELECT id, state, email, coalesce(risk->>'score', 0) AS score,
            coalesce(risk->>'reasons', '[]') AS reasons
     FROM signature WHERE letter_id = ? ORDER BY created_at, rowid`,
    letter.id
  )
  return rows.map((row) => ({ ...row, reasons: JSON.parse(row.reasons) as string[] }))
}

const newestIn = async (letter: Letter) => (await rowsIn(letter)).at(-1)

/** Has so many forms come from a network within the hour, of which one came through the site. */
async function haveCome(letter: Letter, from: Record<string, string>, n: number) {
  await env.DB.prepare('DELETE FROM gate_count').run()
  await post(letter, ada(), from)
  await env.DB.prepare('UPDATE gate_count SET n = ? WHERE letter_id = 0').bind(n).run()
}

function post(letter: Letter, fields: Record<string, string>, from: Record<string, string>) {
  return aVisitor().submit(paths.signatures(letter.slug), fields, from)
}

describe('forms from one network', () => {
  it('are forty on a school’s morning, from a domain nobody knew, and all are counted', async () => {
    const letter = await aLetter()
    const teachers = Array.from({ length: 40 }, (_, i) =>
      ada({ name: `${NAMES[i % 8]} ${NAMES[Math.floor(i / 8)]}`, email: `t${i}@fenmoor.sch.uk` })
    )

    const visitors = teachers.map(() => aVisitor())
    for (const [i, fields] of teachers.entries()) {
      const answer = await visitors[i]?.submit(paths.signatures(letter.slug), fields, SCHOOL)
      expect(answer?.status).toBe(303)
    }
    passTime(2 * MINUTE)
    const answers = []
    for (const [i, fields] of teachers.entries()) {
      const visitor = visitors[i] ?? aVisitor()
      const token = tokenIn(await visitor.openMail(fields.email))
      const yes = { ...fields, t: token, choice: 'yes' }
      answers.push((await visitor.submit(paths.confirmation(), yes, SCHOOL)).status)
    }

    expect(answers).toEqual(answers.map(() => 200))
    expect(await numbersOf(letter)).toMatchObject({ counted: 40, held: 0 })
  })

  it('are no more than three hundred in an hour: what is typed then stays, and nothing is stored', async () => {
    const letter = await aLetter()
    const from = aNetwork()
    await haveCome(letter, from, NETWORK.refusedInHour - 1)

    const last = await post(letter, ada(), from)
    const before = await dumpTables()
    const typed = ada({ name: 'Grace Overmany' })
    const refused = await post(letter, typed, from)
    const page = await refused.text()
    const after = await dumpTables()
    const elsewhere = await post(letter, ada(), aNetwork())
    passTime(HOUR + 5 * MINUTE)
    const later = await post(letter, typed, from)

    expect([last, refused, elsewhere, later].map(({ status }) => status)).toEqual([
      303, 429, 303, 303,
    ])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(page).toContain('Nothing was stored')
    expect(page).toContain('value="Grace Overmany"')
    expect(page).toContain(typed.email)
    expect(after).toBe(before)
  })

  it('have a bounded number of mails sent, however many are posted', () => {
    const arrival = { network: 1 } as Parameters<typeof isRefused>[0]['arrival']
    const standing = { knowsNetwork: false } as Parameters<typeof isRefused>[0]['standing']
    let taken = 0
    for (let posted = 0; posted < 2000; posted++) {
      const count = { lately: taken, inHour: taken }
      const counts = { network: count, name: count, local: count }
      if (!isRefused({ arrival, counts, standing })) taken++
    }

    expect(taken).toBe(NETWORK.refusedInHour)
  })

  it('are counted for the whole /64, and on every letter', async () => {
    const letter = await aLetter()
    const other = await aLetter()
    await haveCome(letter, { 'cf-connecting-ip': '2001:db8:aaaa:1::1' }, NETWORK.refusedInHour)

    const neighbour = { 'cf-connecting-ip': '2001:db8:aaaa:1:ffff::2' }
    const same = await post(other, ada(), neighbour)
    const next = await post(other, ada(), { 'cf-connecting-ip': '2001:db8:aaaa:2::1' })

    expect([same.status, next.status]).toEqual([429, 303])
  })

  it('are held at their yes behind the sixtieth, and that is no secret', async () => {
    const letter = await aLetter()
    const from = aNetwork()
    await haveCome(letter, from, NETWORK.heldInHour)
    const visitor = aVisitor()
    const fields = ada()

    await visitor.submit(paths.signatures(letter.slug), fields, from)
    const token = tokenIn(await visitor.openMail(fields.email))
    const answer = await confirm(visitor, token, fields)

    expect(await newestIn(letter)).toMatchObject({ state: 'held', reasons: ['network-hour'] })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toMatch(/being checked/i)
    expect(await numbersOf(letter)).toMatchObject({ counted: 0, held: 1 })
  })

  it('count for nothing on this machine, or from beside it', async () => {
    const letter = await aLetter()
    await env.DB.prepare('DELETE FROM gate_count').run()

    for (const address of ['127.0.0.1', '::1', '192.168.1.4', 'fd00::1', '::ffff:10.0.0.1']) {
      await post(letter, ada(), { 'cf-connecting-ip': address })
    }

    expect(await rowsOf('SELECT * FROM gate_count WHERE letter_id = 0')).toEqual([])
    expect(
      await rowsOf('SELECT * FROM trace WHERE network IS NOT NULL AND letter_id = ?', letter.id)
    ).toEqual([])
  })

  it('may be twenty times as many from one that a steward knows', async () => {
    const letter = await aLetter()
    const steward = await aSteward()
    const from = { 'cf-connecting-ip': '192.0.2.77' }
    const known = { action: 'add', value: '192.0.2.99/24', note: 'Fenmoor’s schools' }
    await steward.submit(deskPaths.stewardAllowed(), known)

    await haveCome(letter, from, NETWORK.refusedInHour)
    const taken = await post(letter, ada(), from)
    const { reasons } = (await newestIn(letter)) ?? {}
    await haveCome(letter, from, 20 * NETWORK.refusedInHour)
    const refused = await post(letter, ada(), from)

    expect([taken.status, refused.status]).toEqual([303, 429])
    expect(reasons).toEqual([])
  })
})

describe('forms of which mail goes to whatever address is typed', () => {
  afterAll(() => env.DB.prepare('DELETE FROM gate_count').run())

  /** Sends a form from a network that has had so many of its kind taken within the hour. */
  async function sendBehind(
    n: number,
    path: string,
    fields: Record<string, string>,
    from = aNetwork()
  ) {
    await env.DB.prepare('DELETE FROM gate_count').run()
    await aVisitor().submit(path, fields, from)
    await env.DB.prepare('UPDATE gate_count SET n = ? WHERE letter_id = 0').bind(n).run()
    return aVisitor().submit(path, fields, from)
  }

  it.each([
    ['follow', (slug: string) => paths.follow(slug), {}],
    ['ask for links', (slug: string) => paths.links(slug), {}],
    ['ask for one’s data', () => paths.myData(), {}],
    [
      'complain about data',
      (slug: string) => paths.dataComplaint(slug),
      { about: 'shown', words: 'I hid it.' },
    ],
    ['sign in at the desk', () => deskPaths.signIn(), {}],
  ])(
    'to %s are a hundred from one network in an hour; the next loses nothing',
    async (_, path, more) => {
      const { slug } = await aLetter()
      const fields = { ...more, email: 'ottilie@example.org' }

      const last = await sendBehind(MAILED_IN_HOUR - 1, path(slug), fields)
      const over = await sendBehind(MAILED_IN_HOUR, path(slug), fields)

      expect(last.status).not.toBe(429)
      expect([over.status, over.headers.get('retry-after')]).toEqual([429, '3600'])
      const page = await over.text()
      expect(page).toContain('press the button again in an hour')
      for (const typed of Object.values(fields)) expect(page).toContain(typed)
    }
  )

  it('are counted for each kind and network, for an hour, and not beside this machine', async () => {
    const from = aNetwork()
    const fields = { email: 'ottilie@example.org' }
    const ask = (headers: Record<string, string>) =>
      aVisitor().submit(paths.myData(), fields, headers)

    const over = await sendBehind(MAILED_IN_HOUR, paths.myData(), fields, from)
    const others = [
      await aVisitor().submit(deskPaths.signIn(), fields, from),
      await ask(aNetwork()),
      await ask({ 'cf-connecting-ip': '127.0.0.1' }),
    ]
    passTime(HOUR + 5 * MINUTE)
    const later = await ask(from)

    expect(over.status).toBe(429)
    expect(others.map(({ status }) => status)).toEqual([303, 200, 200])
    expect(later.status).toBe(200)
  })
})

const NAMES = 'Ada Berta Clara Dora Edith Flora Greta Hilda'.split(' ')

describe('what a form shows of whoever filled it in', () => {
  /** The newest risk of a letter that somebody signs so. */
  async function reasonsOf(
    over: Record<string, string>,
    from: Record<string, string> = aNetwork(),
    letter?: Letter
  ) {
    const signed = letter ?? (await aLetter())
    const answer = await post(signed, ada({ name: `Ada ${crypto.randomUUID()}`, ...over }), from)
    expect(answer.status).toBe(303)
    return (await newestIn(signed))?.reasons
  }

  it('is a robot where the field is filled that people don’t see: same answer, and a yes is held', async () => {
    const letter = await aLetter()
    const visitor = aVisitor()
    const fields = ada({ website: 'https://pills.example.org' })

    const usual = await visitor.submit(paths.signatures(letter.slug), ada())
    const trapped = await visitor.submit(paths.signatures(letter.slug), fields)
    const token = tokenIn(await visitor.openMail(fields.email))
    await confirm(visitor, token, fields)

    expect(trapped.status).toBe(usual.status)
    expect(trapped.headers.get('location')).toBe(usual.headers.get('location'))
    expect(await newestIn(letter)).toMatchObject({ state: 'held', reasons: ['trap-filled'] })
  })

  it('is a hurry, if it comes within two seconds of being shown; but not from a known network', async () => {
    passTime(0)
    const letter = await aLetter()
    const page = await aVisitor().read(paths.letter(letter.slug))
    const shown = /name="shown" value="([^"]+)"/.exec(page)?.[1] ?? ''

    const atOnce = await reasonsOf({ shown })
    const local = await reasonsOf({ shown }, { 'cf-connecting-ip': '127.0.0.1' })
    passTime(2 * SECOND + 1)
    const later = await reasonsOf({ shown })

    expect(shown).not.toBe('')
    expect([atOnce, local, later]).toEqual([['sent-at-once'], [], []])
  })

  it.each([
    ['missing', async () => ''],
    ['of another site', async () => (await stampOf(new Uint8Array(32), new Date())).toString()],
    ['changed', async () => (await stampOf(MASTER_KEY, new Date())).replace(/.$/, '!')],
    ['of the future', async () => stampOf(MASTER_KEY, new Date(Date.now() + HOUR))],
    ['nonsense', async () => '🦉.'.repeat(40)],
  ])('weighs nothing if when it was shown is %s', async (_, shown) => {
    expect(await reasonsOf({ shown: await shown() })).toEqual([])
  })

  it('keeps when it was first shown, if it comes back', async () => {
    const letter = await aLetter()
    const shown = await stampOf(MASTER_KEY, new Date())

    const answer = await post(letter, ada({ name: '', shown }), aNetwork())

    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(`name="shown" value="${shown}"`)
  })

  it('is a mailbox of those that last ten minutes, also under a name of its own', async () => {
    const known = await env.ASSETS.fetch(`${env.ORIGIN}/disposable-domains.txt`)
    const domain = (await known.text()).split('\n').at(1) ?? ''

    expect(domain).toMatch(/^[a-z0-9.-]+\.[a-z]+$/)
    expect(await reasonsOf({ email: `ada@${domain}` })).toEqual(['disposable'])
    expect(await reasonsOf({ email: `ada@staff.${domain}` })).toEqual(['disposable'])
    expect(await reasonsOf({ email: `ada@not-${domain}` })).toEqual([])
  })

  it('is unsuspected where the list of such mailboxes can’t be had', async () => {
    vi.resetModules()
    const { isDisposable } = await import('../../src/web/signatures/disposable')
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const gone = { fetch: async () => new Response(null, { status: 404 }) }
    const c = { env: { ASSETS: gone }, get: () => ({ ORIGIN: env.ORIGIN }) }

    const isIt = await isDisposable(c as unknown as Parameters<typeof isDisposable>[0], 'a.example')

    expect(isIt).toBe(false)
    expect(complaint).toHaveBeenCalledOnce()
    complaint.mockRestore()
  })

  it('is one of a row of numbered mailboxes, from the fifth on', async () => {
    const letter = await aLetter()

    const seen = []
    for (const n of ['001', '002', '3', '0004', '05']) {
      seen.push(await reasonsOf({ email: `abc${n}@fold.sch.uk` }, aNetwork(), letter))
    }
    const unnumbered = await reasonsOf({ email: 'abc@fold.sch.uk' }, aNetwork(), letter)
    const elsewhere = await reasonsOf({ email: 'abc06@fold.sch.uk' })

    expect(seen).toEqual([[], [], [], [], ['sequence']])
    expect([unnumbered, elsewhere]).toEqual([[], []])
  })

  it('is one of a row of the same name, however it is written, from the fifth on', async () => {
    const letter = await aLetter()

    const seen = []
    for (const name of ['Zoë O’Fold', 'zoe ofold', 'ZOE OFOLD', 'Zoe Ofold 4', "Zoe  O'Fold 55"]) {
      seen.push(await reasonsOf({ name }, aNetwork(), letter))
    }

    expect(seen).toEqual([[], [], [], [], ['same-name']])
    expect(await reasonsOf({ name: 'Zoë O’Fold' })).toEqual([])
  })

  it('is a domain with many signers on its first day, if nobody knows it', async () => {
    const signer = (n: number) => ({ email: `${NAMES[n]}@young.sch.uk` })
    await reasonsOf(signer(0))
    await env.DB.prepare('UPDATE mail_domain SET n = 20').run()

    const young = await reasonsOf(signer(1))
    await env.DB.prepare('UPDATE mail_domain SET first_at = first_at - ?').bind(DAY).run()
    const old = await reasonsOf(signer(2))

    expect([young, old]).toEqual([['young-domain'], []])
  })

  it('is a machine that somebody hires', async () => {
    const letter = await aLetter()
    const site = aSite({})
    const form = aForm(ada(), aNetwork())

    await site(paths.signatures(letter.slug), { ...form, cf: { asn: 16509 } } as RequestInit)

    expect((await newestIn(letter))?.reasons).toEqual(['hosting'])
    const [{ asn } = {}] = await rowsOf<{ asn: number }>(
      'SELECT asn FROM trace WHERE letter_id = ?',
      letter.id
    )
    expect(asn).toBe(16509)
  })

  it.each([
    ['news.example.org', 'news.example.org'],
    ['countersign.test', null],
    ['<b>news</b>', null],
    ['', null],
  ])('is which other site led there, of “%s”: %s', async (from, referrer) => {
    const letter = await aLetter()

    await post(letter, ada({ from }), aNetwork())

    const rows = await rowsOf('SELECT referrer FROM trace WHERE letter_id = ?', letter.id)
    expect(rows).toEqual([{ referrer }])
  })

  it('is like those of a case that nobody has decided, and so a yes is held', async () => {
    const letter = await aLetter()
    const from = aNetwork()
    await post(letter, ada(), from)
    await aCase(letter, 'suggested')

    const alike = await reasonsOf({}, from, letter)
    const other = await reasonsOf({}, aNetwork(), letter)
    const elsewhere = await reasonsOf({}, from)
    await env.DB.prepare(`UPDATE signature_case SET state = 'dismissed'`).run()
    const afterwards = await reasonsOf({}, from, letter)

    expect([alike, other, elsewhere, afterwards]).toEqual([['in-case'], [], [], []])
  })

  it.each<[string, Partial<Criteria>, boolean]>([
    ['a name as it is written', { nameLike: 'ada st%ling' }, true],
    ['another name', { nameLike: 'ada%finch' }, false],
    ['a name with a part twice where it is once', { nameLike: 'ada%starling%starling' }, false],
    ['anybody’s name', { nameLike: '%' }, false],
    ['a mail domain', { domainKey: 'd', domain: 'mailbox.example' }, true],
    ['one where anybody has a mailbox', { domainKey: 'd', domain: 'gmail.com' }, false],
    ['that, and a network', { domainKey: 'd', domain: 'gmail.com', network: 7 }, true],
    ['a role alone', { role: 'head' }, false],
    ['a window that is over', { network: 7, until: 1000 }, false],
    ['one that is not', { network: 7, from: 500, until: 1001 }, true],
    ['stars without end', { nameLike: `${'%a'.repeat(24)}%` }, false],
  ])('is told to be like those of a case about %s: %s', (_, criteria, alike) => {
    const facts = {
      at: 1000,
      domainKey: 'd',
      network: 7,
      wider: 8,
      nameHash: 9,
      local: null,
      agent: 10,
      name: 'ada starling',
      referrer: null,
      role: 'head',
      school: null,
      urn: [],
    }
    const long = { ...facts, name: 'a'.repeat(23) + 'b'.repeat(77) }

    expect(fits({ ...criteria, states: ['held'] }, facts)).toBe(alike)
    expect(fits({ nameLike: `${'%a'.repeat(24)}%`, states: ['held'] }, long)).toBe(false)
  })

  /** A case about the network that the letter's first signer signed from. */
  async function aCase(letter: Letter, state: string) {
    await env.DB.prepare(
      `INSERT INTO signature_case (id, letter_id, state, criteria, opened_at)
       SELECT ?1, ?2, ?3, json_object('network', network, 'states', json_array('held')), ?4
       FROM trace WHERE letter_id = ?2 LIMIT 1`
    )
      .bind(crypto.randomUUID(), letter.id, state, Date.now())
      .run()
  }

  it('is kept as hashes, beside the signature, and forgotten after thirty days', async () => {
    const letter = await aLetter()
    const from = { ...aNetwork(), 'user-agent': 'Quillfox/1.0' }
    const fields = ada({ name: 'Ada Tracewell', email: 'ada.trace77@fenmoor.sch.uk' })
    await post(letter, fields, from)
    const [trace] = await rowsOf('SELECT * FROM trace WHERE letter_id = ?', letter.id)
    const text = JSON.stringify(trace)

    passTime(2 * HOUR + 6 * MINUTE)
    await runCron('41 * * * *')
    const counts = await rowsOf('SELECT DISTINCT key FROM gate_count')
    passTime(30 * DAY - 2 * HOUR - 7 * MINUTE)
    await runCron('17 3 * * *')
    const before = await rowsOf('SELECT * FROM trace WHERE letter_id = ?', letter.id)
    passTime(2 * MINUTE)
    await runCron('17 3 * * *')
    await runCron('41 * * * *')

    for (const key of ['network', 'wider', 'domain', 'name', 'local', 'agent']) {
      expect(trace, key).toMatchObject({ [key]: expect.any(Number) as number })
    }
    for (const word of ['198.51', 'fenmoor', 'Tracewell', 'trace77', 'Quillfox']) {
      expect(text.toLowerCase()).not.toContain(word.toLowerCase())
    }
    expect(counts).toEqual([{ key: 0 }])
    expect(before).toHaveLength(1)
    expect(await rowsOf('SELECT * FROM trace WHERE letter_id = ?', letter.id)).toEqual([])
    expect(await rowsOf('SELECT * FROM gate_count')).toEqual([])
  })
})

describe('a yes', () => {
  it('that comes at once, or from a hired machine, weighs more; not where it was signed', async () => {
    passTime(0)
    const letter = await aLetter()
    const site = aSite({})
    const yes = async (over: Record<string, string>, cookie?: string) => {
      const { token, fields, visitor } = await signUp(letter, ada({ name: crypto.randomUUID() }))
      passTime(10 * SECOND)
      const shown = await stampOf(MASTER_KEY, new Date())
      const own = [...visitor.cookies].map((pair) => pair.join('=')).join('; ')
      const headers = { ...aNetwork(), ...over, ...(cookie && { cookie: own }) }
      const form = aForm({ ...fields, t: token, choice: 'yes', shown }, headers)
      const cf = { asn: 14061 }
      const answer = await site(paths.confirmation(), { ...form, cf } as RequestInit)
      expect(answer.status).toBe(200)
      return (await rowsIn(letter)).at(-1)?.reasons
    }

    expect(await yes({})).toEqual(['confirmed-at-once', 'hosting'])
    expect(await yes({}, 'own')).toEqual([])
    expect(await yes({ 'cf-connecting-ip': '127.0.0.1' })).toEqual([])
  })
})

describe('mail to one domain', () => {
  beforeAll(loadSmallRegister)

  /** In which minute from now the mails to a domain may go, of so many people who sign at once. */
  async function waits(domain: string, n: number): Promise<number[]> {
    const letter = await aLetter()
    const now = Date.now()
    const minute = now - (now % MINUTE)
    for (let i = 0; i < n; i++) {
      await post(letter, ada({ email: `${crypto.randomUUID()}@${domain}` }), aNetwork())
    }
    const rows = await rowsOf<{ wait: number }>(
      `SELECT (next_at - ?) / ? AS wait FROM outbox WHERE letter_id = ? ORDER BY created_at, rowid`,
      minute,
      MINUTE,
      letter.id
    )
    return rows.map(({ wait }) => Math.floor(wait))
  }

  it('waits its turn behind the twentieth of a minute; elsewhere nothing waits for it', async () => {
    passTime(0)

    const own = await waits('patience.sch.uk', 22)
    const anybodys = await waits('gmail.com', 22)

    expect(own).toEqual([...Array<number>(20).fill(0), 1, 1])
    expect(anybodys).toEqual(Array<number>(22).fill(0))
  })

  it('waits for the next hour behind the hundredth, and stewards hear of it once', async () => {
    passTime(HOUR - (Date.now() % HOUR) + 30 * MINUTE)
    const heard = () =>
      rowsOf<{ domain: string }>(
        `SELECT details->>'domain' AS domain FROM outbox WHERE details->>'notice' = 'mail-waits'`
      )
    await waits('crowd.sch.uk', 1)
    const none = await heard()
    await env.DB.prepare('UPDATE mail_domain SET hour_used = hour_used + 99 * 36000').run()

    const late = await waits('crowd.sch.uk', 3)

    expect(none).toEqual([])
    expect(late).toEqual([30, 30, 30])
    expect(await heard()).toEqual([{ domain: 'crowd.sch.uk' }])
    const [mail] = await aVisitor().mails('steward@countersign.test')
    expect(mail?.subject).toContain('crowd.sch.uk')
    expect(mail?.text).toContain(deskPaths.stewardAllowed())
  })

  it('that waits long is told to whoever waits for it, and to nobody elsewhere', async () => {
    passTime(HOUR - (Date.now() % HOUR) + 30 * MINUTE)
    const letter = await aLetter()
    const pageOf = async (email: string) => {
      const visitor = aVisitor()
      await visitor.submit(paths.signatures(letter.slug), ada({ email }), aNetwork())
      return visitor.read(paths.checkYourEmail(letter.slug))
    }
    const before = await pageOf('ada@slow.sch.uk')
    await env.DB.prepare('UPDATE mail_domain SET hour_used = hour_used + 100 * 36000').run()

    const there = await pageOf('grace@slow.sch.uk')
    const elsewhere = await pageOf('ada@quick.sch.uk')

    expect(there).toContain('goes out bit by bit')
    for (const page of [before, elsewhere]) expect(page).not.toContain('bit by bit')
  })

  it('is let through when a steward puts the domain on the list', async () => {
    passTime(HOUR - (Date.now() % HOUR) + 30 * MINUTE)
    await waits('union.sch.uk', 1)
    await env.DB.prepare('UPDATE mail_domain SET hour_used = hour_used + 500 * 36000').run()
    const late = await waits('union.sch.uk', 2)
    const steward = await aSteward()

    const known = { action: 'add', value: 'UNION.sch.uk', note: 'The union’s own' }
    const answer = await steward.submit(deskPaths.stewardAllowed(), known)

    const [{ waiting } = { waiting: -1 }] = await rowsOf<{ waiting: number }>(
      `SELECT count(*) AS waiting FROM outbox WHERE address LIKE '%@union.sch.uk' AND next_at > ?`,
      Date.now() + MINUTE
    )
    expect(answer.status).toBe(303)
    expect(late).toEqual([270, 270])
    expect(waiting).toBe(0)
    expect(await waits('union.sch.uk', 22)).toEqual(Array<number>(22).fill(0))
  })

  it('may be ten times as much where the register knows the domain', async () => {
    passTime(0)
    const [{ domain } = { domain: '' }] = await rowsOf<{ domain: string }>(
      'SELECT domain FROM school WHERE domain IS NOT NULL LIMIT 1'
    )

    expect(domain).not.toBe('')
    expect(await waits(domain, 22)).toEqual(Array<number>(22).fill(0))
  })
})

describe('the list of networks and domains that stewards know', () => {
  it.each([
    ['192.0.2.1/24', '192.0.2.0/24'],
    ['192.0.2.7', '192.0.2.7/32'],
    ['2001:DB8:40:0:0::9/48', '2001:db8:40::/48'],
    ['2001:db8::1', '2001:db8::/64'],
    ['::ffff:192.0.2.1/20', '192.0.0.0/20'],
  ])('has %s as %s', (typed, network) => {
    expect(readNetwork(typed)).toEqual({ network })
    expect(networksAround(typed.split('/')[0] ?? '')).toContain(network)
  })

  it.each([
    ['', 'Enter a network or a mail domain'],
    ['11.0.0.0/8', 'from /16 to /32'],
    ['10.0.0.0/8', 'inside a building'],
    ['192.168.4.0/24', 'inside a building'],
    ['::1', 'inside a building'],
    ['192.0.2.0/33', 'from /16 to /32'],
    ['2001:db8::/20', 'from /32 to /64'],
    ['2001:db8::/128', 'from /32 to /64'],
    ['192.0.2/24', 'Enter a network such as'],
    ['192.0.2.300', 'Enter a network such as'],
    ['192.0.2.0/24/2', 'Enter a network such as'],
    ['uk', 'Enter a mail domain such as'],
    ['two words.sch.uk', 'Enter a mail domain such as'],
    ['co.uk', 'Anybody can have a domain under co.uk'],
    ['@gmail.com', 'Anybody can have a mailbox at gmail.com'],
    ['staff.example.org', 'kept for examples'],
  ])('does not take “%s”, and keeps what was typed', async (value, problem) => {
    const steward = await aSteward()

    const answer = await steward.submit(deskPaths.stewardAllowed(), {
      action: 'add',
      value,
      note: 'Whose it is',
    })

    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain(problem)
    expect(page).toContain('value="Whose it is"')
    expect(page).toContain(`value="${value}"`)
  })

  it('is for stewards; what they put there and take off is written down', async () => {
    const stranger = await aCampaigner()
    const steward = await aSteward()
    const known = { action: 'add', value: 'fold.sch.uk', note: 'Fold’s own' }

    const refused = await stranger.submit(deskPaths.stewardAllowed(), known)
    const page = await steward.read(deskPaths.stewardAllowed())
    const added = await steward.submit(deskPaths.stewardAllowed(), known)
    const again = await steward.submit(deskPaths.stewardAllowed(), known)
    const shown = await steward.read(deskPaths.stewardAllowed())
    const off = { action: 'remove', kind: 'domain', value: 'fold.sch.uk' }
    const removed = await steward.submit(deskPaths.stewardAllowed(), off)
    const site = await steward.read(deskPaths.steward())

    expect([refused, added, again, removed].map(({ status }) => status)).toEqual([
      404, 303, 422, 303,
    ])
    expect(page).not.toContain('fold.sch.uk')
    expect(shown).toContain('<b>fold.sch.uk</b>')
    expect(shown).toContain('Fold’s own')
    expect(await steward.read(deskPaths.stewardAllowed())).not.toContain('<b>fold.sch.uk</b>')
    expect(site).toContain('put fold.sch.uk on the list')
    expect(site).toContain('took fold.sch.uk off the list')
  })
})

describe('an address', () => {
  it.each([
    ['unknown', true],
    ['127.9.9.9', true],
    ['172.16.0.1', true],
    ['172.32.0.1', false],
    ['169.254.1.1', true],
    ['::1', true],
    ['fe80::1', true],
    ['fcff::1', true],
    ['2001:db8::1', false],
    ['1.127.0.0', false],
  ])('%s is near: %s', (address, isNear) => {
    expect(isLocal(address)).toBe(isNear)
  })

  it('lies in a wider network: the /24, or the /48', () => {
    expect(widerNetworkOf('192.0.2.9')).toBe('192.0.2.0/24')
    expect(widerNetworkOf('2001:db8:1:2::9')).toBe('2001:db8:1::/48')
  })
})
