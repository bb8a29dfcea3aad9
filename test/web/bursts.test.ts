import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { foremost, isMuch, isUnusual, type Shared } from '../../src/bursts/patterns'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { signLink } from '../../src/link'
import { domainKey } from '../../src/mailbox'
import { paths } from '../../src/paths'
import { recountLetter } from '../../src/registrar/recount-letter'
import { arrive, casesOf, noticedOn, type Trace } from '../support/arrivals'
import { DAY, HOUR, MINUTE, passTime, SECOND } from '../support/clock'
import { aCampaigner, joinTeam, type Campaigner } from '../support/desk'
import { aLetter } from '../support/letters'
import { ada, confirm, numbersOf, signUp } from '../support/signers'
import { runCron } from '../support/site'
import { dumpTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

const EVERY_FIVE_MINUTES = '*/5 * * * *'

describe('sixty signatures from one network', () => {
  const NETWORK = { 'cf-connecting-ip': '2001:db8:77:1::9' }
  let letter: Letter
  let owner: Campaigner
  let checker: Campaigner
  let editor: Campaigner
  let before: Awaited<ReturnType<typeof numbersOf>>
  let fields: ReturnType<typeof ada>[]

  async function sign(form: ReturnType<typeof ada>) {
    const answer = await aVisitor().submit(paths.signatures(letter.slug), form, NETWORK)
    expect(answer.status).toBe(303)
  }

  async function sayYes(form: ReturnType<typeof ada>) {
    const [row] = await rowsOf<{ id: string; expiresAt: number }>(
      'SELECT id, expires_at AS expiresAt FROM signature WHERE letter_id = ? AND email = ?',
      letter.id,
      form.email
    )
    const master = Uint8Array.fromBase64(env.MASTER_KEY)
    const token = await signLink(master, 'confirm', row?.id ?? '', row?.expiresAt ?? 0)
    return (await confirm(aVisitor(), token, form)).text()
  }

  beforeAll(async () => {
    letter = await aLetter()
    ;[owner, checker, editor] = [await aCampaigner(), await aCampaigner(), await aCampaigner()]
    await joinTeam(letter, owner, 'owner')
    await joinTeam(letter, checker, 'checker')
    await joinTeam(letter, editor, 'editor')
    fields = Array.from({ length: 60 }, (_, i) =>
      ada({
        name: `Ada ${'Quill'.repeat(1 + (i % 9))}feather ${String.fromCharCode(65 + (i % 26))}${i}`,
      })
    )
    for (const form of fields) await sign(form)
    for (const form of fields.slice(0, 12)) await sayYes(form)
    before = await numbersOf(letter)
    await runCron(EVERY_FIVE_MINUTES)
  })

  it('become one suggested case about what is counted, and change no number', async () => {
    const cases = await casesOf(letter)

    expect(before).toMatchObject({ counted: 12, awaiting_confirmation: 48 })
    expect(await numbersOf(letter)).toMatchObject({ counted: 12, awaiting_confirmation: 48 })
    expect(await noticedOn(letter)).toEqual(['network 60 of 60'])
    expect(cases[0]).toMatchObject({ state: 'suggested', listed: 12, version: 1 })
    expect(
      await rowsOf('SELECT act, account_id FROM audit WHERE letter_id = ?', letter.id)
    ).toEqual([{ act: 'suggest-case', account_id: null }])
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it('are told to those who decide, and to stewards, once', async () => {
    const told = async (address: string) =>
      (await aVisitor().mails(address)).filter(
        ({ subject, text }) =>
          subject.includes('are alike') && text.includes(`/letters/${letter.id}/`)
      )

    await runCron(EVERY_FIVE_MINUTES)

    const [mail, ...more] = await told(owner.account.address)
    expect(mail?.text).toContain(`60 of 60 signatures on “${letter.title}” came from one network`)
    expect(more).toEqual([])
    expect(await told(checker.account.address)).toHaveLength(1)
    expect(await told('steward@countersign.test')).toHaveLength(1)
    expect(await told(editor.account.address)).toEqual([])
    expect(await casesOf(letter)).toHaveLength(1)
  })

  it('and those after them are held until a person decides, and are listed meanwhile', async () => {
    const late = ada({ name: 'Grace Lateword' })
    await sign(late)

    const pages = [await sayYes(fields[20] ?? late), await sayYes(late)]
    const unlisted = await owner.read(deskPaths.held(letter.id))
    await runCron(EVERY_FIVE_MINUTES)
    const [grown] = await casesOf(letter)
    passTime(4 * DAY)
    await runCron()

    for (const page of pages) expect(page).toContain('Your signature is being checked')
    expect(unlisted.match(/that it looks like is decided/g)).toHaveLength(2)
    expect(grown).toMatchObject({ listed: 14, version: 2 })
    expect(await numbersOf(letter)).toMatchObject({ counted: 12, held: 2 })
    await env.DB.prepare(
      `UPDATE signature_case SET state = 'dismissed', ended_at = ?2 WHERE letter_id = ?1`
    )
      .bind(letter.id, Date.now())
      .run()
    await runCron()
    expect(await numbersOf(letter)).toMatchObject({ counted: 14, held: 0 })
  })
})

describe('a look at the last hour', () => {
  it.each<[string, number, (i: number) => Partial<Trace>]>([
    ['a school of forty in one morning', 40, () => ({ network: 1, wider: 1, domain: 1, agent: 1 })],
    ['a large staff at a school’s own domain', 150, () => ({ domain: 1, known: 1 })],
    ['an authority’s network that stewards know', 150, () => ({ network: 1, known: 1 })],
    ['a newspaper’s link', 300, () => ({ referrer: 'news.example.com' })],
    [
      'a union’s mail-out: one page before, one kind of browser, many domains',
      400,
      () => ({ referrer: 'union.example.org', agent: 1 }),
    ],
    ['a family of one name', 6, () => ({ name: 1 })],
    ['people who sign on this machine', 100, () => ({ name: 1, local: 1, confirmedAfter: 10 })],
  ])('suggests nothing about %s', async (what, n, alike) => {
    const letter = await aLetter()
    await arrive(letter, n, alike)
    if (what.includes('this machine')) {
      await env.DB.prepare('UPDATE trace SET network = NULL WHERE letter_id = ?')
        .bind(letter.id)
        .run()
    }
    const was = await dumpTables()

    await runCron(EVERY_FIVE_MINUTES)

    expect(await dumpTables()).toBe(was)
  })

  it.each<[string, number, (i: number) => Partial<Trace>, string]>([
    ['three hundred out of one hosting /24', 300, () => ({ wider: 1 }), 'wider 300 of 400'],
    [
      'a thousand numbered addresses at one domain',
      1000,
      () => ({ local: 1, domain: 1, agent: 1 }),
      'local 1000 of 1100',
    ],
    ['sixty of one name', 60, () => ({ name: 1 }), 'name 60 of 160'],
    ['eighty confirmed at once', 80, () => ({ confirmedAfter: 900 }), 'latency 80 of 180'],
    [
      'a fifth of the hour that has one browser, as nobody else has',
      60,
      () => ({ domain: 1, agent: 1 }),
      'domain 60 of 160',
    ],
  ])('suggests a case about %s', async (_, n, alike, expected) => {
    const letter = await aLetter()
    await arrive(letter, 100, () => ({}))
    await arrive(letter, n, alike)

    await runCron(EVERY_FIVE_MINUTES)
    await runCron(EVERY_FIVE_MINUTES)

    expect(await noticedOn(letter)).toEqual([expected])
  })

  it('sees one thing at a time, and the next at the next look', async () => {
    const letter = await aLetter()
    await arrive(letter, 80, () => ({ network: 1 }))
    await arrive(letter, 60, () => ({ name: 1 }))

    await runCron(EVERY_FIVE_MINUTES)
    const first = await noticedOn(letter)
    await runCron(EVERY_FIVE_MINUTES)

    expect(first).toEqual(['network 80 of 140'])
    expect((await noticedOn(letter)).toSorted()).toEqual(['name 60 of 140', ...first])
  })

  it('compares with the letter’s own hours before', async () => {
    const [usual, unusual] = [await aLetter(), await aLetter()]
    const half = (i: number) => (i % 2 ? { domain: 1 } : {})
    for (const letter of [usual, unusual]) await arrive(letter, 120, half)
    await arrive(usual, 200, half, Date.now() - 5 * HOUR)
    await arrive(unusual, 200, () => ({}), Date.now() - 5 * HOUR)

    await runCron(EVERY_FIVE_MINUTES)

    expect(await noticedOn(usual)).toEqual([])
    expect(await noticedOn(unusual)).toEqual(['domain 60 of 120'])
  })

  it('names a mail domain as long as an address there is held', async () => {
    const letter = await aLetter()
    await arrive(letter, 60, () => ({ domain: 1 }))
    await env.DB.prepare(`UPDATE signature SET email = 'ada@quill.example.org' WHERE letter_id = ?`)
      .bind(letter.id)
      .run()

    await runCron(EVERY_FIVE_MINUTES)

    const master = Uint8Array.fromBase64(env.MASTER_KEY)
    const [one] = await casesOf(letter)
    expect(JSON.parse(one?.criteria ?? '')).toMatchObject({
      domain: 'quill.example.org',
      domainKey: await domainKey(master, 'grace@quill.example.org'),
    })
  })

  it('does not bring back within a week what people found to be nothing', async () => {
    const letter = await aLetter()
    await arrive(letter, 60, () => ({ name: 1 }))
    await runCron(EVERY_FIVE_MINUTES)
    await env.DB.batch([
      env.DB.prepare(
        `UPDATE signature_case SET state = 'dismissed', ended_at = ?2 WHERE letter_id = ?1`
      ).bind(letter.id, Date.now()),
      env.DB.prepare('UPDATE signature SET risk = NULL WHERE letter_id = ?').bind(letter.id),
    ])

    await runCron(EVERY_FIVE_MINUTES)

    expect(await casesOf(letter)).toHaveLength(1)
  })
})

describe('a case about those who said yes sooner than anybody reads', () => {
  it('has the next of them held, and listed; not who takes the time', async () => {
    const letter = await aLetter()
    await arrive(letter, 60, () => ({ confirmedAfter: 900 }))
    await runCron(EVERY_FIVE_MINUTES)
    passTime(MINUTE)

    for (const wait of [0, 6 * SECOND]) {
      const { visitor, token, fields } = await signUp(letter)
      passTime(wait)
      expect((await confirm(visitor, token, fields)).status).toBe(200)
    }
    await runCron(EVERY_FIVE_MINUTES)

    expect(await noticedOn(letter)).toEqual(['latency 60 of 60'])
    expect(await numbersOf(letter)).toMatchObject({ counted: 1, held: 1 })
    expect(await casesOf(letter)).toMatchObject([{ listed: 1 }])
  })
})

describe('what makes a pattern', () => {
  const shared = (over: Partial<Shared>): Shared => {
    return { pattern: 'name', key: 1, n: 30, known: 0, isAlike: false, ...over }
  }

  it.each<[string, Partial<Shared>, number, boolean]>([
    ['too few', { n: 24 }, 24, false],
    ['enough, and too small a part', { n: 30 }, 100, false],
    ['enough, and a third', { n: 34 }, 100, true],
    ['a sixth with one browser', { n: 30, isAlike: true }, 180, true],
    ['a staff room', { pattern: 'network', n: 49 }, 49, false],
    ['more than a staff room', { pattern: 'network', n: 50 }, 50, true],
    ['a known domain’s whole staff', { pattern: 'domain', n: 199, known: 199 }, 199, false],
    ['far more than that', { pattern: 'domain', n: 200, known: 200 }, 300, true],
    ['as many known ones among others', { pattern: 'domain', n: 200, known: 101 }, 400, false],
  ])('%s', (_, over, ofAll, expected) => {
    expect(isMuch(shared(over), ofAll)).toBe(expected)
  })

  it('asks more of a letter without hours to compare with', () => {
    expect(isUnusual(shared({ n: 49 }), 60, { all: 24, n: 0 })).toBe(false)
    expect(isUnusual(shared({ n: 50 }), 60, { all: 24, n: 0 })).toBe(true)
  })

  it('is three standard deviations above what those hours let expect', () => {
    // A tenth of 98 and two more; of 100 that is 10, give or take 3.
    expect(isUnusual(shared({ n: 18 }), 100, { all: 98, n: 9 })).toBe(false)
    expect(isUnusual(shared({ n: 19 }), 100, { all: 98, n: 9 })).toBe(true)
  })

  it('is told by the narrowest of those that cover nearly the same', () => {
    const network = shared({ pattern: 'network', n: 95 })
    const wider = shared({ pattern: 'wider', n: 100 })
    const name = shared({ pattern: 'name', n: 60 })

    expect(foremost([wider, name, network])).toBe(network)
    expect(foremost([wider, name])).toBe(wider)
    expect(foremost([])).toBeNull()
  })
})

describe('a letter that signatures rush to', () => {
  /** So many forms within the five minutes that many slots ago. */
  async function forms(letter: Letter, n: number, slotsAgo = 0) {
    const slot = Math.floor(Date.now() / (5 * MINUTE)) - slotsAgo
    await env.DB.prepare('INSERT INTO gate_count (slot, letter_id, key, n) VALUES (?, ?, 0, ?)')
      .bind(slot, letter.id, n)
      .run()
  }

  async function isSaid(letter: Letter) {
    const data = JSON.parse(await aVisitor().read(paths.letterJson(letter.slug))) as {
      checking_since: string | null
    }
    const pages = [
      await aVisitor().read(paths.letter(letter.slug)),
      await aVisitor().read(paths.newsroom(letter.slug)),
    ]
    const said = pages.map((page) => page.includes('Unusual activity'))
    expect(new Set(said).size).toBe(1)
    expect(data.checking_since !== null).toBe(said[0])
    return said[0]
  }

  it('says that new ones are being checked, for half an hour and as long as it lasts', async () => {
    const letter = await aLetter()
    await forms(letter, 301)
    const before = await isSaid(letter)

    await runCron()
    const during = await isSaid(letter)
    const since = (await rowsOf('SELECT pressure_since FROM letter WHERE id = ?', letter.id))[0]
    passTime(5 * MINUTE)
    await runCron()
    passTime(26 * MINUTE)
    const longer = await isSaid(letter)
    const still = (await rowsOf('SELECT pressure_since FROM letter WHERE id = ?', letter.id))[0]
    passTime(10 * MINUTE)

    expect([before, during, longer, await isSaid(letter)]).toEqual([false, true, true, false])
    expect(still).toEqual(since)
  })

  it('is no news where so many are usual, or where they are few', async () => {
    const [usual, few] = [await aLetter(), await aLetter()]
    for (let ago = 2; ago < 50; ago++) await forms(usual, 100, ago)
    await forms(usual, 900)
    await forms(few, 300)

    await runCron()

    expect([await isSaid(usual), await isSaid(few)]).toEqual([false, false])
  })
})
