import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { recountLetter } from '../../src/registrar/recount-letter'
import { DAY, HOUR, MINUTE, passTime } from '../support/clock'
import { aLetter, reviseLetter } from '../support/letters'
import { ada, change, confirm, numbersOf, signAndConfirm, signUp } from '../support/signers'
import { aForm, aSite } from '../support/site'
import { dumpTables, findInTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

describe('opening a confirm link', () => {
  it('counts nobody', async () => {
    const letter = await aLetter()
    const { visitor, link } = await signUp(letter)

    await visitor.visit(link)

    expect(await numbersOf(letter)).toMatchObject({ counted: 0, awaiting_confirmation: 1 })
  })

  it('shows the edition, what will be published and how to choose', async () => {
    const letter = await aLetter()
    const { visitor, link } = await signUp(letter, ada({ name: 'Grace Inkwell', role: 'retired' }))

    const page = await visitor.read(link)

    expect(page).toContain(`href="${paths.edition(letter.slug, 1)}"`)
    expect(textOf(page)).toContain(
      'Grace Inkwell Retired headteacher, formerly Brambleholt Primary'
    )
    expect(valueOf(page, 'name')).toBe('Grace Inkwell')
    expect(page).toMatch(/<button[^>]+name="choice" value="yes">/)
    expect(page).toMatch(/<button[^>]+name="choice" value="no">/)
    expect(page).toContain('Signed from another address already? Withdraw that one first')
    expect(page).toContain('You sign in a personal capacity.')
  })

  it('puts a button that chooses nothing where Enter would press', async () => {
    const letter = await aLetter()
    const { visitor, link } = await signUp(letter)

    const page = await visitor.read(link)

    const form = page.slice(page.indexOf('<form'), page.indexOf('</form>'))
    const [first = ''] = form.match(/<button[^>]*>/) ?? []
    expect(first).not.toContain('name=')
    expect(first).not.toContain('value=')
  })

  it('has its two answers before the fields, which open only to be put right', async () => {
    const letter = await aLetter()
    const { visitor, token, link, fields } = await signUp(letter)

    const page = await visitor.read(link)
    const refused = await (await confirm(visitor, token, fields, { name: '' })).text()

    expect(page.indexOf('value="yes"')).toBeLessThan(page.indexOf('<details'))
    expect(page).toContain('<details><summary>Change how I appear')
    expect(refused).toMatch(/<details open[^>]*><summary>Change how I appear/)
  })

  it('shows a change before it counts, and keeps nothing of it', async () => {
    const letter = await aLetter()
    const { visitor, token, fields } = await signUp(letter)
    const before = await dumpTables()

    const look = { choice: '', look: 'again', name: 'Grace Inkwell' }
    const answer = await confirm(visitor, token, fields, look)
    const page = await answer.text()
    const bad = await confirm(visitor, token, fields, { ...look, name: '' })

    expect(answer.status).toBe(200)
    expect(textOf(page)).toContain('This is how you will appear on the letter. Grace Inkwell')
    expect(valueOf(page, 'name')).toBe('Grace Inkwell')
    expect(bad.status).toBe(422)
    expect(await dumpTables()).toBe(before)
  })

  it('says nothing of whoever signed once they have said yes', async () => {
    const letter = await aLetter()
    const { visitor, link } = await signAndConfirm(letter, ada({ name: 'Grace Inkwell' }))

    const answer = await visitor.visit(link)
    const page = await answer.text()

    expect(answer.status).toBe(200)
    expect(page).toContain('already been confirmed')
    expect(page).not.toContain('Grace Inkwell')
    expect(page).not.toContain('/signature?t=')
  })
})

describe('pressing yes', () => {
  it('counts a signer, and shows their number and name', async () => {
    const letter = await aLetter()

    const { answer, page } = await signAndConfirm(letter, ada({ name: 'Grace Inkwell' }))

    expect(answer.status).toBe(200)
    expect(textOf(page)).toContain('You are signatory number 1')
    expect(page).toContain('Grace Inkwell')
    expect(page).toContain('mailto:')
    expect(page).toContain('https://wa.me/')
    expect(page).toContain(env.ORIGIN + paths.letter(letter.slug))
    expect(page).toContain('/signature?t=')
    expect(await numbersOf(letter)).toMatchObject({ counted: 1, awaiting_confirmation: 0 })
  })

  it('gives numbers in the order of confirming', async () => {
    const letter = await aLetter()
    const first = await signUp(letter)
    const second = await signUp(letter)

    const two = await (await confirm(second.visitor, second.token, second.fields)).text()
    const one = await (await confirm(first.visitor, first.token, first.fields)).text()

    expect(textOf(two)).toContain('signatory number 1')
    expect(textOf(one)).toContain('signatory number 2')
  })

  it('counts what stands on the page, not what was typed before', async () => {
    const letter = await aLetter()
    const { visitor, token, fields } = await signUp(letter, ada({ name: 'Rude Name' }))

    const corrected = { name: 'Ada Quillfeather', role: 'parent', school: '', country: 'wales' }
    await confirm(visitor, token, fields, corrected)

    const list = await visitor.read(paths.signatures(letter.slug))
    expect(list).toContain('Ada Quillfeather')
    expect(list).toContain('Parent')
    expect(list).not.toContain('Rude Name')
    expect(list).not.toContain('Brambleholt')
    expect(await findInTables('Rude Name')).toEqual([])
  })

  it.each([
    ['a keyed hash, if no updates were asked for', {}, 0],
    ['the address sealed, if updates were', { updates: 'on' }, 1],
  ])('leaves of the address only %s', async (_, over, sealed) => {
    const letter = await aLetter()
    const fields = ada(over)

    const { visitor } = await signAndConfirm(letter, fields)
    await visitor.mails()

    const [row] = await rowsOf<Record<string, string | null>>(
      'SELECT * FROM signature WHERE letter_id = ?',
      letter.id
    )
    expect(row).toMatchObject({ state: 'counted', email: null, updates: sealed })
    expect(row?.email_key).toMatch(/^[\w-]{22}$/)
    expect(row?.domain_key).toMatch(/^[\w-]{22}$/)
    expect(row?.kept_address === null).toBe(sealed === 0)
    expect(await findInTables(fields.email, ['dev_mail'])).toEqual([])
  })

  it('mails the number, and a link to manage it', async () => {
    const letter = await aLetter()
    const { visitor, manage } = await signAndConfirm(letter)

    const [mail] = await visitor.mails()

    expect(mail?.subject).toBe('Your signature is counted: number 1')
    expect(mail?.text).toContain('/signature?t=')
    expect(await visitor.read(await visitor.openMail())).toContain('Your signature')
    expect(await visitor.read(paths.signature(manage))).toContain('Your signature')
  })

  it('is answered the second time with the same number, and changes nothing', async () => {
    const letter = await aLetter()
    const { visitor, token, fields } = await signAndConfirm(letter)
    await visitor.mails()
    const before = await dumpTables()

    const answer = await confirm(visitor, token, fields, { name: 'Somebody Else' })
    const page = textOf(await answer.text())

    expect(answer.status).toBe(200)
    expect(page).toContain('You are signatory number 1')
    expect(page).toContain('You have already signed.')
    expect(page).not.toContain('Somebody Else')
    expect(await dumpTables()).toBe(before)
  })

  it('counts once, with one number and one mail, however often it is pressed at once', async () => {
    const letter = await aLetter()
    const { visitor, token, fields } = await signUp(letter)

    const answers = await Promise.all(
      Array.from({ length: 50 }, () => confirm(visitor, token, fields))
    )
    const pages = await Promise.all(answers.map((answer) => answer.text()))

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(pages.every((page) => textOf(page).includes('signatory number 1'))).toBe(true)
    expect(pages.filter((page) => page.includes('You have already signed.'))).toHaveLength(49)
    expect(await numbersOf(letter)).toMatchObject({ counted: 1, confirmed: 1 })
    expect(await confirmEntries(letter)).toBe(1)
    const mails = await visitor.mails()
    expect(mails.filter(({ subject }) => subject.includes('counted'))).toHaveLength(1)
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it('counts fifty people at once, each with a number of their own', async () => {
    const letter = await aLetter()
    const signers = []
    for (let i = 0; i < 50; i++) signers.push(await signUp(letter))

    const answers = await Promise.all(
      signers.map(({ visitor, token, fields }) => confirm(visitor, token, fields))
    )

    const pages = await Promise.all(answers.map((answer) => answer.text()))
    const numbers = pages.map((page) => Number(/signatory number (\d+)/.exec(textOf(page))?.[1]))
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
    expect(await numbersOf(letter)).toMatchObject({ counted: 50, awaiting_confirmation: 0 })
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it.each([
    ['without a choice', {}],
    ['with an empty choice', { choice: '' }],
    ['with a choice that is none', { choice: 'maybe' }],
    ['with the choice in other letters', { choice: 'YES' }],
  ])('is the only way to be counted: a form sent %s changes nothing', async (_, over) => {
    const letter = await aLetter()
    const { visitor, token, fields } = await signUp(letter)
    const before = await dumpTables()

    const { email: __, consent: ___, ...shown } = fields
    const answer = await visitor.submit(paths.confirmation(), { ...shown, t: token, ...over })
    const page = await answer.text()

    expect(answer.status).toBe(422)
    expect(page).toMatch(/<title>Error: /)
    expect(page).toContain('<a href="#choice">Choose yes or no.</a>')
    expect(valueOf(page, 'name')).toBe(fields.name)
    expect(await dumpTables()).toBe(before)
  })

  it.each([
    ['no name', { name: ' ' }, 'name'],
    ['a web address for a name', { name: 'www.cheap-pills.example' }, 'name'],
    ['no school where one is required', { school: '' }, 'school'],
    ['a role the letter does not have', { role: 'king' }, 'role'],
    ['"other" without words', { role: 'other', role_other: '' }, 'role_other'],
    ['a country that is none', { country: 'atlantis' }, 'country'],
  ])('counts nothing while the page holds %s', async (_, over, field) => {
    const letter = await aLetter()
    const { visitor, token, fields } = await signUp(letter)
    const before = await dumpTables()

    const answer = await confirm(visitor, token, fields, over)
    const page = await answer.text()

    expect(answer.status).toBe(422)
    expect(page).toMatch(/<title>Error: /)
    expect(page).toContain(`<a href="#${field}">`)
    expect(page).toMatch(new RegExp(`id="${field}"`))
    expect(await dumpTables()).toBe(before)
  })

  it('forgets what else was typed for the address, and leaves it in its public number', async () => {
    const letter = await aLetter()
    const fields = ada({ name: 'Ada Quillfeather' })
    const first = await signUp(letter, fields)
    const other = await signUpLater(letter, { ...fields, name: 'Typed By Another' })

    await confirm(first.visitor, first.token, fields)
    await first.visitor.mails()

    expect(await findInTables('Typed By Another')).toEqual([])
    expect(await findInTables(fields.email, ['dev_mail'])).toEqual([])
    expect(await numbersOf(letter)).toMatchObject({ counted: 1, awaiting_confirmation: 1 })
    expect((await other.visitor.visit(paths.confirm(other.token))).status).toBe(410)
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it('says no number and no name of a signature that is being checked', async () => {
    const letter = await aLetter()
    const { visitor, token, link, fields } = await signUp(letter, ada({ name: 'Checked Person' }))
    await env.DB.prepare(`UPDATE signature SET state = 'held' WHERE letter_id = ?`)
      .bind(letter.id)
      .run()

    for (const answer of [await visitor.visit(link), await confirm(visitor, token, fields)]) {
      const page = await answer.text()
      expect(answer.status).toBe(200)
      expect(page).not.toContain('Checked Person')
      expect(page).not.toContain('signatory number')
    }
  })

  it('hands out a draft that says no more than the letter does', async () => {
    const letter = await aLetter()

    const named = (await signAndConfirm(letter)).page
    const hidden = (await signAndConfirm(letter, ada({ public: '' }))).page

    expect(named).toContain('I%20have%20signed')
    expect(hidden).not.toMatch(/have(%20|\+)signed/)
    expect(hidden).toContain('You%20may%20want%20to%20sign')
  })

  it('counts hidden whoever unticked the box on the page', async () => {
    const letter = await aLetter()
    const { visitor, token, fields } = await signUp(letter, ada({ name: 'Grace Inkwell' }))

    const { public: _, ...hidden } = fields
    const page = await (await confirm(visitor, token, hidden)).text()

    expect(page).toContain('not named')
    expect(page).not.toContain('Grace Inkwell')
    expect(await visitor.read(paths.signatures(letter.slug))).not.toContain('Grace Inkwell')
    expect(await numbersOf(letter)).toMatchObject({ counted: 1 })
  })
})

describe('one address', () => {
  it.each([
    ['its case', 'Ada.Mixed@Example.org', 'ada.mixed@example.org'],
    ['dots at Gmail', 'ada.quill.one@gmail.com', 'adaquillone@gmail.com'],
    ['a plus at Gmail', 'adaquilltwo@gmail.com', 'adaquilltwo+letters@gmail.com'],
    ['Gmail by its other name', 'adaquill3@gmail.com', 'ada.quill3+x@googlemail.com'],
    ['a plus at Outlook', 'adaquill4@outlook.com', 'adaquill4+school@outlook.com'],
    ['a plus at Proton', 'adaquill5+a@proton.me', 'adaquill5+b@proton.me'],
    ['the spelling of its domain', 'ada@xn--bro-hoa.example', 'ada@büro.example'],
  ])('counts once, whatever %s', async (_, one, other) => {
    const letter = await aLetter()
    const first = await signUp(letter, ada({ email: one }))
    const second = await signUpLater(letter, ada({ email: other, name: 'Grace Inkwell' }))

    await confirm(first.visitor, first.token, first.fields)
    const answer = await confirm(second.visitor, second.token, second.fields)

    expect(textOf(await answer.text())).toContain(
      'This address has already signed Nothing was added'
    )
    expect(await numbersOf(letter)).toMatchObject({ counted: 1, awaiting_confirmation: 1 })
  })

  it.each([
    ['a dot elsewhere', 'a.bell@corp.example.com', 'abell@corp.example.com'],
    ['a plus elsewhere', 'cbell@corp.example.com', 'cbell+x@corp.example.com'],
    ['dots at Outlook', 'a.bell@outlook.com', 'abell@outlook.com'],
    ['another domain', 'dbell@one.example.com', 'dbell@two.example.com'],
  ])('is not another one that differs by %s', async (_, one, other) => {
    const letter = await aLetter()

    await signAndConfirm(letter, ada({ email: one }))
    await signAndConfirm(letter, ada({ email: other }))

    expect(await numbersOf(letter)).toMatchObject({ counted: 2 })
  })

  it('counts for the first of two people who claim it at the same moment', async () => {
    const letter = await aLetter()
    const email = 'office@shared.example.org'
    const first = await signUp(letter, ada({ email, name: 'Ada Quillfeather' }))
    const second = await signUpLater(letter, ada({ email, name: 'Grace Inkwell' }))

    const answers = await Promise.all(
      [first, second].map(({ visitor, token, fields }) => confirm(visitor, token, fields))
    )

    const pages = await Promise.all(answers.map((answer) => answer.text()))
    expect(pages.filter((page) => textOf(page).includes('signatory number 1'))).toHaveLength(1)
    expect(pages.filter((page) => page.includes('has already signed'))).toHaveLength(1)
    expect(await numbersOf(letter)).toMatchObject({ counted: 1, confirmed: 1 })
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it('shows nobody’s number, name or link to who says yes on another signature of it', async () => {
    const letter = await aLetter()
    const email = 'staffroom@shared.example.org'
    const second = await signUp(letter, ada({ email, name: 'Second Comer' }))
    const first = await signUpLater(letter, ada({ email, name: 'Hidden Head', public: '' }))
    await confirm(first.visitor, first.token, first.fields)
    const before = await numbersOf(letter)

    const answer = await confirm(second.visitor, second.token, second.fields)
    const page = await answer.text()

    expect(page).toContain('This address has already signed')
    expect(page).toContain('Nothing was added.')
    expect(page).not.toContain('Hidden Head')
    expect(page).not.toContain('Second Comer')
    expect(page).not.toMatch(/number/i)
    expect(page).not.toContain('/signature?t=')
    expect({ ...(await numbersOf(letter)), as_of: '' }).toEqual({ ...before, as_of: '' })
  })

  it('may count on two letters', async () => {
    const [one, two] = [await aLetter(), await aLetter()]
    const fields = ada()

    await signAndConfirm(one, fields)
    await signAndConfirm(two, fields)

    expect((await numbersOf(one)).counted).toBe(1)
    expect((await numbersOf(two)).counted).toBe(1)
  })

  it('counts again, under a new number, for who withdrew and signed anew', async () => {
    const letter = await aLetter()
    const fields = ada()
    const first = await signAndConfirm(letter, fields)
    await change(first.visitor, first.manage, 'withdraw')

    const second = await signAndConfirm(letter, fields)

    expect(textOf(second.page)).toContain('signatory number 2')
    expect(await numbersOf(letter)).toMatchObject({ counted: 1, confirmed: 2, withdrawn: 1 })
    const old = await confirm(first.visitor, first.token, fields)
    expect(old.status).toBe(410)
    expect(await old.text()).toContain('no longer counted')
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })
})

describe('a yes that could not be written', () => {
  it.each([
    ['was not', { outcome: 'not-yet' }, 'Not counted yet', 'Your link still works'],
    ['may have been', { outcome: 'unknown' }, 'We can’t tell yet', 'You can’t be counted twice'],
  ])(
    'for sure or not: it %s, and can be sent again as it was',
    async (_, answer, title, comfort) => {
      const letter = await aLetter()
      const { visitor, token, fields } = await signUp(letter)
      const typed = { ...fields, t: token, choice: 'yes', name: 'Ada "Dot" <Penn>' }

      const failed = await failing(answer)(paths.confirmation(), aForm(typed))
      const page = await failed.text()
      const again = await visitor.submit(paths.confirmation(), hiddenFields(page))

      expect(failed.status).toBe(503)
      expect(page).toContain(`<h1>${title}</h1>`)
      expect(page).toContain(comfort)
      expect(textOf(await again.text())).toContain('You are signatory number 1')
      expect(await visitor.read(paths.signaturesJson(letter.slug))).toContain(
        JSON.stringify('Ada "Dot" <Penn>')
      )
    }
  )

  it('because the Registrar can’t be reached is not called written or unwritten', async () => {
    const letter = await aLetter()
    const { token, fields } = await signUp(letter)
    const site = failing(new Error('the Durable Object is away'))

    const yes = await site(paths.confirmation(), aForm({ ...fields, t: token, choice: 'yes' }))
    const no = await site(paths.confirmation(), aForm({ t: token, choice: 'no' }))

    expect(yes.status).toBe(503)
    expect(await yes.text()).toContain('We can’t tell yet')
    expect(no.status).toBe(503)
    expect(await no.text()).toContain('It may not be removed yet')
  })

  it('because the ledger may not be written says so, and shows no number', async () => {
    const letter = await aLetter()
    const { token, fields } = await signUp(letter)
    const site = failing({ outcome: 'refusing' })

    const answer = await site(paths.confirmation(), aForm({ ...fields, t: token, choice: 'yes' }))
    const page = await answer.text()

    expect(answer.status).toBe(503)
    expect(page).toContain('Your link still works')
    expect(page).not.toContain('signatory number')
  })

  it('is told truthfully of a correction, a withdrawal and an erasure, too', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(letter)
    await visitor.mails()
    const before = await dumpTables()
    const typed = { ...fields, t: manage, sure: 'yes' }

    for (const action of ['correct', 'withdraw', 'erase']) {
      const notYet = await failing({ outcome: 'not-yet' })(
        '/signature',
        aForm({ ...typed, action })
      )
      const unknown = await failing(new Error('away'))('/signature', aForm({ ...typed, action }))

      expect(notYet.status).toBe(503)
      expect(await notYet.text()).toContain('Nothing is changed yet')
      expect(unknown.status).toBe(503)
      expect(hiddenFields(await unknown.text())).toMatchObject({ t: manage, action, sure: 'yes' })
    }
    expect(await dumpTables()).toBe(before)
  })
})

describe('pressing no', () => {
  it('erases what was typed and keeps nothing but the hash that stops more mail', async () => {
    const letter = await aLetter()
    const fields = ada({ name: 'Forged Signer', school: 'Forgery Academy', updates: 'on' })
    const { visitor, token } = await signUp(letter, fields)

    const answer = await confirm(visitor, token, fields, { choice: 'no' })

    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('We have removed it')
    expect(await findInTables('Forged Signer')).toEqual([])
    expect(await findInTables('Forgery Academy')).toEqual([])
    expect(await findInTables(fields.email, ['dev_mail'])).toEqual([])
    expect(await numbersOf(letter)).toMatchObject({ counted: 0, awaiting_confirmation: 0 })
    const suppressed = await rowsOf('SELECT * FROM suppression WHERE letter_id = ?', letter.id)
    expect(suppressed).toHaveLength(1)
  })

  it('stops mail about that letter to that address, and about no other', async () => {
    const [letter, other] = [await aLetter(), await aLetter()]
    const fields = ada()
    const { visitor, token } = await signUp(letter, fields)
    await confirm(visitor, token, fields, { choice: 'no' })
    passTime(HOUR)

    await visitor.submit(paths.signatures(letter.slug), fields)
    await visitor.submit(paths.links(letter.slug), { email: fields.email })
    const after = await visitor.mails(fields.email)
    await visitor.submit(paths.signatures(other.slug), fields)
    const elsewhere = await visitor.mails(fields.email)

    expect(after).toHaveLength(1)
    expect(elsewhere).toHaveLength(2)
  })

  it('can be taken back within the hour, with everything typed anew', async () => {
    const letter = await aLetter()
    const { visitor, token, link, fields } = await signUp(letter, ada({ name: 'Ada Quillfeather' }))
    await confirm(visitor, token, fields, { choice: 'no' })
    passTime(59 * MINUTE)

    const offered = await visitor.read(link)
    const answer = await confirm(visitor, token, fields, { name: 'Ada Quillfeather-Penn' })

    expect(offered).toContain('I pressed this by mistake')
    expect(offered).not.toContain('Ada Quillfeather')
    expect(textOf(await answer.text())).toContain('You are signatory number 1')
    expect(await visitor.read(paths.signatures(letter.slug))).toContain('Ada Quillfeather-Penn')
    expect(await rowsOf('SELECT * FROM suppression WHERE letter_id = ?', letter.id)).toEqual([])
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it('can’t be taken back once the hour is over', async () => {
    const letter = await aLetter()
    const { visitor, token, link, fields } = await signUp(letter)
    await confirm(visitor, token, fields, { choice: 'no' })
    passTime(HOUR + MINUTE)
    const before = await dumpTables()

    const shown = await visitor.read(link)
    const answer = await confirm(visitor, token, fields)

    expect(shown).not.toContain('by mistake')
    expect(answer.status).toBe(410)
    expect(await dumpTables()).toBe(before)
    expect(await numbersOf(letter)).toMatchObject({ counted: 0, confirmed: 0 })
  })

  it('is not taken back by a form that says no more than that, or by a bad one', async () => {
    const letter = await aLetter()
    const { visitor, token, fields } = await signUp(letter)
    await confirm(visitor, token, fields, { choice: 'no' })
    const before = await dumpTables()

    const bare = await visitor.submit(paths.confirmation(), { t: token, choice: 'yes' })
    const enter = await visitor.submit(paths.confirmation(), { t: token, edition: '1' })

    expect(bare.status).toBe(409)
    expect(enter.status).toBe(422)
    expect(await dumpTables()).toBe(before)
  })

  it('changes nothing after a yes', async () => {
    const letter = await aLetter()
    const { visitor, token, fields } = await signAndConfirm(letter)
    await visitor.mails()
    const before = await dumpTables()

    const answer = await confirm(visitor, token, fields, { choice: 'no' })

    expect(await answer.text()).toContain('already been confirmed')
    expect(await dumpTables()).toBe(before)
  })

  it('and yes at once leave one truth, and all numbers agree with it', async () => {
    const letter = await aLetter()
    for (let round = 0; round < 5; round++) {
      const { visitor, token, fields } = await signUp(letter)
      const choices = round % 2 === 0 ? ['yes', 'no'] : ['no', 'yes']

      await Promise.all(choices.map((choice) => confirm(visitor, token, fields, { choice })))
    }

    const states = await rowsOf<{ state: string; name: string | null }>(
      'SELECT state, name FROM signature WHERE letter_id = ?',
      letter.id
    )
    for (const { state, name } of states) expect(state === 'counted').toBe(name !== null)
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
    expect(await numbersOf(letter)).toMatchObject({ awaiting_confirmation: 0 })
  })
})

describe('an edition that followed the one shown', () => {
  it('is shown as a change and asked for again, and nothing is written', async () => {
    const letter = await aLetter({ markdown: 'Dear Inspector,\n\n1. Come on a Monday.' })
    const { visitor, token, link, fields } = await signUp(letter)
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Come on a Friday.')
    const before = await dumpTables()

    const opened = await visitor.read(link)
    const answer = await confirm(visitor, token, fields)
    const page = await answer.text()

    expect(answer.status).toBe(409)
    for (const shown of [opened, page]) {
      expect(shown).toContain('The text has changed')
      expect(shown).toMatch(/<del>.*Monday.*<\/del>/)
      expect(shown).toMatch(/<ins>.*Friday.*<\/ins>/)
      expect(shown).toContain('Clearer words')
      expect(valueOf(shown, 'edition')).toBe('2')
    }
    expect(await dumpTables()).toBe(before)
  })

  it('is the one counted for who reads the change and says yes', async () => {
    const letter = await aLetter()
    const early = await signAndConfirm(letter)
    const { visitor, token, fields } = await signUp(letter)
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Come on a Friday.')

    await confirm(visitor, token, fields, { edition: '2' })

    const { breakdown } = await numbersOf(letter)
    expect(breakdown.edition).toEqual([
      { key: '1', label: 'Edition 1', counted: 1 },
      { key: '2', label: 'Edition 2', counted: 1 },
    ])
    expect(await early.visitor.read(paths.signatures(letter.slug))).toContain('(edition 1)')
  })

  it.each([
    ['no edition', ''],
    ['an edition still to come', '7'],
    ['an edition that is no number', 'newest'],
    ['an edition below the first', '0'],
  ])('is never taken for read from a form with %s', async (_, edition) => {
    const letter = await aLetter()
    const { visitor, token, fields } = await signUp(letter)
    const before = await dumpTables()

    const answer = await confirm(visitor, token, fields, { edition })

    expect(answer.status).toBe(409)
    expect(await dumpTables()).toBe(before)
  })
})

describe('a letter that has closed', () => {
  it('takes a confirmation mailed before, for 24 hours', async () => {
    const letter = await aLetter({ closesAt: Date.now() + HOUR })
    const { visitor, token, fields } = await signUp(letter)
    passTime(HOUR + DAY - MINUTE)

    const answer = await confirm(visitor, token, fields)

    expect(textOf(await answer.text())).toContain('signatory number 1')
    expect((await numbersOf(letter)).counted).toBe(1)
  })

  it('takes none after that, and says so', async () => {
    const letter = await aLetter({ closesAt: Date.now() + HOUR })
    const { visitor, token, link, fields } = await signUp(letter)
    passTime(HOUR + DAY)
    const before = await dumpTables()

    const opened = await visitor.visit(link)
    const answer = await confirm(visitor, token, fields)

    expect(opened.status).toBe(410)
    expect(answer.status).toBe(410)
    expect(await answer.text()).toContain('This letter has closed')
    expect(await dumpTables()).toBe(before)
  })

  it('takes no new signature from the moment it closes', async () => {
    const letter = await aLetter({ closesAt: Date.now() + HOUR })
    const visitor = aVisitor()
    passTime(HOUR)
    const before = await dumpTables()

    const answer = await visitor.submit(paths.signatures(letter.slug), ada())
    const page = await visitor.read(paths.letter(letter.slug))

    expect(answer.status).toBe(410)
    expect(await answer.text()).toContain('Your signature was not added')
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(page).toContain('This letter closed to new signatures')
    expect(page).not.toContain('<form id="sign"')
    expect(await dumpTables()).toBe(before)
  })

  it('mails nobody a link that would come too late', async () => {
    const letter = await aLetter({ closesAt: Date.now() + HOUR })
    const { visitor, fields } = await signUp(letter)
    passTime(HOUR + DAY)

    await visitor.submit(paths.links(letter.slug), { email: fields.email })

    expect(await visitor.mails(fields.email)).toHaveLength(1)
  })
})

/** Signs with an address that was just written to, and waits until it may be again. */
async function signUpLater(letter: Letter, fields: ReturnType<typeof ada>) {
  const visitor = aVisitor()
  await visitor.submit(paths.signatures(letter.slug), fields)
  passTime(MINUTE)
  const [mail] = await visitor.mails(await addressMailed(letter))
  const token = new URL(/https:\S+\/confirm\?\S+/.exec(mail?.text ?? '')?.[0] ?? '').searchParams
  return { visitor, fields, token: token.get('t') ?? '' }
}

/** As the site writes it, its domain in ASCII. */
async function addressMailed(letter: Letter): Promise<string> {
  const [newest] = await rowsOf<{ email: string }>(
    'SELECT email FROM signature WHERE letter_id = ? ORDER BY rowid DESC LIMIT 1',
    letter.id
  )
  return newest?.email ?? ''
}

/** The site with a Registrar that gives this answer, or breaks. */
function failing(answer: object) {
  const act = () =>
    answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ letter: null, ...answer })
  return aSite({ REGISTRAR: { idFromName: () => '', get: () => ({ act }) } })
}

/** What the form of a page carries along. */
function hiddenFields(page: string): Record<string, string> {
  const inputs = page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  return Object.fromEntries(
    [...inputs].map(([, name = '', value = '']) => [name, unescaped(value)])
  )
}

function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

async function confirmEntries(letter: Letter): Promise<number> {
  const rows = await rowsOf(
    `SELECT position FROM ledger_entry WHERE letter_id = ? AND hex(substr(bytes, 2, 1)) = '02'`,
    letter.id
  )
  return rows.length
}

function textOf(page: string): string {
  return page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

/** What a field of a page holds. */
function valueOf(page: string, name: string): string | undefined {
  const [input = ''] = page.match(new RegExp(`<input[^>]*name="${name}"[^>]*>`)) ?? []
  return /value="([^"]*)"/.exec(input)?.[1]
}
