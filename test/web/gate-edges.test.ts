import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { ask } from '../../src/ask'
import { arrivalOf, domainNumber } from '../../src/gate/arrival'
import { forgetCounts } from '../../src/gate/forget'
import {
  HELD_FROM,
  readRisk,
  riskAtYes,
  riskOf,
  YES_AT_ONCE_MS,
  type RiskReason,
} from '../../src/gate/risk'
import { stampOf } from '../../src/gate/shown'
import { standingOf } from '../../src/gate/standing'
import { isToBeProved, reasonsFor, type FormSigns, type Known } from '../../src/gate/weigh'
import { countIn, countsOf } from '../../src/gate/windows'
import type { Letter } from '../../src/letters/letter'
import { takeTurn, waitsUntil } from '../../src/mail/turn'
import { paths } from '../../src/paths'
import { askRegistrar } from '../../src/registrar/ask'
import { DAY, HOUR, MINUTE, passTime, SECOND } from '../support/clock'
import { aLetter, reviseLetter } from '../support/letters'
import { aSchool, register } from '../support/schools'
import { ada, confirm, numbersOf, signAndConfirm, tokenIn } from '../support/signers'
import { aForm, aSite, runCron } from '../support/site'
import { findInTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

const master = Uint8Array.fromBase64(env.MASTER_KEY)

const run = (sql: string, ...params: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...params)
    .run()

const came = (
  address: string,
  email = 'ada@fold.sch.uk',
  over: { name?: string; asn?: number } = {}
) => arrivalOf(master, { address, asn: over.asn }, { name: over.name, email })

describe('weighing', () => {
  const NOW = new Date('2027-03-01T09:00:00Z')
  const none = { lately: 0, inHour: 0 }
  const quiet: FormSigns = {
    trapFilled: false,
    shownForMs: null,
    disposable: false,
    inCase: false,
    unproven: false,
  }

  type Over = {
    counts?: Partial<Known['counts']>
    standing?: Partial<Known['standing']>
    arrival?: Partial<Known['arrival']>
  }
  const known = ({ counts, standing, arrival }: Over): Known => ({
    arrival: {
      network: 1,
      wider: 1,
      domain: 1,
      name: 1,
      local: null,
      agent: null,
      asn: null,
      referrer: null,
      address: '203.0.113.7',
      ownDomain: 'fold.sch.uk',
      ...arrival,
    },
    counts: { network: none, name: none, local: none, ...counts },
    standing: {
      knowsNetwork: false,
      knowsDomain: false,
      domainFirstAt: null,
      domainCount: 0,
      pressureUntil: null,
      ...standing,
    },
  })
  const before = (inHour: number) => ({ lately: 0, inHour })
  const newDomain = (domainCount: number, ago = HOUR) => {
    return { domainCount, domainFirstAt: NOW.getTime() - ago }
  }

  it.each<[string, Over, Partial<FormSigns>, RiskReason[]]>([
    ['the sixtieth of a network', { counts: { network: before(59) } }, {}, []],
    ['the sixty-first of a network', { counts: { network: before(60) } }, {}, ['network-hour']],
    ['the fourth of a name', { counts: { name: before(3) } }, {}, []],
    ['the fifth of a name', { counts: { name: before(4) } }, {}, ['same-name']],
    ['the fourth numbered mailbox', { counts: { local: before(3) } }, {}, []],
    ['the fifth numbered mailbox', { counts: { local: before(4) } }, {}, ['sequence']],
    ['the twentieth of a new domain', { standing: newDomain(19) }, {}, []],
    ['the twenty-first of a new domain', { standing: newDomain(20) }, {}, ['young-domain']],
    ['one of a domain of yesterday', { standing: newDomain(20, DAY) }, {}, []],
    [
      'one of a new domain that is known',
      { standing: { ...newDomain(20), knowsDomain: true } },
      {},
      [],
    ],
    ['a form of two seconds', {}, { shownForMs: 2000 }, ['sent-at-once']],
    ['a form of two seconds and a moment', {}, { shownForMs: 2001 }, []],
    ['a hired machine', { arrival: { asn: 16509 } }, {}, ['hosting']],
    [
      'a known network',
      {
        arrival: { asn: 16509 },
        counts: { network: before(20 * 60 - 1) },
        standing: { knowsNetwork: true },
      },
      { shownForMs: 0 },
      [],
    ],
    [
      'one more of a known network',
      { counts: { network: before(20 * 60) }, standing: { knowsNetwork: true } },
      {},
      [],
    ],
    [
      'all that a form shows',
      {},
      { trapFilled: true, disposable: true, inCase: true, unproven: true },
      ['trap-filled', 'in-case', 'unproven', 'disposable'],
    ],
  ])('finds for %s what speaks against it, and no more', (_, over, signs, expected) => {
    expect(reasonsFor(known(over), { ...quiet, ...signs }, NOW)).toEqual(expected)
  })

  it('asks for a sign from the sixteenth of a network on, and as long as pressure lasts', () => {
    const lately = (n: number) => known({ counts: { network: { lately: n, inHour: n } } })
    const pressure = (ms: number) => known({ standing: { pressureUntil: NOW.getTime() + ms } })

    const asked = [lately(14), lately(15), pressure(0), pressure(1), pressure(-MINUTE)]

    expect(asked.map((one) => isToBeProved(one, NOW))).toEqual([false, true, false, true, false])
    const earlier = known({ counts: { network: { lately: 0, inHour: 50 } } })
    expect(isToBeProved(earlier, NOW)).toBe(false)
  })

  it('holds for what no person does, and for two or three of what some do', () => {
    const isHeld = (...reasons: RiskReason[]) => (riskOf(reasons)?.score ?? 0) >= HELD_FROM
    const alone: RiskReason[] = ['trap-filled', 'network-hour', 'in-case', 'out-before']
    const some: RiskReason[] = ['disposable', 'sequence', 'same-name', 'young-domain', 'hosting']
    const little: RiskReason[] = ['sent-at-once', 'confirmed-at-once', 'unproven']

    expect(alone.map((one) => isHeld(one))).toEqual([true, true, true, true])
    expect([...some, ...little].filter((one) => isHeld(one))).toEqual([])
    expect(isHeld('disposable', 'sequence')).toBe(true)
    expect(isHeld('hosting', 'confirmed-at-once')).toBe(false)
    expect(isHeld('hosting', 'confirmed-at-once', 'unproven')).toBe(true)
    expect(riskOf(['hosting', 'hosting', 'hosting'])).toEqual({ score: 25, reasons: ['hosting'] })
    expect(riskOf([...alone, ...some])?.score).toBe(100)
    expect(riskOf([])).toBeNull()
    expect(readRisk('{"score":60,"reasons":["hosting","moonlight"]}')).toEqual(['hosting'])
  })

  it('adds at a yes what that shows, but for whoever signed in the same browser', () => {
    const row = { risk: null, createdAt: 0, outBefore: false, quickInCase: false }
    const signs = { hosting: false, atOnce: false, sameBrowser: false }
    const of = (...[over, sign, at = HOUR]: [object, object?, number?]) =>
      riskAtYes({ ...row, ...over }, sign && { ...signs, ...sign }, at)?.reasons ?? []

    expect(of({}, {}, YES_AT_ONCE_MS - 1)).toEqual(['confirmed-at-once'])
    expect(of({}, {}, YES_AT_ONCE_MS)).toEqual([])
    expect(of({}, { atOnce: true })).toEqual(['confirmed-at-once'])
    expect(of({}, { hosting: true })).toEqual(['hosting'])
    expect(of({}, { hosting: true, atOnce: true, sameBrowser: true }, 1)).toEqual([])
    expect(of({ outBefore: true }, { sameBrowser: true })).toEqual(['out-before'])
    expect(of({ outBefore: true, quickInCase: true }, undefined, 1)).toEqual([])
    expect(of({ quickInCase: true }, { sameBrowser: true }, 1)).toEqual(['in-case'])
    expect(of({ quickInCase: true }, {}, YES_AT_ONCE_MS)).toEqual([])
  })
})

describe('what is counted of those that came', () => {
  it('is for the last hour and ten minutes by slots of five, and the cron leaves it', async () => {
    const [letter, other] = [await aLetter(), await aLetter()]
    const slot = Date.parse('2027-03-01T09:00:00Z')
    const now = new Date(slot + 2 * MINUTE)
    const arrival = await came('203.0.113.99', 'ada7@fold.sch.uk', { name: 'Ada Slotwise' })
    const count = (of: Letter, at: number) => countIn(env.DB, of.id, arrival, new Date(at)).run()
    for (const ago of [65, 60, 15, 10, 0]) await count(letter, slot - ago * MINUTE)
    await count(letter, now.getTime())
    await count(other, slot - 10 * MINUTE)
    await count(letter, slot + 5 * MINUTE)

    await forgetCounts(env.DB, now)

    const [counts] = await ask(env.DB, countsOf(env.DB, { id: letter.id }, arrival, now))
    const [bySlug] = await ask(env.DB, countsOf(env.DB, { slug: letter.slug }, arrival, now))
    expect(counts).toEqual({
      network: { lately: 4, inHour: 6 },
      name: { lately: 3, inHour: 5 },
      local: { lately: 3, inHour: 5 },
    })
    expect(bySlug).toEqual(counts)
    const all = await rowsOf(
      'SELECT sum(n) AS n FROM gate_count WHERE letter_id = ? AND key = 0',
      letter.id
    )
    expect(all).toEqual([{ n: 7 }])
  })
})

describe('an arrival', () => {
  it('has in common with others what they can’t help sharing, and no more', async () => {
    const one = await came('203.0.113.7', 'Abc12@fold.sch.uk', { asn: 16509 })
    const near = await came('10.0.0.7', 'abc3@fold.sch.uk', { asn: 16509 })
    const elsewhere = await came('203.0.113.8', 'abc3@moor.sch.uk')
    const free = await came('203.0.113.8', 'abc3@gmail.com')
    const example = await came('203.0.113.8', 'abc3@example.org')

    expect(one).toMatchObject({ asn: 16509, ownDomain: 'fold.sch.uk' })
    expect(near).toMatchObject({ asn: null, network: null, wider: null })
    expect(near).toMatchObject({ local: one.local, domain: one.domain })
    expect(elsewhere).toMatchObject({ wider: one.wider, asn: null })
    for (const key of ['network', 'local', 'domain'] as const) {
      expect(elsewhere[key], key).not.toBe(one[key])
    }
    expect(free).toMatchObject({
      domain: null,
      ownDomain: null,
      local: expect.any(Number) as number,
    })
    expect(example).toMatchObject({ domain: null, ownDomain: null, local: null })
  })

  it('is known by its network or mail domain, or those around them', async () => {
    const letter = await aLetter()
    await register(aSchool(170001, { domain: 'wold.sch.uk' }))
    await run(
      `INSERT INTO allowed (kind, value, note, added_at) VALUES
         ('domain', 'fold.sch.uk', 'Fold’s', 1), ('network', '203.0.113.0/24', 'Fold’s', 1)`
    )
    const standing = async (address: string, email: string) => {
      const arrival = await came(address, email)
      const [found] = await ask(env.DB, standingOf(env.DB, { id: letter.id }, arrival))
      return [found.knowsNetwork, found.knowsDomain]
    }

    expect(await standing('203.0.113.9', 'a@fold.sch.uk')).toEqual([true, true])
    expect(await standing('203.0.114.9', 'a@staff.fold.sch.uk')).toEqual([false, true])
    expect(await standing('203.0.114.9', 'a@staff.wold.sch.uk')).toEqual([false, true])
    expect(await standing('203.0.114.9', 'a@unfold.sch.uk')).toEqual([false, false])
    expect(await standing('::1', 'a@unfold.sch.uk')).toEqual([true, false])

    const from = { 'cf-connecting-ip': '203.0.113.20' }
    const fields = ada({ name: 'Ada Knownet' })
    await aVisitor().submit(paths.signatures(letter.slug), fields, from)
    await aVisitor().submit(paths.signatures(letter.slug), ada(), {
      'cf-connecting-ip': '203.0.115.20',
    })
    const traces = await rowsOf(
      'SELECT known FROM trace WHERE letter_id = ? ORDER BY at',
      letter.id
    )
    expect(traces).toEqual([{ known: 1 }, { known: 0 }])

    // A hired machine that a steward knows, as a school's filter is, may say yes at once.
    const token = tokenIn(await aVisitor().openMail(fields.email, /confirm/))
    passTime(10 * SECOND)
    const shown = await stampOf(master, new Date())
    const yes = aForm({ ...fields, t: token, choice: 'yes', shown }, from)
    await aSite({})(paths.confirmation(), { ...yes, cf: { asn: 14061 } } as RequestInit)
    const rows = await rowsOf(
      `SELECT state, risk FROM signature WHERE letter_id = ? AND name = 'Ada Knownet'`,
      letter.id
    )
    expect(rows).toEqual([{ state: 'counted', risk: null }])
  })
})

const LIVING = ['suggested', 'open', 'asked', 'running', 'paused', 'undoing']

describe('what is held', () => {
  const TRAP = { website: 'https://example.org' }

  /** Holds somebody for these reasons. */
  async function aHeld(letter: Letter, reasons: RiskReason[]) {
    const signer = await signAndConfirm(letter, ada(TRAP))
    const risk = JSON.stringify({ score: 60, reasons })
    await run(
      `UPDATE signature SET risk = ? WHERE letter_id = ? AND risk IS NOT NULL`,
      risk,
      letter.id
    )
    return signer
  }

  /** A case that somebody else is at, so that no cron carries it out. */
  async function aCase(letter: Letter, state: string, endedAt: number | null = null) {
    const id = crypto.randomUUID()
    await run(
      `INSERT INTO signature_case (id, letter_id, state, criteria, opened_at, ended_at, leased_until)
       VALUES (?, ?, ?, '{"states":["held"]}', ?, ?, 9e15)`,
      id,
      letter.id,
      state,
      Date.now(),
      endedAt
    )
    return id
  }

  const end = (id: string, state: string) =>
    run('UPDATE signature_case SET state = ?, ended_at = ? WHERE id = ?', state, Date.now(), id)

  const counted = async (letter: Letter) => (await numbersOf(letter)).counted

  it('waits as long as a case lives that it is in, or is like, and no longer', async () => {
    const [listed, like] = [await aLetter(), await aLetter()]
    await aHeld(listed, ['trap-filled'])
    await aHeld(like, ['in-case'])
    const [one, two] = [await aCase(listed, 'open'), await aCase(like, 'open')]
    await run(
      `INSERT INTO case_signature (case_id, place, signature_id)
       SELECT ?, 1, id FROM signature WHERE letter_id = ?`,
      one,
      listed.id
    )
    passTime(3 * DAY)

    for (const state of LIVING) {
      await run('UPDATE signature_case SET state = ?', state)
      await runCron()
      expect([state, await counted(listed), await counted(like)]).toEqual([state, 0, 0])
    }
    await end(one, 'cancelled')
    await end(two, 'done')
    await runCron()

    expect([await counted(listed), await counted(like)]).toEqual([1, 1])
  })

  it('is let go at once by the end of the case that it is like, if that alone spoke against it', async () => {
    const [earlier, more, plain] = [await aLetter(), await aLetter(), await aLetter()]
    const all = [earlier, more, plain]
    // Found to be nothing before anybody signed: that says nothing of who came later.
    await aCase(earlier, 'dismissed', Date.now())
    passTime(MINUTE)
    await aHeld(earlier, ['in-case'])
    await aHeld(more, ['in-case', 'same-name'])
    await aHeld(plain, ['in-case'])
    const cases = await Promise.all([more, plain].map((one) => aCase(one, 'suggested')))
    passTime(MINUTE)
    await runCron()
    const before = await Promise.all(all.map(counted))

    for (const id of cases) await end(id, 'dismissed')
    await runCron()
    const after = await Promise.all(all.map(counted))
    passTime(2 * DAY)
    await runCron()

    expect(before).toEqual([0, 0, 0])
    expect(after).toEqual([0, 0, 1])
    expect(await Promise.all(all.map(counted))).toEqual([1, 1, 1])
  })

  it('to old words is asked by mail, shown what changed, and counted for the new ones', async () => {
    const letter = await aLetter()
    const { visitor, fields } = await signAndConfirm(letter, ada(TRAP))
    await reviseLetter(letter, '1. Say it in kinder words.')
    passTime(2 * DAY + MINUTE)
    await runCron()

    const [mail] = await visitor.mails(fields.email)
    const link = await visitor.openMail(fields.email, /confirm/)
    const page = await visitor.read(link)
    const plain = page.replaceAll(/<[^>]*>/g, '')
    const stale = await confirm(visitor, tokenIn(link), fields)
    const between = await numbersOf(letter)
    const { name: _, ...typed } = fields
    const answer = await confirm(visitor, tokenIn(link), typed, {
      name: 'Ada Renamed',
      edition: '2',
    })
    const said = await answer.text()
    const again = await confirm(visitor, tokenIn(link), typed, { name: 'Ada R', edition: '2' })

    expect(mail?.subject).toBe('Your yes is needed once more')
    expect(mail?.text.replace(/\s+/g, ' ')).toContain(
      'You said yes to edition 1, and the letter now stands in edition 2.'
    )
    expect(plain).toContain('The text has changed')
    expect(plain).toContain('Added: kinder')
    expect(page).toContain('name="edition" value="2"')
    expect([stale.status, answer.status, again.status]).toEqual([409, 200, 200])
    expect(between).toMatchObject({ counted: 0, held: 1 })
    expect(said).toContain('signatory number <span class="n nw">1')
    expect(await numbersOf(letter)).toMatchObject({
      counted: 1,
      held: 0,
      breakdown: { edition: [expect.objectContaining({ key: '2', counted: 1 })] },
    })
    expect(await aVisitor().read(paths.signatures(letter.slug))).toContain('Ada Renamed')
    const subjects = (await visitor.mails(fields.email)).map(({ subject }) => subject)
    expect(subjects.filter((one) => one === 'Your yes is needed once more')).toHaveLength(1)
    expect(subjects[0]).toBe('Your signature is counted: number 1')
  })

  it('to old words that nobody answers for goes with its link, is told so, and leaves nothing', async () => {
    const letter = await aLetter()
    const fields = ada({ ...TRAP, name: 'Ada Lapsewing', email: 'lapsewing@example.org' })
    const { visitor, token, manage } = await signAndConfirm(letter, fields)
    await reviseLetter(letter, '1. Say it in kinder words.')
    passTime(2 * DAY + MINUTE)
    await runCron()
    passTime(14 * DAY - MINUTE)
    await runCron()
    const waiting = await numbersOf(letter)
    passTime(2 * MINUTE)
    await runCron()

    const [mail] = await visitor.mails(fields.email)
    const late = await confirm(visitor, token, fields, { edition: '2' })
    const own = await visitor.visit(paths.signature(manage))
    await runCron('17 3 * * *')

    expect(waiting).toMatchObject({ counted: 0, held: 1 })
    expect(mail?.subject).toBe('Your signature could not be counted')
    expect(mail?.text.replace(/\s+/g, ' ')).toContain(
      'The letter is open, so you can sign it anew.'
    )
    expect([late.status, own.status]).toEqual([410, 410])
    expect(await numbersOf(letter)).toMatchObject({ counted: 0, held: 0, confirmed: 0 })
    expect(await findInTables(['lapsewing'], ['dev_mail'])).toEqual([])
    const anew = await signAndConfirm(
      letter,
      ada({ name: fields.name, email: fields.email, edition: '2' })
    )
    expect(anew.page).toContain('signatory number <span class="n nw">1')
  })

  it('to old words has as long as anybody to answer, however long the case took', async () => {
    const letter = await aLetter()
    const { visitor, fields } = await signAndConfirm(letter, ada(TRAP))
    const id = await aCase(letter, 'open')
    await run(
      `INSERT INTO case_signature (case_id, place, signature_id)
       SELECT ?, 1, id FROM signature WHERE letter_id = ?`,
      id,
      letter.id
    )
    await reviseLetter(letter, '1. Say it in kinder words.')
    passTime(30 * DAY)
    await end(id, 'dismissed')
    await runCron()
    const [asked] = await visitor.mails(fields.email)
    passTime(14 * DAY - MINUTE)
    await runCron()
    const link = await visitor.openMail(fields.email, /confirm/)
    await confirm(visitor, tokenIn(link), fields, { edition: '2' })

    expect(asked?.subject).toBe('Your yes is needed once more')
    expect(await numbersOf(letter)).toMatchObject({ counted: 1, held: 0 })
  })

  it('to old words of a letter that was closed is asked in its day of grace, and goes with that', async () => {
    const letter = await aLetter()
    const { visitor, fields } = await signAndConfirm(letter, ada(TRAP))
    await reviseLetter(letter, '1. Say it in kinder words.')
    passTime(2 * DAY - HOUR)
    await askRegistrar<'close'>(env.REGISTRAR, letter.id, { verb: 'close', at: Date.now() })
    passTime(2 * HOUR)
    await runCron()
    const [asked] = await visitor.mails(fields.email)
    passTime(23 * HOUR)
    await runCron()
    const [told] = await visitor.mails(fields.email)

    expect(asked?.subject).toBe('Your yes is needed once more')
    expect(told?.subject).toBe('Your signature could not be counted')
    expect(told?.text).not.toContain('sign it anew')
    expect(await numbersOf(letter)).toMatchObject({ counted: 0, held: 0 })
  })
})

describe('the turn of a mail', () => {
  const MORNING = Date.parse('2027-03-02T09:00:00Z')

  type Over = { isSigning?: boolean; isPromised?: boolean }

  /** Promises so many mails to a domain at a moment; returns how many minutes each of them waits. */
  async function promise(domain: string, at: number, n = 1, over: Over = {}) {
    const { isSigning = true, isPromised = true } = over
    const key = await domainNumber(master, domain)
    const mails = Array.from({ length: n }, () => crypto.randomUUID())
    const turns = await Promise.all(
      mails.map((mailId) =>
        takeTurn(env.DB, { mailId, domain, key, isSigning }, ['s@example.org'], new Date(at))
      )
    )
    const insert = env.DB.prepare(
      `INSERT INTO outbox (id, asked, state, next_at, created_at) VALUES (?, 'links', 'skipped', ?, ?)`
    )
    await env.DB.batch([
      ...(isPromised ? mails.map((id) => insert.bind(id, at, at)) : []),
      ...turns.flat(),
    ])
    const rows = await rowsOf<{ id: string; wait: number }>(
      `SELECT id, (next_at - ?) / 60000 AS wait FROM outbox
       WHERE id IN (SELECT value FROM json_each(?))`,
      at,
      JSON.stringify(mails)
    )
    return mails.flatMap((mail) => rows.find(({ id }) => id === mail)?.wait ?? [])
  }

  const rowOf = async (domain: string) =>
    (
      await rowsOf<{ n: number; hour_used: number }>(
        'SELECT n, hour_used FROM mail_domain WHERE key = ?',
        await domainNumber(master, domain)
      )
    )[0]

  const times = (n: number, wait: number) => Array<number>(n).fill(wait)

  it('comes twenty in a minute and a hundred in an hour, the day after the first as on it', async () => {
    expect(await promise('patient.sch.uk', MORNING - DAY)).toEqual([0])

    const waits = await promise('patient.sch.uk', MORNING, 123)

    expect(waits).toEqual([
      ...[0, 1, 2, 3, 4].flatMap((minute) => times(20, minute)),
      ...times(20, 60),
      ...times(3, 61),
    ])
    const stewards = await rowsOf(
      `SELECT 1 FROM outbox WHERE details->>'notice' = 'mail-waits'
         AND details->>'domain' = 'patient.sch.uk'`
    )
    expect(stewards).toHaveLength(1)
  })

  it('is within a day, whatever waits: from then on only the minutes are kept', async () => {
    await promise('flooded.sch.uk', MORNING)
    await run(
      'UPDATE mail_domain SET hour_used = ? WHERE key = ?',
      MORNING + 3 * DAY,
      await domainNumber(master, 'flooded.sch.uk')
    )

    expect(await promise('flooded.sch.uk', MORNING, 21)).toEqual([...times(20, 1440), 1441])
  })

  it('is used up by no mail that was not promised, and only signing makes a domain busy', async () => {
    await promise('asking.sch.uk', MORNING)
    const before = await rowOf('asking.sch.uk')
    await promise('asking.sch.uk', MORNING, 3, { isPromised: false })
    const unpromised = await rowOf('asking.sch.uk')
    await promise('asking.sch.uk', MORNING, 3, { isSigning: false })

    const after = await rowOf('asking.sch.uk')
    expect(unpromised?.hour_used).toBe(before?.hour_used)
    expect(after?.hour_used).toBe((before?.hour_used ?? 0) + 3 * 36_000)
    expect([before?.n, unpromised?.n, after?.n]).toEqual([1, 4, 4])
  })

  it('comes ten times as soon at a domain under one that a steward or the register knows', async () => {
    await run(
      `INSERT INTO allowed (kind, value, note, added_at) VALUES ('domain', 'guild.sch.uk', 'Guild', 1)`
    )
    await register(aSchool(170002, { domain: 'weald.sch.uk' }))

    for (const domain of ['staff.guild.sch.uk', 'staff.weald.sch.uk']) {
      expect(await promise(domain, MORNING, 201)).toEqual([...times(200, 0), 1])
    }
  })

  it('is told to whoever waits, if it is more than five minutes away', async () => {
    const key = await domainNumber(master, 'telling.sch.uk')
    const told = async (n: number) => {
      await promise('telling.sch.uk', MORNING, n)
      return (await ask(env.DB, waitsUntil(env.DB, key, new Date(MORNING))))[0]
    }

    expect(await told(100)).toBeNull()
    expect(await told(1)).toBe(MORNING + HOUR + 3 * SECOND)
    expect(await ask(env.DB, waitsUntil(env.DB, null, new Date(MORNING)))).toEqual([null])
  })
})
