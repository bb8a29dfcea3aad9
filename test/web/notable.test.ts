import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { askRegistrar } from '../../src/registrar/ask'
import { aLetterSignedBy } from '../support/crowd'
import { aCampaigner, aSteward, joinTeam, type Campaigner } from '../support/desk'
import { aLetter } from '../support/letters'
import { ada, change, numbersOf, signAndConfirm, signUp } from '../support/signers'
import { runCron } from '../support/site'
import { dumpTables, findInTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

const NAME = 'Ottoline Brackenridge'
const NOTE = 'Minister in a novel'
const ASKED = 'we ask them first before we show it'

type Fields = Record<string, string>

let checker: Campaigner
let reader: Campaigner
beforeAll(async () => {
  checker = await aCampaigner()
  reader = await aCampaigner()
})

/** A letter with a checker, and with these on its list. */
async function ours(...names: string[]) {
  const letter = await aLetter()
  await joinTeam(letter, checker, 'checker')
  await joinTeam(letter, reader, 'reader')
  if (names.length > 0) await add(letter, names.join('\n'))
  return letter
}

const press = (letter: Letter, fields: Fields, who = checker) =>
  who.submit(deskPaths.notable(letter.id), fields)
const add = (letter: Letter, names: string, note = NOTE) =>
  press(letter, { act: 'add', names, note })
const page = (letter: Letter, who = checker) => who.read(deskPaths.notable(letter.id))
const sign = (letter: Letter, over: Fields = {}) =>
  signAndConfirm(letter, ada({ name: NAME, school: 'Fenmoor High', ...over }))
const shown = async (letter: Letter, name = NAME) =>
  (await aVisitor().read(paths.signatures(letter.slug))).includes(name)

/** Takes the name of this number for checked, as it stands on the page. */
async function check(letter: Letter, number: number, over: Fields = {}) {
  const html = await page(letter)
  const name = html.match(new RegExp(`name="name" value="(${number}\\.[^"]+)"`))?.[1] ?? ''
  const asked = {
    [`how-${number}`]: 'telephone',
    [`said-${number}`]: 'Her office said that she did.',
  }
  return press(letter, { act: 'checked', name, ...asked, ...over })
}

/** The public places in which signers are named. */
async function publicPlaces({ slug }: Letter) {
  const addresses = [
    paths.letter(slug),
    paths.signatures(slug),
    `${paths.signatures(slug)}?q=brackenridge`,
    paths.signaturesJson(slug),
    paths.signaturesCsv(slug),
    paths.letterJson(slug),
    paths.feed(slug),
    paths.newsroom(slug),
  ]
  return Promise.all(addresses.map((address) => aVisitor().read(address)))
}

describe('a signature under a name on the list', () => {
  it('counts at once, stands nowhere before a check is recorded, and everywhere after', async () => {
    const letter = await ours(NAME)
    const editor = await aCampaigner()
    await joinTeam(letter, editor, 'editor')
    const pack = () => editor.read(deskPaths.packPage(letter.id))

    const { page: counted, visitor, fields, manage } = await sign(letter, { updates: 'on' })

    expect(counted).toContain('signatory number <span class="n nw">1')
    expect(counted).toContain(ASKED)
    expect((await numbersOf(letter)).counted).toBe(1)
    for (const html of [...(await publicPlaces(letter)), await pack()]) {
      expect(html).not.toMatch(/ottoline/i)
    }
    expect(await aVisitor().read(paths.signatures(letter.slug))).toContain('1 signature confirmed')
    expect(await visitor.read(paths.signature(manage))).toContain(ASKED)
    const [mail] = await visitor.mails(fields.email)
    expect(mail?.subject).toContain('Your signature is counted')
    expect(mail?.text.replace(/\s+/g, ' ')).toContain(ASKED)

    const answer = await check(letter, 1)

    expect(answer.headers.get('location')).toBe(`${deskPaths.notable(letter.id)}?done=checked`)
    const after = await publicPlaces(letter)
    const named = after.map((html) => html.includes(NAME))
    expect(named).toEqual([true, true, true, true, true, false, false, false])
    expect(await pack()).toContain(NAME)
    expect((await numbersOf(letter)).counted).toBe(1)
    expect(await visitor.read(paths.signature(manage))).not.toContain(ASKED)
    const audit = await reader.read(deskPaths.audit(letter.id))
    expect(audit).toContain(
      'recorded that number 1, a notable name, was asked (by telephone, at a number that was looked up) and did sign'
    )
    expect(audit).not.toMatch(/Brackenridge|Her office/)
    expect(await page(letter)).toContain('Her office said that she did.')
    const own = JSON.parse(await visitor.read(paths.signatureData(manage))) as object
    expect(own).toMatchObject({
      signature: { asked: { how: 'telephone', said: 'Her office said that she did.' } },
    })
    expect(await visitor.read(paths.signature(manage))).toContain('Her office said that she did.')
  })

  it('is known by spellings that look alike, and by a middle name', async () => {
    const letter = await ours(NAME)

    for (const name of ['Оttоlinе Вrасkеnridgе', 'Dame 0ttoIine M. BRACKENRIDGE, MP']) {
      await sign(letter, { name })
      expect(await shown(letter, name)).toBe(false)
    }
    await sign(letter, { name: 'O. Brackenridge' })
    expect(await shown(letter, 'O. Brackenridge')).toBe(true)
  })

  it('is off display once it is corrected into that name, and back once corrected away', async () => {
    const letter = await ours(NAME)
    const { visitor, manage, fields } = await sign(letter, { name: 'Odo Salter' })
    const { email: _, consent: __, edition: ___, ...said } = fields
    const call = (name: string) => change(visitor, manage, 'correct', { ...said, name })
    expect(await shown(letter, 'Odo Salter')).toBe(true)

    await call(NAME)
    expect(await shown(letter)).toBe(false)
    expect(await page(letter)).toContain(NAME)
    await call('Odo Salter')
    expect(await shown(letter, 'Odo Salter')).toBe(true)
    expect(await page(letter)).not.toContain('Odo Salter')
  })

  it('waits in the list of what is to do of those who check', async () => {
    const letter = await ours(NAME)
    await sign(letter)

    const overview = deskPaths.letter(letter.id)
    expect(await checker.read(overview)).toContain('1 notable name to ask about')
    expect(await reader.read(overview)).not.toContain('notable')
    await check(letter, 1)
    expect(await checker.read(overview)).not.toContain('to ask about')
  })
})

describe('a check', () => {
  it('is the only way to show such a name: no other button of the desk does', async () => {
    const letter = await ours(NAME)
    await sign(letter)
    const [row] = await rowsOf<{ at: number }>(
      'SELECT confirmed_at AS at FROM signature WHERE letter_id = ?',
      letter.id
    )
    const show = (why: string) =>
      checker.submit(deskPaths.names(letter.id), {
        form: 'off',
        act: 'show',
        name: `1.${row?.at}.${why}`,
      })

    const answer = await show('notable')
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('That is a notable name')
    for (const why of ['look', 'checker', 'shown']) expect((await show(why)).status).toBe(409)
    expect(await shown(letter)).toBe(false)

    const off = {
      form: 'off',
      act: 'take-off',
      'reason-off': 'unkind',
      name: `1.${row?.at}.notable`,
    }
    await checker.submit(deskPaths.names(letter.id), off)
    expect((await show('checker')).status).toBe(409)
    expect(await shown(letter)).toBe(false)
    await check(letter, 1)
    expect(await shown(letter)).toBe(true)
  })

  it('needs how and what was said, and keeps what was typed', async () => {
    const letter = await ours(NAME)
    await sign(letter)
    const wrong: Fields[] = [
      { 'how-1': '' },
      { 'how-1': 'by-dream' },
      { 'said-1': ' ' },
      { 'said-1': 'Long. '.repeat(60) },
      { name: '1.x.notable' },
      { act: 'show' },
    ]
    const before = await dumpTables()

    for (const over of wrong) {
      const answer = await check(letter, 1, over)
      expect([over, answer.status]).toEqual([over, 422])
      expect(await answer.text()).toContain('There is a problem')
    }
    const kept = await check(letter, 1, { 'how-1': '' })
    expect(await kept.text()).toContain('value="Her office said that she did."')
    expect(await dumpTables()).toBe(before)
  })

  it('that nobody signed leads to a case that finds it, whatever letters it is spelt with', async () => {
    const letter = await ours(NAME)
    const name = 'Оttoline ΒRACKΕΝRIDGE'
    await sign(letter, { name })
    const link = (await page(letter)).match(/cases\/new\?name=([^"]+)/)?.[1] ?? ''

    const answer = await checker.submit(deskPaths.cases(letter.id), {
      states: 'both',
      name: decodeURIComponent(link),
    })

    expect(decodeURIComponent(link)).toBe(name)
    const made = await checker.read(answer.headers.get('location') ?? '')
    expect(made).toContain('A case about 1 signature')
  })

  it('is of the name as it was seen, and of no letter but its own', async () => {
    const [letter, other] = [await ours(NAME, 'Odo Salter'), await ours()]
    const { visitor, manage, fields } = await sign(letter)
    const html = await page(letter)
    const name = html.match(/name="name" value="([^"]+)"/)?.[1] ?? ''
    const { email: _, consent: __, edition: ___, ...said } = fields
    await change(visitor, manage, 'correct', { ...said, name: 'Odo Salter' })

    const asked = { act: 'checked', name, 'how-1': 'met', 'said-1': 'It was her.' }
    const answers = [await press(letter, asked), await press(other, asked)]

    expect(answers.map(({ status }) => status)).toEqual([409, 409])
    expect(await shown(letter, 'Odo Salter')).toBe(false)
  })

  it('is forgotten with its signature, and once the name is another', async () => {
    const letter = await ours(NAME)
    const said = 'Spoke with her by the pond.'
    const [one, two] = [await sign(letter), await sign(letter)]
    await check(letter, 1, { 'said-1': said })
    await check(letter, 2, { 'said-2': said })

    await change(one.visitor, one.manage, 'erase')
    expect(await rowsOf('SELECT 1 FROM notable_check WHERE letter_id = ?', letter.id)).toHaveLength(
      1
    )
    const { email: _, consent: __, edition: ___, ...fields } = two.fields
    await change(two.visitor, two.manage, 'correct', { ...fields, name: 'Odo Salter' })
    expect(await findInTables(said)).toEqual([])
  })
})

describe('a list of notable names', () => {
  it('takes those off display at once who stand under a name that is added, and tells them', async () => {
    const letter = await ours()
    const { visitor, fields, manage } = await sign(letter, { updates: 'on' })
    await sign(letter, { name: 'Odo Brackenridge' })
    expect(await shown(letter)).toBe(true)

    await add(letter, `${NAME}; ${NOTE}\r\n\r\nGrace Fold ; Her friend; a poet`, '')

    expect(await shown(letter)).toBe(false)
    expect(await shown(letter, 'Odo Brackenridge')).toBe(true)
    const html = await page(letter)
    for (const said of [NAME, NOTE, 'Grace Fold', 'Her friend; a poet'])
      expect(html).toContain(said)
    const [mail] = await visitor.mails(fields.email)
    expect(mail?.subject).toBe('Your name is not shown for now')
    expect(mail?.text.replace(/\s+/g, ' ')).toContain(ASKED)
    expect(await visitor.read(paths.signature(manage))).toContain(ASKED)
    const audit = await reader.read(deskPaths.audit(letter.id))
    expect(audit).toContain('added to the list of notable names')
    expect(audit).toContain('off display, since it is on a list of notable names')
    expect(audit).not.toContain('Brackenridge')

    await check(letter, 1)
    const [news] = await visitor.mails(fields.email)
    expect(news?.subject).toBe('Your name is shown again')
    expect(await shown(letter)).toBe(true)
  })

  it('lets those be shown whose name is taken off it', async () => {
    const letter = await ours(NAME)
    await sign(letter)
    const id = (await page(letter)).match(/name="notable" value="(\d+)"/)?.[1] ?? ''

    await press(letter, { act: 'remove', notable: id })

    expect(await shown(letter)).toBe(true)
    expect(await page(letter)).not.toContain(NAME)
    await runCron()
    expect(await rowsOf('SELECT * FROM notable_change')).toEqual([])
  })

  it('shows nobody that way before the look that the letter’s names wait for', async () => {
    const letter = await ours(NAME)
    const looks = 'UPDATE letter SET names_after_look = 1 WHERE id = ?'
    await env.DB.prepare(looks).bind(letter.id).run()
    await sign(letter)
    const id = (await page(letter)).match(/name="notable" value="(\d+)"/)?.[1] ?? ''

    await press(letter, { act: 'remove', notable: id })

    expect(await shown(letter)).toBe(false)
    expect(await page(letter)).not.toContain(NAME)
    expect(await checker.read(deskPaths.names(letter.id))).toContain(NAME)
  })

  it('is asked again whenever a name could come back: shown, signed again, reinstated, released', async () => {
    const letter = await ours()
    const [hidden, left, removed] = [
      await sign(letter, { public: '' }),
      await sign(letter),
      await sign(letter),
    ]
    const held = await signUp(letter, ada({ name: NAME }))
    const at = Date.now()
    const ids = await rowsOf<{ id: string }>(
      'SELECT id FROM signature WHERE letter_id = ? ORDER BY created_at, number NULLS LAST',
      letter.id
    )
    const [, , third = '', last = ''] = ids.map(({ id }) => id)
    const { email: _, consent: __, edition: ___, ...said } = held.fields
    const fields = { ...said, role_other: null, urn: [], public: true, country: 'england' as const }
    const caseId = crypto.randomUUID()
    const { REGISTRAR } = env
    await change(left.visitor, left.manage, 'withdraw')
    await askRegistrar<'hold'>(REGISTRAR, letter.id, {
      verb: 'hold',
      id: last,
      edition: 1,
      fields,
      at,
    })
    await askRegistrar<'remove'>(REGISTRAR, letter.id, {
      verb: 'remove',
      id: third,
      caseId,
      reason: 'legal',
      at,
    })
    await add(letter, NAME)

    await change(hidden.visitor, hidden.manage, 'show' as 'correct')
    await change(left.visitor, left.manage, 'sign-again', { edition: '1' })
    await askRegistrar<'reinstate'>(REGISTRAR, letter.id, {
      verb: 'reinstate',
      id: third,
      caseId,
      at,
    })
    const released = await askRegistrar<'release'>(REGISTRAR, letter.id, {
      verb: 'release',
      id: last,
      at,
    })

    expect(released.outcome).toBe('counted')
    expect((await numbersOf(letter)).counted).toBe(4)
    expect(await shown(letter)).toBe(false)
    const waiting = await page(letter)
    expect(waiting.match(/name="name" value="\d/g)).toHaveLength(4)
    expect(removed.manage).not.toBe('')
  })

  it('reads what is typed with care: a name has letters, and somebody knows who that is', async () => {
    const letter = await ours()
    const before = await dumpTables()
    const wrong: [names: string, note: string, problem: string][] = [
      ['', NOTE, 'Type the names, one a line.'],
      ['123', NOTE, 'has no letters in it'],
      [NAME, '', `Say who “${NAME}” is`],
      [`${'Una '.repeat(30)}Salter`, NOTE, 'A name must be 100 characters or fewer'],
      [NAME, 'Who '.repeat(60), 'Use 150 characters or fewer'],
      [Array.from({ length: 201 }, (_, i) => `Una Salter${i}`).join('\n'), NOTE, 'Add at most 200'],
    ]
    for (const [names, note, problem] of wrong) {
      const answer = await add(letter, names, note)
      expect([problem, answer.status]).toEqual([problem, 422])
      const html = await answer.text()
      expect(html).toContain(problem)
      expect(html).toContain(names.split('\n')[0] ?? '')
    }
    expect(await dumpTables()).toBe(before)
  })

  it('holds 500 names of a letter, each once, and adds none of too many', async () => {
    const letter = await ours()
    await env.DB.prepare(
      `WITH RECURSIVE i (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < 499)
       INSERT INTO notable_name (letter_id, name, folded, note, added_at)
       SELECT ?, 'Una ' || i, 'una ' || i, 'Nobody', 1 FROM i`
    )
      .bind(letter.id)
      .run()
    const count = async () =>
      (await rowsOf('SELECT 1 FROM notable_name WHERE letter_id = ?', letter.id)).length

    const full = await add(letter, 'Grace Fold\nOdo Fold')
    expect(await full.text()).toContain('The list holds at most 500 names')
    expect(await count()).toBe(499)
    await add(letter, 'Grace Fold\nFOLD, Grace')
    expect(await count()).toBe(500)
    const known = await add(letter, 'Grace  Fold')
    expect(known.headers.get('location')).toContain('done=known')
    expect(await page(letter)).toContain('500 of at most 500')
  })

  it('is for those who check, and for nobody else', async () => {
    const letter = await ours(NAME)
    const stranger = await aCampaigner()
    const address = deskPaths.notable(letter.id)

    const statuses = [reader, stranger, aVisitor()].map(async (who) => [
      (await who.visit(address)).status,
      (await who.submit(address, { act: 'add', names: 'Odo Salter', note: NOTE })).status,
    ])
    expect(await Promise.all(statuses)).toEqual([
      [403, 403],
      [404, 404],
      [303, 403],
    ])
    expect((await checker.visit(deskPaths.stewardNotable())).status).toBe(404)
    expect(await page(letter)).not.toContain('Odo Salter')
    const before = await dumpTables()
    await page(letter)
    expect(await dumpTables()).toBe(before)
  })
})

describe('the list of stewards', () => {
  it('is for every letter: those that come, and within minutes those that are there', async () => {
    const steward = await aSteward()
    const letters = [await ours(), await ours()]
    const name = 'Tiberius Quagmire'
    for (const letter of letters) await sign(letter, { name })
    const [one, two] = letters.map((letter) => () => shown(letter, name))
    const sent = { act: 'add', names: name, note: 'A senator in a play' }

    const answer = await steward.submit(deskPaths.stewardNotable(), sent)
    expect(answer.headers.get('location')).toBe(`${deskPaths.stewardNotable()}?done=added`)
    const [letter] = letters
    if (!letter) throw new Error('There is no letter.')
    await sign(letter, { name: 'Quagmire, Tiberius' })
    expect(await shown(letter, 'Quagmire, Tiberius')).toBe(false)
    expect(await page(letter)).toContain('On the list of the whole site')
    await runCron()
    await runCron()
    expect([await one?.(), await two?.()]).toEqual([false, false])
    expect(await steward.read(deskPaths.stewardNotable())).toContain('A senator in a play')
    expect(await steward.read(deskPaths.steward())).toContain('added to the list of notable names')

    const html = await steward.read(deskPaths.stewardNotable())
    const id = html.match(/name="notable" value="(\d+)"/)?.[1] ?? ''
    expect((await press(letter, { act: 'remove', notable: id })).status).toBe(303)
    expect(await steward.read(deskPaths.stewardNotable())).toContain(name)
    await steward.submit(deskPaths.stewardNotable(), { act: 'remove', notable: id })
    await runCron()
    await runCron()
    expect([await one?.(), await two?.()]).toEqual([true, true])
  })

  it('is compared a part at a time, and goes on where it was', async () => {
    const letter = await aLetterSignedBy(450)
    await joinTeam(letter, checker, 'checker')

    await add(letter, 'Tamsin Number449')
    const display = () =>
      rowsOf('SELECT number FROM signature WHERE letter_id = ? AND public = 0', letter.id)
    expect(await display()).toEqual([])
    expect(await page(letter)).toContain('still being compared')

    await runCron()
    expect(await display()).toEqual([{ number: 449 }])
    expect(await page(letter)).not.toContain('still being compared')
  })
})

describe('what one list says', () => {
  it('is of no other letter, and before what the site’s says', async () => {
    const steward = await aSteward()
    const [letter, other] = [await ours(), await ours()]
    const name = 'Peregrine Sallowby'
    await add(other, name, 'A friend of theirs')
    await sign(letter, { name })
    const free = await shown(letter, name)

    await add(letter, name, 'Our own bishop')
    await steward.submit(deskPaths.stewardNotable(), { act: 'add', names: name, note: 'A bishop' })

    const html = await page(letter)
    expect(free).toBe(true)
    expect(await shown(letter, name)).toBe(false)
    expect(html).toContain(`On the list: <bdi>${name}</bdi>, <bdi>Our own bishop`)
    expect(html).not.toContain('On the list of the whole site')
    expect(html).not.toContain('A friend of theirs')
    const list = await steward.read(deskPaths.stewardNotable())
    const id = list.match(/name="notable" value="(\d+)"/)?.[1] ?? ''
    await steward.submit(deskPaths.stewardNotable(), { act: 'remove', notable: id })
    await runCron()
    expect(await shown(letter, name)).toBe(false)
  })

  it('finds those shown by any one word that is spelt as listed, and no hidden ones', async () => {
    const letter = await ours()
    const disguised = ['Casimir Оdо Fеnwrаith', 'Саsimir Odo Fеnwrаith', 'Саsimir Оdо Fenwraith']
    for (const name of disguised) await sign(letter, { name })
    const { visitor, fields } = await sign(letter, {
      name: 'Casimir Odo Fenwraith',
      public: '',
      updates: 'on',
    })

    await add(letter, 'Casimir Odo Fenwraith')

    for (const name of disguised) expect([name, await shown(letter, name)]).toEqual([name, false])
    const subjects = (await visitor.mails(fields.email)).map(({ subject }) => subject)
    expect(subjects).not.toContain('Your name is not shown for now')
  })

  it('brings nobody back whom a checker has taken off for something else', async () => {
    const letter = await ours()
    await sign(letter)
    const names = `${deskPaths.names(letter.id)}?q=brackenridge`
    const name = (await checker.read(names)).match(/name="name"[^>]* value="([^"]+)"/)?.[1] ?? ''
    await checker.submit(names, {
      form: 'find',
      act: 'take-off',
      name,
      'reason-find': 'not-a-person',
    })
    expect(await shown(letter)).toBe(false)
    await add(letter, NAME)
    const id = (await page(letter)).match(/name="notable" value="(\d+)"/)?.[1] ?? ''

    await press(letter, { act: 'remove', notable: id })
    await runCron()

    expect(await shown(letter)).toBe(false)
  })

  it('is read a page at a time, each name once; and a check only while its signature counts', async () => {
    const letter = await ours()
    await env.DB.prepare(
      `WITH RECURSIVE i (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < 200)
       INSERT INTO notable_name (letter_id, name, folded, note, added_at)
       SELECT ?, 'Una Page' || i, 'una page' || i, 'Nobody', 1 FROM i`
    )
      .bind(letter.id)
      .run()

    const first = await page(letter)
    const before = first.match(/before=(\d+)/)?.[1]
    const second = await checker.read(`${deskPaths.notable(letter.id)}?before=${before}`)

    const names = (html: string) => html.match(/Una Page\d+/g) ?? []
    expect([new Set(names(first)).size, new Set(names(second)).size]).toEqual([100, 100])
    expect(new Set([...names(first), ...names(second)]).size).toBe(200)
    expect(second).not.toMatch(/before=\d/)

    await add(letter, NAME)
    const { visitor, manage } = await sign(letter)
    await check(letter, 1, { 'said-1': 'She nodded twice.' })
    const during = await page(letter)
    await change(visitor, manage, 'withdraw')
    expect(during).toContain('She nodded twice.')
    expect(await page(letter)).not.toContain('She nodded twice.')
  })
})
