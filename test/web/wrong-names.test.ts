import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { askRegistrar } from '../../src/registrar/ask'
import { isFromSchool } from '../../src/reports/from-school'
import { domainKey } from '../../src/mailbox'
import { endOfWorkingDay, isWorkingDay } from '../../src/working-days'
import { DAY, passTime } from '../support/clock'
import { aCampaigner, cookieOf, joinTeam, type Campaigner } from '../support/desk'
import { aLetter } from '../support/letters'
import { aSchool, register } from '../support/schools'
import { ada, change, numbersOf, signAndConfirm } from '../support/signers'
import { aCountedDatabase, aSite, runCron } from '../support/site'
import { dumpTables, findInTables, rowsOf } from '../support/tables'
import { aVisitor, type Visitor } from '../support/visitor'

let people = 0

/** A letter with a checker, and somebody shown on it. */
async function aListed(over: Record<string, string> = {}, looks = false) {
  const letter = await aLetter()
  if (looks) {
    const sql = 'UPDATE letter SET names_after_look = 1 WHERE id = ?'
    await env.DB.prepare(sql).bind(letter.id).run()
  }
  const checker = await aCampaigner()
  await joinTeam(letter, checker, 'checker')
  const signer = await signAndConfirm(letter, ada({ name: `Odo Marrowby${++people}`, ...over }))
  return { letter, checker, signer, name: signer.fields.name }
}

const listOf = (letter: Letter) => aVisitor().read(paths.signatures(letter.slug))
const namesOf = (letter: Letter, who: Campaigner, query = '') =>
  who.read(deskPaths.names(letter.id) + query)

/** What the page of names has in its boxes and hidden fields, as a browser would send it. */
function fieldsOn(page: string, field: string): string[] {
  return [...page.matchAll(new RegExp(`name="${field}"[^>]* value="([^"]+)"`, 'g'))].map(
    ([, value]) => value ?? ''
  )
}

async function press(letter: Letter, who: Campaigner, act: string, over: Fields = {}, query = '') {
  const page = await namesOf(letter, who, query)
  return who.submit(deskPaths.names(letter.id) + query, {
    form: 'find',
    name: fieldsOn(page, 'name'),
    report: fieldsOn(page, 'report'),
    'reason-find': 'not-a-person',
    act,
    ...over,
  })
}

type Fields = Record<string, string | string[]>

function report(letter: Letter, visitor: Visitor, over: Record<string, string> = {}) {
  const email = `reporter-${++people}@elsewhere.example.org`
  return visitor.submit(deskPaths.report(letter.slug), {
    about: 'Nobody',
    what: 'not-a-person',
    words: '',
    email,
    ...over,
  })
}

/** The link in the mail to somebody who reported a name, as a path; empty without such a mail. */
async function reportLink(visitor: Visitor, email: string): Promise<string> {
  const [mail] = (await visitor.mails(email)).filter(({ text }) => text.includes('/report/confirm'))
  const url = mail?.text.match(/https?:\S+\/report\/confirm\?t=\S+/)?.[0]
  return url ? new URL(url).pathname + new URL(url).search : ''
}

/** Reports a name and confirms that from the mail. */
async function confirmed(letter: Letter, about: string, email: string, over = {}) {
  const visitor = aVisitor()
  await report(letter, visitor, { about, email, ...over })
  const link = await reportLink(visitor, email)
  const token = new URL(link, env.ORIGIN).searchParams.get('t') ?? ''
  const answer = await visitor.submit(deskPaths.reportConfirmation(letter.slug), { t: token })
  return { visitor, link, token, page: await answer.text() }
}

const reportsOf = (letter: Letter) =>
  rowsOf<Record<string, unknown>>('SELECT * FROM report WHERE letter_id = ?', letter.id)

describe('a name that a checker takes off display', () => {
  it('is on no list, counts as before, and its signer sees why', async () => {
    const { letter, checker, signer, name } = await aListed({ updates: 'on' })
    const before = await numbersOf(letter)

    const answer = await press(
      letter,
      checker,
      'take-off',
      { 'sentence-find': 'A hero of a novel.' },
      `?q=${name}`
    )

    expect(answer.headers.get('location')).toBe(`${deskPaths.names(letter.id)}?done=off`)
    const list = await listOf(letter)
    expect(list).not.toContain(name)
    expect(list).toContain('1 signature confirmed')
    const { breakdown, ...totals } = await numbersOf(letter)
    expect(totals).toEqual({ ...before, as_of: totals.as_of, breakdown: undefined })
    expect(breakdown['country']).toMatchObject([{ key: 'withheld', counted: 1 }])
    const own = await signer.visitor.read(paths.signature(signer.manage))
    expect(own).toContain('your name is not shown for now')
    expect(own).toContain('A hero of a novel.')
    const [mail] = await signer.visitor.mails(signer.fields.email)
    expect(mail?.subject).toBe('Your name is not shown for now')
    expect(mail?.text).toContain('A hero of a novel.')
    const data = await signer.visitor.read(paths.signatureData(signer.manage))
    expect(JSON.parse(data)).toMatchObject({
      signature: { public: true, offDisplay: { why: 'checker', sentence: 'A hero of a novel.' } },
    })
    const audit = await checker.read(deskPaths.audit(letter.id))
    expect(audit).toContain('took the name of number 1 off display')
    expect(audit).not.toContain(name)
    expect(audit).not.toContain('hero')
  })

  it('is shown again at one press, and its signer is told', async () => {
    const { letter, checker, signer, name } = await aListed({ updates: 'on' })
    await press(letter, checker, 'take-off', {}, `?q=${name}`)

    await press(letter, checker, 'show', { form: 'off' })

    expect(await listOf(letter)).toContain(name)
    const mails = await signer.visitor.mails(signer.fields.email)
    const about = mails.map(({ subject }) => subject).filter((text) => text.includes('name'))
    expect(about).toEqual(['Your name is shown again'])
  })

  it('is for no checker to read any more once its signer hides it', async () => {
    const { letter, checker, signer, name } = await aListed()
    await press(letter, checker, 'take-off', {}, `?q=${name}`)
    expect(await namesOf(letter, checker)).toContain(name)

    const { email: _, consent: __, public: ___, ...said } = signer.fields
    await change(signer.visitor, signer.manage, 'correct', said)

    expect(await namesOf(letter, checker)).not.toContain(name)
  })

  it('is found by its number, and never if its signer hides it', async () => {
    const { letter, checker, name } = await aListed()
    const hidden = await signAndConfirm(letter, ada({ name: 'Hilda Hidden', public: '' }))

    for (const query of ['1', '%231', `odo%20${name.slice(4)}`]) {
      expect(await namesOf(letter, checker, `?q=${query}`)).toContain(name)
    }
    expect(await namesOf(letter, checker, `?q=${name.slice(4)}%20nobo`)).not.toContain(name)
    for (const query of ['?q=2', '?q=hilda']) {
      expect(await namesOf(letter, checker, query)).not.toContain(hidden.fields.name)
    }
  })

  it('is judged as it was seen: one that its signer changed meanwhile is looked at again', async () => {
    const { letter, checker, signer, name } = await aListed()
    const page = await namesOf(letter, checker, `?q=${name}`)
    const { email: _, consent: __, ...said } = signer.fields
    await change(signer.visitor, signer.manage, 'correct', { ...said, name: 'Odo Right' })

    const answer = await press(letter, checker, 'take-off', {
      name: fieldsOn(page, 'name'),
      'sentence-find': 'Typed with care',
    })

    expect(answer.status).toBe(409)
    const again = await answer.text()
    expect(again).toContain('Nothing was done to number 1')
    expect(await listOf(letter)).toContain('Odo Right')
  })

  it('comes to the same when pressed twice', async () => {
    const { letter, checker, name } = await aListed()
    const page = await namesOf(letter, checker, `?q=${name}`)
    const twice = () => press(letter, checker, 'take-off', { name: fieldsOn(page, 'name') })

    const answers = await Promise.all([twice(), twice()])

    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const audit = await checker.read(deskPaths.audit(letter.id))
    expect(audit.match(/off display/g)).toHaveLength(1)
  })

  it('needs a name and a reason, and what was typed stays', async () => {
    const { letter, checker, name } = await aListed()
    const before = await dumpTables()
    const query = `?q=${name}`
    const typed = { 'sentence-find': 'Typed with care' }

    const noReason = await press(
      letter,
      checker,
      'take-off',
      { ...typed, 'reason-find': '' },
      query
    )
    const noName = await press(letter, checker, 'take-off', { ...typed, name: [] }, query)
    const noWords = await press(letter, checker, 'take-off', { 'reason-find': 'other' }, query)
    const enter = await press(letter, checker, '', typed, query)

    for (const answer of [noReason, noName, noWords, enter]) expect(answer.status).toBe(422)
    const page = await noReason.text()
    expect(page).toContain('Choose what is wrong.')
    expect(page).toContain('value="Typed with care"')
    expect(page).toMatch(/value="1\.\d+\.shown" checked/)
    expect(await dumpTables()).toBe(before)
  })

  it('is for those who check names', async () => {
    const { letter, name } = await aListed()
    const editor = await aCampaigner()
    await joinTeam(letter, editor, 'editor')
    const stranger = await aCampaigner()

    for (const [who, status] of [
      [editor, 403],
      [stranger, 404],
    ] as const) {
      expect((await who.visit(deskPaths.names(letter.id))).status).toBe(status)
      const sent = { form: 'find', name: '1.1.shown', act: 'take-off', 'reason-find': 'unkind' }
      expect((await who.submit(deskPaths.names(letter.id), sent)).status).toBe(status)
    }
    expect(await listOf(letter)).toContain(name)
  })
})

describe('a letter whose names are shown after a look', () => {
  it('says so before and after signing, and shows a name once somebody has looked', async () => {
    const { letter, checker, signer, name } = await aListed({}, true)

    expect(await aVisitor().read(paths.letter(letter.slug))).toContain(
      'Names appear once somebody of the letter’s team has looked at them.'
    )
    expect(signer.page).toContain('Nobody has looked at yours yet')
    const [mail] = await signer.visitor.mails(signer.fields.email)
    expect(mail?.text).toContain('Your name is shown once somebody')
    expect(await signer.visitor.read(paths.signature(signer.manage))).toContain(
      'Nobody has looked at yours yet'
    )
    expect(await listOf(letter)).not.toContain(name)

    await press(letter, checker, 'show', { form: 'look' })
    expect(await listOf(letter)).toContain(name)
  })

  it('shows several at once, leaves those not ticked, and never a name that is hidden', async () => {
    const { letter, checker } = await aListed({ name: 'Una First' }, true)
    await signAndConfirm(letter, ada({ name: 'Dora Second' }))
    await signAndConfirm(letter, ada({ name: 'Hilda Hidden', public: '' }))
    const page = await namesOf(letter, checker)
    expect(page).not.toContain('Hilda')
    expect(page.indexOf('Una First')).toBeLessThan(page.indexOf('Dora Second'))

    await press(letter, checker, 'take-off', {
      form: 'look',
      'reason-look': 'unkind',
      name: fieldsOn(page, 'name').slice(0, 1),
    })
    await press(letter, checker, 'show-listed', {
      form: 'look',
      name: [],
      listed: fieldsOn(await namesOf(letter, checker), 'listed'),
    })

    const list = await listOf(letter)
    expect(list).toContain('Dora Second')
    expect(list).not.toMatch(/Una First|Hilda/)
  })

  it('shows after a removal that was taken back exactly whom it showed before', async () => {
    const { letter } = await aListed({ name: 'Una Waits' }, true)
    await signAndConfirm(letter, ada({ name: 'Dora Shown' }))
    await signAndConfirm(letter, ada({ name: 'Odo Reported' }))
    await signAndConfirm(letter, ada({ name: 'Hilda Hidden', public: '' }))
    const found = await rowsOf<{ id: string }>(
      'SELECT id FROM signature WHERE letter_id = ? ORDER BY number',
      letter.id
    )
    const ids = found.map(({ id }) => id)
    const at = Date.now()
    const registrar = [env.REGISTRAR, letter.id] as const
    for (const id of ids.slice(1)) {
      await askRegistrar<'put-back'>(...registrar, { verb: 'put-back', id, at })
    }
    const taken = { verb: 'take-off', why: 'reported', sentence: 'Hm.', at } as const
    await askRegistrar<'take-off'>(...registrar, { ...taken, id: ids[2] ?? '' })

    const caseId = crypto.randomUUID()
    for (const id of ids) {
      const its = { id, caseId, at }
      await askRegistrar<'remove'>(...registrar, { verb: 'remove', reason: 'legal', ...its })
      await askRegistrar<'reinstate'>(...registrar, { verb: 'reinstate', ...its })
    }

    expect((await numbersOf(letter)).counted).toBe(4)
    const list = await listOf(letter)
    expect(list).toContain('Dora Shown')
    expect(list).not.toMatch(/Una Waits|Odo Reported|Hilda Hidden/)
  })
})

describe('a report of a name', () => {
  it('is read once it is confirmed, decided by a checker, and its reporter told and forgotten', async () => {
    const { letter, checker, name } = await aListed()
    const [owner, editor] = [await aCampaigner(), await aCampaigner()]
    await joinTeam(letter, owner, 'owner')
    await joinTeam(letter, editor, 'editor')
    const email = 'watcher@elsewhere.example.org'
    const visitor = aVisitor()

    const sent = await report(letter, visitor, { about: name, email, words: 'He is in a novel.' })
    expect(sent.headers.get('location')).toBe(`${deskPaths.report(letter.slug)}?sent=1`)
    expect(await namesOf(letter, checker)).not.toContain('He is in a novel.')
    const link = await reportLink(visitor, email)
    const before = await dumpTables()
    expect(await visitor.read(link)).toContain('Is this your report?')
    expect(await dumpTables()).toBe(before)

    const token = new URL(link, env.ORIGIN).searchParams.get('t') ?? ''
    const answer = await visitor.submit(deskPaths.reportConfirmation(letter.slug), { t: token })
    expect(await answer.text()).toContain('Your report is with the team')
    expect(await listOf(letter)).toContain(name)
    const page = await namesOf(letter, checker)
    expect(page).toContain('He is in a novel.')
    expect(page).not.toContain(email)
    const [notice] = await checker.mails(checker.account.address)
    expect(notice?.subject).toBe('A name on your letter was reported')
    expect(notice?.text).not.toContain(name)
    expect(await owner.mails(owner.account.address)).toHaveLength(1)
    expect(await editor.mails(editor.account.address)).toEqual([])

    await press(letter, checker, 'take-off', { form: 'case', 'reason-case': 'not-a-person' })
    expect(await listOf(letter)).not.toContain(name)
    const [told] = await visitor.mails(email)
    expect(told?.text).toContain('decided: the name is not shown')
    expect(await findInTables([email, 'He is in a novel.'], ['dev_mail'])).toEqual([])
    expect(await visitor.read(link)).toContain('This report is decided')
    expect(await checker.read(deskPaths.audit(letter.id))).toContain('decided a report of a name')
  })

  it('answers alike whatever is reported, and mails one address a few times only', async () => {
    const { letter, name } = await aListed()
    const visitor = aVisitor()
    const email = 'many@elsewhere.example.org'
    const answers = []
    for (const about of [name, 'Nobody', '1', '99', 'a', 'b', 'c', 'd']) {
      answers.push(await report(letter, visitor, { about, email }))
    }

    const seen = answers.map(({ status, headers }) => [status, headers.get('location')])
    expect(new Set(seen.map(String)).size).toBe(1)
    expect(await visitor.mails(email)).toHaveLength(6)
    passTime(DAY + 1)
    await report(letter, visitor, { email })
    expect(await visitor.mails(email)).toHaveLength(7)
  })

  it('with a mistake comes back with what was typed, and a robot’s is not kept', async () => {
    const { letter } = await aListed()
    const visitor = aVisitor()
    const before = await dumpTables()

    const kept = await report(letter, visitor, { about: 'Typed with care', what: '' })
    expect(await kept.text()).toContain('value="Typed with care"')
    for (const [over, problem] of [
      [{ about: ' ' }, 'Type the name as the list shows it.'],
      [{ what: '' }, 'Choose what is wrong with it.'],
      [{ what: 'other' }, 'Say in a few words what is wrong.'],
      [{ words: 'x'.repeat(501) }, 'must be 500 characters or fewer (now 501)'],
      [{ email: 'nobody' }, 'Enter an email address'],
      [{ website: 'https://robots.example' }, 'A field that should stay empty'],
    ] as const) {
      const answer = await report(letter, visitor, { about: 'Typed with care', ...over })
      expect(answer.status).toBe(422)
      const page = await answer.text()
      expect(page).toContain(problem)
    }
    expect(await dumpTables()).toBe(before)
  })

  it.each([
    ['of a school that the signer names', 'office@', 'quillbrook.example.com', 'off the list now'],
    ['under it', 'office@staff.', 'quillbrook.example.com', 'off the list now'],
    ['beside it', 'office@not', 'quillbrook.example.com', 'team'],
    ['that anybody can have, though the register has it', 'office@', 'outlook.com', 'team'],
  ])('from a domain %s, as the register knows it, comes to that', async (_, at, domain, said) => {
    const urn = 910_000 + ++people
    await register(aSchool(urn, { domain }))
    const { letter, name } = await aListed({ school: '', urn: String(urn) })

    const { page } = await confirmed(letter, name, at + domain)

    expect(page).toContain(said)
    const takenOff = said.includes('off')
    expect((await listOf(letter)).includes(name)).toBe(!takenOff)
    expect(await reportsOf(letter)).toMatchObject([{ from_school: takenOff ? 1 : 0 }])
  })

  it('from the signer’s own domain takes the name off at once, and a checker may put it back', async () => {
    const { letter, checker, signer, name } = await aListed({
      email: `odo-${++people}@quillford.example.com`,
      updates: 'on',
    })

    const colleague = await confirmed(letter, name, 'colleague@quillford.example.com')

    expect(colleague.page).toContain('the name is off the list now')
    expect(await listOf(letter)).not.toContain(name)
    const [mail] = await signer.visitor.mails(signer.fields.email)
    expect(mail?.text).toContain(
      'Somebody with a mailbox at your own domain, or at your school’s, reported it.'
    )
    await runCron('* * * * *')
    expect(await namesOf(letter, checker)).toContain('from somebody at the signer’s own domain')

    await press(letter, checker, 'show', { form: 'case' })
    expect(await listOf(letter)).toContain(name)
    const [told] = await colleague.visitor.mails('colleague@quillford.example.com')
    expect(told?.text).toContain('decided: the list stays as it is')

    const again = await confirmed(letter, name, 'another@quillford.example.com')
    expect(again.page).not.toContain('off the list now')
    expect(await listOf(letter)).toContain(name)
  })

  it('from the domain of one of two of the same name means that one', async () => {
    const { letter, name } = await aListed({ email: `odo-${++people}@reedham.example.com` })
    await signAndConfirm(letter, ada({ name, email: `odo-${++people}@weirton.example.com` }))

    const colleague = await confirmed(letter, name, 'colleague@weirton.example.com')

    expect(colleague.page).toContain('the name is off the list now')
    const off = 'SELECT number FROM signature WHERE letter_id = ? AND off_display IS NOT NULL'
    expect(await rowsOf(off, letter.id)).toEqual([{ number: 2 }])
  })

  it('never leads to a name that its signer hides, not even by its number', async () => {
    const { letter } = await aListed()
    const email = `hilda-${++people}@quillford.example.com`
    await signAndConfirm(letter, ada({ name: 'Hilda Hidden', public: '', email }))

    for (const about of ['2', 'Hilda Hidden']) {
      await confirmed(letter, about, 'colleague@quillford.example.com')
    }

    const nobody = { signature_id: null, from_school: 0 }
    expect(await reportsOf(letter)).toMatchObject([nobody, nobody])
  })

  it('from elsewhere, or from a mailbox that anybody can have, waits for a checker', async () => {
    const { letter, name } = await aListed({ email: `odo-${++people}@gmail.com` })

    for (const email of ['somebody@gmail.com', 'somebody@elsewhere.example.org']) {
      expect((await confirmed(letter, name, email)).page).not.toContain('off the list now')
    }
    expect(await listOf(letter)).toContain(name)
  })

  it('of one name by several people is decided once, as far as it was read', async () => {
    const { letter, checker, name } = await aListed()
    await confirmed(letter, name.toUpperCase(), 'one@elsewhere.example.org', { words: 'One.' })
    await confirmed(letter, `${name}, Brambleholt Primary`, 'two@elsewhere.example.org')
    const page = await namesOf(letter, checker)
    expect(page.match(/by the end of/g)).toHaveLength(1)
    await confirmed(letter, '1', 'three@elsewhere.example.org', { words: 'Three.' })

    await press(letter, checker, 'show', {
      form: 'case',
      name: fieldsOn(page, 'name'),
      report: fieldsOn(page, 'report'),
    })

    const left = await namesOf(letter, checker)
    expect(left).not.toContain('One.')
    expect(left).toContain('Three.')
    expect(await listOf(letter)).toContain(name)
  })

  it('that names nobody for certain is settled by a checker who looked', async () => {
    const { letter, checker, name } = await aListed()
    await signAndConfirm(letter, ada({ name }))
    await confirmed(letter, name, 'unsure@elsewhere.example.org')

    const page = await namesOf(letter, checker)
    expect(page).toContain('Nobody is shown under exactly this name, or')
    await press(letter, checker, 'settle-stays', { form: 'case', name: [] })

    expect(await namesOf(letter, checker)).not.toContain('by the end of')
    expect((await reportsOf(letter)).map(({ state }) => state)).toEqual(['settled'])
  })

  it('is one case with others of the same words, and stays one until it is decided', async () => {
    const { letter, checker } = await aListed()
    await confirmed(letter, 'Nobody Known', 'one@elsewhere.example.org')
    await confirmed(letter, 'known, NOBODY', 'two@elsewhere.example.org')

    expect((await namesOf(letter, checker)).match(/by the end of/g)).toHaveLength(1)
    passTime(8 * DAY)
    await runCron('* * * * *')
    expect((await reportsOf(letter)).map(({ state }) => state)).toEqual(['open', 'open'])
  })

  it('is decided by checkers of its own letter, and only once it is confirmed', async () => {
    const [mine, other] = [await aListed(), await aListed()]
    await confirmed(other.letter, 'Nobody', 'one@elsewhere.example.org')
    await report(mine.letter, aVisitor())
    await confirmed(mine.letter, 'Nobody', 'two@elsewhere.example.org')
    const all = [...(await reportsOf(mine.letter)), ...(await reportsOf(other.letter))]

    await press(mine.letter, mine.checker, 'settle-stays', {
      form: 'case',
      name: [],
      report: all.map(({ id }) => String(id)),
    })

    const states = async ({ letter }: { letter: Letter }) =>
      (await reportsOf(letter)).map(({ state, outcome }) => [state, outcome]).sort()
    expect(await states(other)).toEqual([['open', null]])
    expect(await states(mine)).toEqual([
      ['settled', 'stays'],
      ['unconfirmed', null],
    ])
  })

  it.each([
    ['withdraw', true],
    ['erase', false],
  ] as const)('settles itself if its signer chose to %s', async (act, stays) => {
    const { letter, checker, signer, name } = await aListed()
    const email = `left-${act}@elsewhere.example.org`
    const { visitor } = await confirmed(letter, name, email, {
      words: `${name} is unknown here.`,
    })

    await change(signer.visitor, signer.manage, act)

    expect(await namesOf(letter, checker)).not.toContain('is unknown here')
    expect((await findInTables(name, ['dev_mail'])).length > 0).toBe(stays)
    await runCron('* * * * *')
    const [told] = await visitor.mails(email)
    expect(told?.text).toContain('by its signer’s own choice')
    expect(await findInTables([email, 'is unknown here'], ['dev_mail'])).toEqual([])
  })

  it.each([
    ['name', (name: string) => name],
    ['number', () => '1'],
  ])('by %s takes off a name that was hidden and is wanted again', async (_, named) => {
    const { letter, checker, signer, name } = await aListed({
      email: `odo-${++people}@quillford.example.com`,
    })
    const { email: _email, consent: __, public: ___, ...hidden } = signer.fields
    const hideAndShow = async () => {
      await change(signer.visitor, signer.manage, 'correct', hidden)
      await runCron('* * * * *')
      await change(signer.visitor, signer.manage, 'correct', { ...hidden, public: 'on' })
    }
    await confirmed(letter, name, `passer-${++people}@elsewhere.example.org`)
    await hideAndShow()
    expect(await listOf(letter)).toContain(name)

    const email = `colleague-${++people}@quillford.example.com`
    expect((await confirmed(letter, named(name), email)).page).toContain('off the list now')

    await hideAndShow()
    expect(await listOf(letter)).not.toContain(name)
    const page = await namesOf(letter, checker)
    expect(page).toContain(name)
    expect(page).not.toContain('by the end of')
  })

  it('that nobody confirms is gone after a week, and its link says so', async () => {
    const { letter, name } = await aListed()
    const visitor = aVisitor()
    const email = 'late@elsewhere.example.org'
    await report(letter, visitor, { about: name, email })
    const link = await reportLink(visitor, email)

    passTime(7 * DAY)
    await runCron('* * * * *')

    expect(await reportsOf(letter)).toEqual([])
    expect((await visitor.visit(link)).status).toBe(410)
    expect((await visitor.visit(`${link.slice(0, -12)}`)).status).toBe(400)
  })

  it('is not mailed to an address that once said “this wasn’t me”', async () => {
    const { letter } = await aListed()
    const [email, visitor] = ['victim@elsewhere.example.org', aVisitor()]
    await visitor.submit(paths.signatures(letter.slug), ada({ email }))
    const link = await visitor.openMail(email, /confirm/)
    const token = new URL(link, env.ORIGIN).searchParams.get('t') ?? ''
    await visitor.submit(paths.confirmation(), { t: token, choice: 'no', ...ada({ email }) })

    await report(letter, visitor, { email })

    expect(await reportLink(visitor, email)).toBe('')
    expect(await reportsOf(letter)).toEqual([])
    await report(await aLetter(), visitor, { email })
    expect(await reportLink(visitor, email)).not.toBe('')
  })
})

describe('the page of names', () => {
  it('asks the database twice', async () => {
    const { letter, checker, name } = await aListed({}, true)
    const { db, counted } = aCountedDatabase()

    const headers = { cookie: cookieOf(checker) }
    const answer = await aSite({ DB: db })(`${deskPaths.names(letter.id)}?q=odo`, { headers })

    expect(await answer.text()).toContain(name)
    expect(counted.calls).toBe(2)
  })
})

describe('a mailbox', () => {
  const master = Uint8Array.fromBase64(env.MASTER_KEY)

  it.each([
    ['at the signer’s domain', 'a@quill.example.com', 'b@quill.example.com', true],
    ['at another', 'a@quill.example.com', 'b@fen.example.com', false],
    ['at a part of it', 'a@quill.example.com', 'b@staff.quill.example.com', false],
    ['that anybody can have', 'a@outlook.com', 'b@outlook.com', false],
  ])('%s says where somebody works', async (_, signer, reporter, is) => {
    const signature = { domainKey: await domainKey(master, signer), domains: [] }

    expect(await isFromSchool(master, signature, reporter)).toBe(is)
    expect(await isFromSchool(master, { domainKey: null, domains: [] }, reporter)).toBe(false)
  })
})

describe('two working days', () => {
  it.each([
    ['on a Monday', '2026-06-22T09:00:00Z', '2026-06-24T22:59:59Z'],
    ['late on a Thursday', '2026-06-25T22:30:00Z', '2026-06-29T22:59:59Z'],
    ['on a Friday after midnight in the UK', '2026-06-25T23:30:00Z', '2026-06-30T22:59:59Z'],
    ['on a Saturday', '2026-06-27T09:00:00Z', '2026-06-30T22:59:59Z'],
    ['before Easter', '2026-04-02T09:00:00Z', '2026-04-08T22:59:59Z'],
    ['before Christmas', '2026-12-24T09:00:00Z', '2026-12-30T23:59:59Z'],
  ])('from what is said %s end at the end of a day', (_, from, to) => {
    expect(endOfWorkingDay(new Date(from), 2)).toBe(Date.parse(to))
  })

  // As gov.uk lists them for England and Wales, weekends aside.
  it('leave out England’s bank holidays', () => {
    const listed = [
      '2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26',
      '2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26',
      '2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28',
      '2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28',
      '2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26',
    ].map((year) => year.split(' '))

    for (const holidays of listed) {
      const [first = ''] = holidays
      const begin = Date.parse(`${first.slice(0, 4)}-01-01T12:00:00Z`)
      const days = Array.from({ length: 365 }, (_, i) => new Date(begin + i * DAY))
      const off = days
        .filter((day) => ![0, 6].includes(day.getUTCDay()))
        .map((day) => day.toISOString().slice(0, 10))
        .filter((day) => !isWorkingDay(day))
      expect(off).toEqual(holidays)
    }
  })
})
