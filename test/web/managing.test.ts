import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { commit } from '../../src/ledger/commitment'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { recountLetter } from '../../src/registrar/recount-letter'
import { DAY, HOUR, passTime } from '../support/clock'
import { aLetter, reviseLetter } from '../support/letters'
import {
  ada,
  change,
  confirm,
  numbersOf,
  signAndConfirm,
  signUp,
  tokenIn,
} from '../support/signers'
import { dumpTables, findInTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

describe('the manage page', () => {
  it('shows all that is held', async () => {
    const letter = await aLetter()
    const fields = ada({ name: 'Grace Inkwell', role: 'retired', country: 'wales', updates: 'on' })
    const { visitor, manage } = await signAndConfirm(letter, fields)

    const page = textOf(await visitor.read(paths.signature(manage)))

    for (const fact of [
      'Signatory number 1',
      'Name Grace Inkwell',
      'Role Retired headteacher',
      'School or organisation formerly Brambleholt Primary',
      'Country Wales',
      'Name shown Yes',
      'News of this letter Yes, by email',
      'Email address Kept, encrypted',
      'Self-declared',
      'Text signed Edition 1',
      'Ledger entry 2',
      'I know that signing may reveal a political opinion',
    ]) {
      expect(page).toContain(fact)
    }
  })

  it('gives it all as a file, the address in the clear, and to nobody’s cache', async () => {
    const letter = await aLetter()
    const fields = ada({ updates: 'on' })
    const { visitor, manage } = await signAndConfirm(letter, fields)

    const answer = await visitor.visit(paths.signatureData(manage))
    const data = await answer.json<{ letter: string; signature: Record<string, unknown> }>()

    expect(answer.headers.get('content-type')).toContain('application/json')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    expect(data.letter).toBe(letter.slug)
    expect(data.signature).toMatchObject({
      name: fields.name,
      role: 'head',
      school: fields.school,
      country: 'england',
      public: true,
      updates: true,
      keptAddress: fields.email,
      number: 1,
      edition: 1,
      state: 'counted',
      assurance: 'self-declared',
    })
    const [row] = await rowsOf<Record<string, unknown>>(
      'SELECT * FROM signature WHERE letter_id = ?',
      letter.id
    )
    for (const column of ['email_key', 'domain_key', 'salt', 'address_mac']) {
      expect(Object.values(data.signature)).toContain(row?.[column])
    }
  })

  it('gives a receipt that opens the signer’s own entry in the ledger, before and after', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(letter, ada({ role: 'retired' }))

    const first = await visitor.visit(paths.receipt(manage))
    const before = await first.json<Receipt>()
    await change(visitor, manage, 'correct', said(fields, { name: 'Ada Penn', school: '' }))
    const after = await (await visitor.visit(paths.receipt(manage))).json<Receipt>()

    expect(first.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(first.headers.get('cache-control')).toBe('no-store')
    expect(before).toMatchObject({ v: 'openletter-receipt/1', number: 1, index: 2 })
    expect(before.fields).toMatchObject({
      name: fields.name,
      affiliation: 'Retired headteacher, Brambleholt Primary',
      edition: 1,
      public: true,
    })
    expect(JSON.stringify([before, after])).not.toContain(fields.email)
    expect(bytesOf(before.entry).toHex()).toContain(await commitmentIn(before))
    expect(after.entry).toBe(before.entry)
    expect(after.salt).toBe(before.salt)
    expect(bytesOf(after.amended?.entry).toHex()).toContain(await commitmentIn(after))
    const rows = await rowsOf<{ bytes: number[] }>(
      'SELECT bytes FROM ledger_entry WHERE letter_id = ? AND position IN (?, ?) ORDER BY position',
      letter.id,
      after.index,
      after.amended?.index
    )
    expect(rows.map(({ bytes }) => Uint8Array.from(bytes).toBase64())).toEqual([
      after.entry,
      after.amended?.entry,
    ])
  })

  it('says first, in the title and by the focus, what a press came to', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(letter)
    const renamed = said(fields, { name: 'Ada Penn' })

    const presses = [
      ['Saved', await change(visitor, manage, 'correct', renamed)],
      ['Nothing changed', await change(visitor, manage, 'correct', renamed)],
      ['Withdrawn', await change(visitor, manage, 'withdraw')],
      ['Signed again', await change(visitor, manage, 'sign-again', { edition: '1' })],
    ] as const

    for (const [outcome, answer] of presses) {
      const page = await answer.text()
      expect(page).toContain(`<title>${outcome} – Your signature – Countersign</title>`)
      expect(page).toMatch(/<p class="note" tabindex="-1" autofocus/)
    }
  })

  it('offers the receipt, as the page with the number does', async () => {
    const letter = await aLetter()
    const { visitor, page, manage } = await signAndConfirm(letter)

    for (const shown of [page, await visitor.read(paths.signature(manage))]) {
      const [, link = ''] = /href="(\/signature\/receipt[^"]*)"/.exec(shown) ?? []
      const answer = await visitor.visit(link.replaceAll('&amp;', '&'))

      expect(textOf(shown)).toContain('It proves to anybody who gets hold of it that you signed')
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="/)
      expect(await answer.json()).toMatchObject({ v: 'openletter-receipt/1', number: 1 })
    }
  })

  it('changes nothing at a press that asks for nothing it knows', async () => {
    const letter = await aLetter()
    const { visitor, manage } = await signAndConfirm(letter)
    await visitor.mails()
    const before = await dumpTables()

    for (const action of ['', 'remove', 'confirm', '__proto__']) {
      const answer = await visitor.submit(paths.signatureChange(), {
        t: manage,
        action,
        sure: 'yes',
      })
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('Choose what to do')
    }

    expect(await dumpTables()).toBe(before)
  })
})

describe('correcting', () => {
  it('changes list, search, letter page and data, and keeps the number', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(
      letter,
      ada({ name: 'Wrongly Spelt', school: 'Old Mill Primary' })
    )
    await signAndConfirm(letter)

    const corrected = said(fields, { name: 'Rightly Spelled', school: 'New Mill Primary' })
    const answer = await change(visitor, manage, 'correct', corrected)
    const page = await answer.text()

    expect(answer.status).toBe(200)
    expect(page).toContain('Your changes are saved')
    expect(textOf(page)).toContain('signatory number 1')
    for (const place of [
      paths.letter(letter.slug),
      paths.signatures(letter.slug),
      paths.signaturesJson(letter.slug),
      paths.signaturesCsv(letter.slug),
    ]) {
      const shown = await visitor.read(place)
      expect(shown).toContain('Rightly Spelled')
      expect(shown).toContain('New Mill Primary')
      expect(shown).not.toContain('Wrongly Spelt')
      expect(shown).not.toContain('Old Mill')
    }
    expect(await found(letter, 'rightly')).toBe(true)
    expect(await found(letter, 'new mill')).toBe(true)
    expect(await found(letter, 'wrongly')).toBe(false)
    expect(await found(letter, 'old')).toBe(false)
    expect(await findInTables('Wrongly Spelt')).toEqual([])
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it('moves the breakdown with the role and the country', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(letter, ada({ country: 'england' }))

    await change(visitor, manage, 'correct', said(fields, { role: 'parent', country: 'wales' }))

    const { breakdown, counted } = await numbersOf(letter)
    expect(counted).toBe(1)
    expect(breakdown.role).toEqual([{ key: 'parent', label: 'Parent', counted: 1 }])
    expect(breakdown.country).toEqual([{ key: 'wales', label: 'Wales', counted: 1 }])
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it.each([
    ['no name', { name: '' }, 'name'],
    ['a formula for a name', { name: '=1+1' }, 'name'],
    ['no school where one is required', { school: '' }, 'school'],
    ['a role the letter does not have', { role: 'king' }, 'role'],
    ['"other" without words', { role: 'other' }, 'role_other'],
    ['a country that is none', { country: 'atlantis' }, 'country'],
  ])('to %s is shown again, with what was typed, and changes nothing', async (_, over, field) => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(letter)
    await visitor.mails()
    const before = await dumpTables()

    const typed = said(fields, { country: 'scotland', school: 'Typed Anew School', ...over })
    const answer = await change(visitor, manage, 'correct', typed)
    const page = await answer.text()

    expect(answer.status).toBe(422)
    expect(page).toMatch(/<title>Error: /)
    expect(page).toContain(`<a href="#${field}">`)
    expect(page.includes('value="Typed Anew School"')).toBe(field !== 'school')
    expect(page.includes('value="scotland" selected')).toBe(field !== 'country')
    expect(await dumpTables()).toBe(before)
  })

  it('to what is held already changes nothing', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(letter)
    await visitor.mails()
    const before = await dumpTables()

    const answer = await change(visitor, manage, 'correct', said(fields))

    expect(await answer.text()).toContain('Nothing was changed')
    expect(await dumpTables()).toBe(before)
  })

  it('drops the words of "other" with the role', async () => {
    const letter = await aLetter()
    const other = ada({ role: 'other', role_other: 'Lollipop person' })
    const { visitor, manage, fields } = await signAndConfirm(letter, other)

    await change(visitor, manage, 'correct', said(fields, { role: 'parent' }))

    expect(await findInTables('Lollipop person')).toEqual([])
  })

  it('turns updates off, which forgets the address, and can’t turn them on', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(letter, ada({ updates: 'on' }))
    const without = await signAndConfirm(letter)

    await change(visitor, manage, 'correct', said(fields))
    await change(
      without.visitor,
      without.manage,
      'correct',
      said(without.fields, { updates: 'on' })
    )
    await visitor.mails()

    const rows = await rowsOf(
      'SELECT kept_address, updates FROM signature WHERE letter_id = ?',
      letter.id
    )
    expect(rows).toEqual([
      { kept_address: null, updates: 0 },
      { kept_address: null, updates: 0 },
    ])
    expect(await findInTables(fields.email, ['dev_mail'])).toEqual([])
    expect(await visitor.read(paths.signature(manage))).not.toContain('name="updates"')
  })
})

describe('hiding', () => {
  it('takes the name off list, search, letter page and data at once, and counts on', async () => {
    const letter = await aLetter()
    const fields = ada({ name: 'Hideaway Person', school: 'Secret Hill School' })
    const { visitor, manage } = await signAndConfirm(letter, fields)

    const { public: _, ...hidden } = said(fields)
    await change(visitor, manage, 'correct', hidden)

    for (const place of [
      paths.letter(letter.slug),
      paths.signatures(letter.slug),
      paths.signaturesJson(letter.slug),
      paths.signaturesCsv(letter.slug),
      paths.letterJson(letter.slug),
      paths.newsroom(letter.slug),
    ]) {
      expect(await visitor.read(place)).not.toMatch(/hideaway|secret hill/i)
    }
    expect(await found(letter, 'hideaway')).toBe(false)
    expect(await found(letter, 'secret')).toBe(false)
    expect(await rowsOf('SELECT * FROM signature_word WHERE letter_id = ?', letter.id)).toEqual([])
    expect((await numbersOf(letter)).counted).toBe(1)
    expect(await visitor.read(paths.signatures(letter.slug))).toContain('none whose name may be')
  })

  it('is one press on the manage page, and so is showing again', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(letter, ada({ updates: 'on' }))

    const hidden = await visitor.submit(
      paths.signatureChange(),
      formWith(await visitor.read(paths.signature(manage)), 'Hide my name')
    )
    const whileHidden = await found(letter, 'quillfeather')
    const shown = await visitor.submit(
      paths.signatureChange(),
      formWith(await hidden.text(), 'Show my name')
    )

    expect(whileHidden).toBe(false)
    expect(await shown.text()).toContain('Hide my name')
    expect(await found(letter, 'quillfeather')).toBe(true)
    const [row] = await rowsOf<{ name: string; updates: number }>(
      'SELECT name, updates FROM signature WHERE letter_id = ?',
      letter.id
    )
    expect(row).toEqual({ name: fields.name, updates: 1 })
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it('from a page that was opened before a correction undoes none of it', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(letter)
    const old = formWith(await visitor.read(paths.signature(manage)), 'Hide my name')
    await change(visitor, manage, 'correct', said(fields, { name: 'Ada Penn', role: 'parent' }))

    await visitor.submit(paths.signatureChange(), old)

    const [row] = await rowsOf(
      'SELECT name, role, public FROM signature WHERE letter_id = ?',
      letter.id
    )
    expect(row).toEqual({ name: 'Ada Penn', role: 'parent', public: 0 })
  })
})

describe('withdrawing', () => {
  it('shows first what will happen, and waits for a second press', async () => {
    const letter = await aLetter()
    const { visitor, manage } = await signAndConfirm(letter)
    await visitor.mails()
    const before = await dumpTables()

    for (const action of ['withdraw', 'erase'] as const) {
      for (const sure of ['', 'no', 'maybe']) {
        const answer = await change(visitor, manage, action, { sure })
        const page = await answer.text()

        expect(answer.status).toBe(200)
        expect(page).toMatch(/the total goes down by one/i)
        expect(page).toContain('name="sure" value="yes"')
      }
    }

    expect(await dumpTables()).toBe(before)
  })

  it('takes it out of total, list and search, and shows it apart', async () => {
    const letter = await aLetter()
    const { visitor, manage } = await signAndConfirm(letter, ada({ name: 'Leaving Person' }))
    await signAndConfirm(letter)

    const answer = await change(visitor, manage, 'withdraw')

    expect(await answer.text()).toContain('Your signature is withdrawn')
    expect(await numbersOf(letter)).toMatchObject({ counted: 1, confirmed: 2, withdrawn: 1 })
    expect(await visitor.read(paths.signatures(letter.slug))).not.toContain('Leaving Person')
    expect(await found(letter, 'leaving')).toBe(false)
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it('happens once, however often and however many times at once it is pressed', async () => {
    const letter = await aLetter()
    const { visitor, manage } = await signAndConfirm(letter)

    await Promise.all(Array.from({ length: 10 }, () => change(visitor, manage, 'withdraw')))
    const answer = await change(visitor, manage, 'withdraw')

    expect(answer.status).toBe(200)
    expect(await numbersOf(letter)).toMatchObject({ counted: 0, confirmed: 1, withdrawn: 1 })
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it('forgets an address that was kept for updates, after a last mail', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(letter, ada({ updates: 'on' }))

    await change(visitor, manage, 'withdraw')
    const [mail] = await visitor.mails()

    expect(mail?.subject).toBe('Your signature is withdrawn')
    expect(await findInTables(fields.email, ['dev_mail'])).toEqual([])
    const [row] = await rowsOf(
      'SELECT kept_address, updates FROM signature WHERE letter_id = ?',
      letter.id
    )
    expect(row).toEqual({ kept_address: null, updates: 0 })
  })

  it('leaves nothing that correcting could change', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(letter)
    await change(visitor, manage, 'withdraw')
    await visitor.mails()
    const before = await dumpTables()

    const answer = await change(visitor, manage, 'correct', said(fields, { name: 'Ada Again' }))

    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Only a counted signature can be changed')
    expect(await dumpTables()).toBe(before)
  })
})

describe('withdrawing a signature that is not counted', () => {
  it('is offered while it is being checked, and keeps it out whatever is decided', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await aHeldSigner(letter, ada({ name: 'Checked Person' }))
    const offer = textOf(await visitor.read(paths.signature(manage)))

    const sure = textOf(await (await change(visitor, manage, 'withdraw', { sure: '' })).text())
    const answer = await change(visitor, manage, 'withdraw')
    const page = await answer.text()

    expect(offer).toContain('never counted, whatever the check comes to')
    expect(sure).toContain('It is never counted, whatever the check comes to.')
    expect(sure).not.toContain('The total goes down')
    expect(answer.status).toBe(200)
    expect(page).toContain('<title>Withdrawn – Your signature – Countersign</title>')
    expect(textOf(page)).toContain('It never was in the total')
    expect(page).not.toContain('This is how you appeared')
    expect(await decide(letter, { verb: 'release', address: fields.email })).toBe('not-held')
    expect(await numbersOf(letter)).toMatchObject({ counted: 0, withdrawn: 0 })
    expect(await findInTables(fields.email, ['dev_mail'])).toEqual([])
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it('while it is being checked leaves no way back but to sign anew', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await aHeldSigner(letter)
    await change(visitor, manage, 'withdraw')
    const page = await visitor.read(paths.signature(manage))

    const answer = await change(visitor, manage, 'sign-again', { edition: '1' })
    passTime(DAY)
    await signAndConfirm(letter, fields)

    expect(page).not.toContain('value="sign-again"')
    expect(page).not.toContain('value="withdraw"')
    expect(textOf(page)).toContain('sign it anew, with the form on its page')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('It was never counted')
    expect(await numbersOf(letter)).toMatchObject({ counted: 1, confirmed: 1 })
  })

  it('is offered once after a removal, and outlives the decision', async () => {
    const letter = await aLetter()
    const { visitor, manage } = await signAndConfirm(letter, ada({ updates: 'on' }))
    await decide(letter, { verb: 'remove', number: '1', reason: 'impersonation', case: CASE })
    const offer = textOf(await visitor.read(paths.signature(manage)))

    const sure = textOf(await (await change(visitor, manage, 'withdraw', { sure: '' })).text())
    const page = await (await change(visitor, manage, 'withdraw')).text()

    expect(offer).toContain('never counted again, even if its removal is taken back')
    expect(sure).toContain('stays out, even if its removal is taken back')
    expect(page).toContain('<title>Withdrawn – Your signature – Countersign</title>')
    expect(textOf(page)).toContain('You have withdrawn it, so it stays that way.')
    expect(textOf(page)).toContain('Withdrawn after its removal')
    expect(page).not.toContain('value="withdraw"')
    expect(await decide(letter, { verb: 'reinstate', number: '1', case: CASE })).toBe('declined')
    expect(await numbersOf(letter)).toMatchObject({ counted: 0, withdrawn: 0 })
    const data = await visitor.visit(paths.signatureData(manage))
    expect(await data.json()).toMatchObject({
      signature: { state: 'removed', declinedAt: expect.stringMatching(/Z$/), keptAddress: null },
    })
  })

  it.each(['refused', 'pending'])('is not offered where there is nothing to: %s', async (state) => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await aHeldSigner(letter)
    await decide(letter, { verb: 'refuse', address: fields.email })
    await env.DB.prepare('UPDATE signature SET state = ? WHERE letter_id = ?')
      .bind(state, letter.id)
      .run()

    expect(await visitor.read(paths.signature(manage))).not.toContain('value="withdraw"')
  })
})

describe('a signature that is being checked while the text changes', () => {
  const WORDS = 'Dear Inspector,\n\n1. Come on a Monday.'

  it('can be confirmed once more by the same link, after its signer saw the change', async () => {
    const letter = await aLetter({ markdown: WORDS })
    const { visitor, token, link, manage, fields } = await aHeldSigner(letter)
    const asked = await visitor.read(link)
    await reviseLetter(letter, WORDS.replace('Monday', 'Friday'))
    await visitor.mails()
    const before = await dumpTables()

    const standing = textOf(await visitor.read(paths.signature(manage)))
    const shown = await visitor.visit(link)
    const stale = await confirm(visitor, token, fields)
    const unchanged = (await dumpTables()) === before
    const pages = [await shown.text(), await stale.text()]
    const answer = await confirm(visitor, token, fields, { edition: '2' })
    const done = await answer.text()

    expect(asked).toContain('Your signature is being checked')
    expect(standing).toContain('The text has changed since.')
    expect([shown.status, stale.status, answer.status]).toEqual([200, 409, 200])
    for (const page of pages) {
      expect(page).toMatch(/<del>.*Monday.*<\/del>/)
      expect(page).toMatch(/<ins>.*Friday.*<\/ins>/)
      expect(page).toContain('name="edition" value="2"')
      expect(page).not.toContain('name="choice" value="no"')
    }
    expect(unchanged).toBe(true)
    expect(done).toContain('it is being checked before it counts')
    expect(await numbersOf(letter)).toMatchObject({ counted: 0 })
    expect(await decide(letter, { verb: 'release', address: fields.email })).toBe('counted')
    expect((await numbersOf(letter)).breakdown.edition).toEqual([
      { key: '2', label: 'Edition 2', counted: 1 },
    ])
  })

  it('is not asked for again once the letter takes no yes any more', async () => {
    const letter = await aLetter({ closesAt: Date.now() + HOUR })
    const { visitor, link, manage } = await aHeldSigner(letter)
    await reviseLetter(letter, WORDS)
    passTime(HOUR + DAY)

    const shown = await visitor.visit(link)

    expect(shown.status).toBe(410)
    expect(await visitor.read(paths.signature(manage))).not.toContain('The text has changed since.')
  })
})

describe('signing again', () => {
  it('counts under a new number, and gives the old one to nobody', async () => {
    const letter = await aLetter()
    const first = await signAndConfirm(letter)
    await signAndConfirm(letter)
    await change(first.visitor, first.manage, 'withdraw')

    const answer = await change(first.visitor, first.manage, 'sign-again', { edition: '1' })
    const third = await signAndConfirm(letter)

    expect(textOf(await answer.text())).toContain('signatory number 3')
    expect(textOf(third.page)).toContain('signatory number 4')
    expect(await numbersOf(letter)).toMatchObject({ counted: 3, confirmed: 4, withdrawn: 1 })
    expect(await found(letter, 'quillfeather')).toBe(true)
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it('twice at once counts once', async () => {
    const letter = await aLetter()
    const { visitor, manage } = await signAndConfirm(letter)
    await change(visitor, manage, 'withdraw')

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => change(visitor, manage, 'sign-again', { edition: '1' }))
    )

    for (const answer of answers) expect(textOf(await answer.text())).toContain('number 2')
    expect(await numbersOf(letter)).toMatchObject({ counted: 1, confirmed: 2, withdrawn: 1 })
  })

  it('shows the change first if the text is another by now, and writes nothing', async () => {
    const letter = await aLetter({ markdown: 'Dear Inspector,\n\n1. Come on a Monday.' })
    const { visitor, manage } = await signAndConfirm(letter)
    await change(visitor, manage, 'withdraw')
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Come on a Friday.')
    await visitor.mails()
    const before = await dumpTables()

    const answer = await change(visitor, manage, 'sign-again', { edition: '1' })
    const page = await answer.text()
    const unchanged = (await dumpTables()) === before
    await change(visitor, manage, 'sign-again', { edition: '2' })

    expect(answer.status).toBe(409)
    expect(page).toContain('The text has changed')
    expect(page).toMatch(/<del>.*Monday.*<\/del>/)
    expect(page).toMatch(/<ins>.*Friday.*<\/ins>/)
    expect(page).toContain('name="edition" value="2"')
    expect(unchanged).toBe(true)
    expect((await numbersOf(letter)).breakdown.edition).toEqual([
      { key: '2', label: 'Edition 2', counted: 1 },
    ])
  })

  it.each(['0', '9', 'newest', '-1', '1.5'])(
    'is refused for an edition that was never shown: %s',
    async (edition) => {
      const letter = await aLetter()
      const { visitor, manage } = await signAndConfirm(letter)
      await change(visitor, manage, 'withdraw')
      await visitor.mails()
      const before = await dumpTables()

      const answer = await change(visitor, manage, 'sign-again', { edition })

      expect(answer.status).toBe(409)
      expect(await dumpTables()).toBe(before)
    }
  )

  it('is not possible once the letter has closed', async () => {
    const letter = await aLetter({ closesAt: Date.now() + HOUR })
    const { visitor, manage } = await signAndConfirm(letter)
    await change(visitor, manage, 'withdraw')
    passTime(HOUR)

    const page = await visitor.read(paths.signature(manage))
    const answer = await change(visitor, manage, 'sign-again', { edition: '1' })

    expect(page).not.toContain('value="sign-again"')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('The letter is closed')
    expect(await numbersOf(letter)).toMatchObject({ counted: 0 })
  })

  it('is said to be impossible wherever somebody could leave a closed letter', async () => {
    const letter = await aLetter({ closesAt: Date.now() + HOUR })
    const { visitor, manage } = await signAndConfirm(letter)
    const until = await visitor.read(paths.signature(manage))
    passTime(HOUR)

    const places = [
      await visitor.visit(paths.signature(manage)),
      await change(visitor, manage, 'withdraw', { sure: '' }),
      await change(visitor, manage, 'erase', { sure: '' }),
      await change(visitor, manage, 'withdraw'),
      await change(visitor, manage, 'erase'),
    ]

    expect(until).toContain('until the letter closes at')
    for (const place of places) {
      expect(await place.text()).toContain('The letter is closed, so you can’t sign it again.')
    }
  })

  it('is not possible while another signature of the address counts', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(letter)
    await change(visitor, manage, 'withdraw')
    passTime(DAY)
    await signAndConfirm(letter, { ...fields, name: 'Somebody Else' })

    const answer = await change(visitor, manage, 'sign-again', { edition: '1' })
    const page = await answer.text()

    expect(page).toContain('This address has already signed')
    expect(page).not.toContain('Somebody Else')
    expect(await numbersOf(letter)).toMatchObject({ counted: 1 })
  })
})

describe('a change', () => {
  it.each([
    ['correct', 'Your signature was changed', { updates: 'on', name: 'Ada Penn' }],
    ['withdraw', 'Your signature is withdrawn', {}],
    ['erase', 'Your signature is erased', {}],
  ] as const)(
    'by %s is mailed where an address is kept, and only there',
    async (by, what, over) => {
      const letter = await aLetter()
      const kept = await signAndConfirm(letter, ada({ updates: 'on' }))
      const forgotten = await signAndConfirm(letter)
      for (const { visitor } of [kept, forgotten]) await visitor.mails()

      await change(kept.visitor, kept.manage, by, said(kept.fields, over))
      await change(forgotten.visitor, forgotten.manage, by, said(forgotten.fields, over))

      const [mail] = await kept.visitor.mails()
      const others = await forgotten.visitor.mails()
      expect(mail?.subject).toBe(what)
      expect(mail?.text).toContain(letter.title)
      expect(others.map(({ subject }) => subject)).not.toContain(what)
    }
  )

  it('of a signature on which nothing was confirmed is not offered by any mail', async () => {
    const letter = await aLetter()
    const { visitor, fields } = await signUp(letter)

    const [mail] = await visitor.mails(fields.email)

    expect(mail?.text).not.toContain('/signature?t=')
  })
})

/** Somebody who has confirmed and is being checked, with the links that were mailed to them. */
async function aHeldSigner(letter: Letter, fields = ada()) {
  const signed = await signUp(letter, fields)
  await decide(letter, { verb: 'hold', address: fields.email })
  await signed.visitor.submit(paths.links(letter.slug), { email: fields.email })
  return { ...signed, manage: tokenIn(await signed.visitor.openMail(fields.email, /signature/)) }
}

const CASE = '6f1c2d3e-4a5b-4c6d-8e7f-0123456789ab'

/** What a steward decides. Returns what came of it. */
async function decide(letter: Letter, act: Record<string, string>): Promise<string> {
  const answer = await aVisitor().submit(`/dev/letters/${letter.slug}/acts`, act)
  return (await answer.json<{ outcome: string }>()).outcome
}

type Receipt = {
  salt: string
  fields: Record<'letter_id' | 'name' | 'email' | 'affiliation', string> & {
    edition: number
    public: boolean
  }
  index: number
  entry: string
  amended?: { index: number; entry: string }
}

/** The commitment that a receipt opens, in hex. */
async function commitmentIn({ salt, fields }: Receipt): Promise<string> {
  const { letter_id: letterUuid, ...opening } = fields
  return (await commit(bytesOf(salt), { letterUuid, ...opening })).toHex()
}

function bytesOf(base64 = ''): Uint8Array {
  return Uint8Array.fromBase64(base64)
}

/** What a signer says of themselves, as the manage page sends it. */
function said(fields: Record<string, string>, over: Record<string, string> = {}) {
  const { email: _, consent: __, edition: ___, updates: ____, ...rest } = fields
  return { ...rest, ...over }
}

/** Does the public search find anybody. Each search is a new one to the edge. */
async function found(letter: Letter, query: string): Promise<boolean> {
  const spaced = query + ' '.repeat(++searches)
  const page = await aVisitor().read(
    `${paths.signatures(letter.slug)}?${new URLSearchParams({ q: spaced })}`
  )
  return page.includes('<ul class="sigs">')
}

let searches = 0

function textOf(page: string): string {
  return page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

/** The hidden fields of the form that a button stands in. */
function formWith(page: string, button: string): Record<string, string> {
  const form = [...page.matchAll(/<form.*?<\/form>/gs)].find(([text]) => text.includes(button))
  return Object.fromEntries(
    [...(form?.[0] ?? '').matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value]
    )
  )
}
