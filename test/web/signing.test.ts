import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { networkOf } from '../../src/gate/network'
import type { Letter } from '../../src/letters/letter'
import { GRACE_MS } from '../../src/letters/state'
import { paths } from '../../src/paths'
import { consentText } from '../../src/signatures/consent'
import { DAY, HOUR, MINUTE, passTime, withinOneMinute } from '../support/clock'
import { aLetter, reviseLetter } from '../support/letters'
import { ada, change, confirm, numbersOf, signAndConfirm, signUp } from '../support/signers'
import { runCron } from '../support/site'
import { dumpTables, findInTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

describe('signing', () => {
  it('records a pending signature, and leads to the page that says what happens next', async () => {
    const letter = await aLetter()
    const visitor = aVisitor()

    const answer = await visitor.submit(paths.signatures(letter.slug), ada())

    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(paths.checkYourEmail(letter.slug))
    expect(await numbersOf(letter)).toMatchObject({ counted: 0, awaiting_confirmation: 1 })
  })

  it('keeps the very words agreed to, with their hash, version, language and time', async () => {
    const letter = await aLetter({ title: 'Agree to these very words' })
    const visitor = aVisitor()

    const shown = await visitor.read(paths.letter(letter.slug))
    await visitor.submit(paths.signatures(letter.slug), ada())

    const [kept] = await rowsOf<Record<string, unknown>>(
      `SELECT consent.*, created_at FROM signature JOIN consent ON consent.id = consent_id
       WHERE letter_id = ?`,
      letter.id
    )
    const text = consentText(letter)
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
    expect(kept).toMatchObject({ text, version: '1', language: 'en-GB' })
    expect(kept?.sha256).toBe(new Uint8Array(digest).toHex())
    expect(Math.abs(Number(kept?.created_at) - Date.now())).toBeLessThan(MINUTE)
    expect(text).toContain('political opinion')
    expect(shown).toContain(text)
  })

  it('shows no name before its confirmation, wherever one looks', async () => {
    const letter = await aLetter()
    const visitor = aVisitor()
    const fields = ada({ name: 'Unconfirmed Person', school: 'Nowhere Academy' })

    await visitor.submit(paths.signatures(letter.slug), fields)

    const places = [
      paths.letter(letter.slug),
      paths.signatures(letter.slug),
      `${paths.signatures(letter.slug)}?q=unconfirmed`,
      paths.signaturesJson(letter.slug),
      paths.signaturesCsv(letter.slug),
      paths.letterJson(letter.slug),
      paths.newsroom(letter.slug),
      paths.checkYourEmail(letter.slug),
    ]
    for (const place of places) {
      const page = await aVisitor().read(place)
      expect(page.replace('“unconfirmed”', '').replace('value="unconfirmed"', '')).not.toMatch(
        /unconfirmed person|nowhere academy/i
      )
    }
  })

  it('is offered by a form with nothing ticked, and with answers to what people fear', async () => {
    const letter = await aLetter()

    const page = await aVisitor().read(paths.letter(letter.slug))

    expect(page).not.toMatch(/<input[^>]*type="checkbox"[^>]*checked/)
    expect(page).toContain('name="edition" value="1"')
    expect(page).toContain('Your school or trust may be able to see mail sent to its addresses')
    expect(page).toContain('both count the same')
    expect(page).toContain('You sign as yourself')
    expect(page).toContain('The operators of this site can still see it')
    for (const field of ['name', 'email', 'role', 'role_other', 'school', 'country', 'public']) {
      expect(page).toMatch(new RegExp(`<label for="${field}">`))
      expect(page).toMatch(new RegExp(`id="${field}"`))
    }
  })

  it('is not possible on a letter that nobody has published', async () => {
    const letter = await aLetter()
    await env.DB.prepare(`UPDATE letter SET state = 'gathering' WHERE id = ?`).bind(letter.id).run()
    const before = await dumpTables()

    const posted = await aVisitor().submit(paths.signatures(letter.slug), ada())
    const unknown = await aVisitor().submit(paths.signatures('no-such-letter'), ada())

    expect(posted.status).toBe(404)
    expect(unknown.status).toBe(404)
    expect(await unknown.text()).toContain('There is no such page')
    expect(await dumpTables()).toBe(before)
  })
})

const STATES = [
  'new',
  'pending',
  'counted',
  'counted and hidden',
  'held',
  'withdrawn',
  'removed',
  'refused',
  'disowned',
  'capped',
  'erased',
] as const

type AccountState = (typeof STATES)[number]

describe('signing with an address that may be known', () => {
  it('is answered alike in every state: status, headers, cookie length and pages', async () => {
    const letter = await aLetter()
    const emails = await prepareStates(letter)
    passTime(HOUR)

    const answers = []
    for (const state of STATES) {
      const visitor = aVisitor()
      const email = emails[state]
      const before = await numbersOf(letter)
      const answer = await visitor.submit(paths.signatures(letter.slug), ada({ email }))
      const after = await numbersOf(letter)
      const next = await visitor.visit(paths.checkYourEmail(letter.slug))
      answers.push({
        status: answer.status,
        headers: comparable(answer.headers),
        body: await answer.text(),
        next: (await next.text()).replaceAll(email, 'ADDRESS'),
        nextHeaders: comparable(next.headers),
        awaiting: after.awaiting_confirmation - before.awaiting_confirmation,
        counted: after.counted - before.counted,
        size: after.ledger.size - before.ledger.size,
      })
    }

    expect(answers[0]).toMatchObject({ status: 303, awaiting: 1, counted: 0, size: 0 })
    for (const [i, answer] of answers.entries()) {
      expect(answer, STATES[i]).toEqual(answers[0])
    }
  })

  it('is told apart by mail only', async () => {
    const letter = await aLetter()
    const emails = await prepareStates(letter)
    passTime(HOUR)
    const before = new Map<string, number>()
    for (const email of Object.values(emails)) {
      before.set(email, (await aVisitor().mails(email)).length)
    }

    for (const email of Object.values(emails)) {
      await aVisitor().submit(paths.signatures(letter.slug), ada({ email }))
    }

    const subjects: Record<string, string[]> = {}
    for (const [state, email] of Object.entries(emails)) {
      const mails = await aVisitor().mails(email)
      const fresh = mails.slice(0, mails.length - (before.get(email) ?? 0))
      subjects[state] = fresh.map(({ subject }) => subject.replace(/^\d{6}/, '000000'))
    }
    const code = ['000000 is your code to confirm your signature']
    const already = ['This address has already signed']
    expect(subjects).toEqual({
      new: code,
      pending: code,
      counted: already,
      'counted and hidden': already,
      held: already,
      withdrawn: code,
      removed: code,
      refused: code,
      disowned: [],
      capped: [],
      erased: code,
    })
  })

  it('never mails what was typed by somebody who has not confirmed', async () => {
    const letter = await aLetter()
    const counted = await signAndConfirm(letter, ada({ name: 'First Signer' }))
    const typed = {
      name: 'Buy Cheap Pills',
      role: 'other',
      role_other: 'Pill seller at pills dot example',
      school: 'Pill Emporium',
    }
    const fresh = ada(typed)

    await aVisitor().submit(paths.signatures(letter.slug), fresh)
    await aVisitor().submit(paths.signatures(letter.slug), { ...typed, ...again(counted.fields) })

    for (const email of [fresh.email, counted.fields.email]) {
      const [mail] = await aVisitor().mails(email)
      const all = JSON.stringify(mail)
      expect(mail?.text).toContain(letter.title)
      expect(all).not.toMatch(/pill/i)
      expect(all).not.toContain('First Signer')
      expect(mail?.subject).not.toContain(letter.title)
    }
  })

  it('gives who shares a mailbox a way to sign', async () => {
    const letter = await aLetter()
    const { visitor, fields } = await signAndConfirm(letter)
    await visitor.mails()

    await visitor.submit(paths.signatures(letter.slug), fields)
    const [mail] = await visitor.mails()

    expect(mail?.subject).toBe('This address has already signed')
    expect(mail?.text).toMatch(/mailbox/i)
    expect(mail?.text).toMatch(/address\s+of\s+(your|their)\s+own/)
    expect(mail?.text).toContain('/signature?t=')
    expect(mail?.text).not.toContain('/confirm?t=')
  })

  it('mails one address about one letter three times a day and five times in all', async () => {
    const letter = await aLetter()
    const fields = ada()
    const perDay: number[] = []

    for (let day = 0; day < 3; day++) {
      const before = (await aVisitor().mails(fields.email)).length
      for (let i = 0; i < 6; i++) {
        await aVisitor().submit(paths.signatures(letter.slug), fields)
        passTime(15 * MINUTE)
      }
      perDay.push((await aVisitor().mails(fields.email)).length - before)
      passTime(DAY)
    }

    expect(perDay).toEqual([3, 2, 0])
    expect(await numbersOf(letter)).toMatchObject({ awaiting_confirmation: 18 })
  })

  it('mails one address five times a day over all letters', async () => {
    const email = ada().email
    for (let i = 0; i < 8; i++) {
      const letter = await aLetter()

      await aVisitor().submit(paths.signatures(letter.slug), ada({ email }))
    }

    expect(await aVisitor().mails(email)).toHaveLength(5)
  })
})

const ZALGO = `Z${'\u0301'.repeat(6)}algo`

describe('a form that can’t be accepted', () => {
  it.each([
    ['no name', { name: '' }, 'name', 'Enter your full name.'],
    ['a name of spaces', { name: ' \u00A0\t ' }, 'name', 'Enter your full name.'],
    ['a name without a letter', { name: '12345 !' }, 'name', 'letters'],
    ['an emoji for a name', { name: '🙂🙂' }, 'name', 'letters'],
    ['an emoji behind a name', { name: 'Ada 🙂' }, 'name', 'emoji'],
    ['a name of 101 characters', { name: 'é'.repeat(101) }, 'name', '100 characters'],
    ['a name of 10,000 characters', { name: 'x'.repeat(10_000) }, 'name', '100 characters'],
    ['marks heaped on a letter', { name: ZALGO }, 'name', 'too many accents'],
    ['writing turned round', { name: 'Ada \u202Egrebtief' }, 'name', 'direction of writing'],
    ['writing isolated', { name: 'Ada \u2066Quill\u2069' }, 'name', 'direction of writing'],
    ['a formula', { name: '=HYPERLINK("http://x.example")' }, 'name', 'can’t'],
    ['a formula behind a hidden sign', { name: '\u200B=1+1 Ada' }, 'name', 'can’t begin'],
    ['a name with +', { name: '+44 Ada' }, 'name', 'can’t begin'],
    ['a name with -', { name: '-Ada' }, 'name', 'can’t begin'],
    ['a name with @', { name: '@ada' }, 'name', 'can’t begin'],
    ['a web address', { name: 'Ada http://x.example' }, 'name', 'web address'],
    ['a web address in capitals', { name: 'WWW.X.EXAMPLE Ada' }, 'name', 'web address'],
    ['no role', { role: '' }, 'role', 'Choose your role.'],
    ['a role the letter does not have', { role: 'king' }, 'role', 'Choose your role.'],
    ['a role of an object', { role: 'constructor' }, 'role', 'Choose your role.'],
    ['"other" without words', { role: 'other' }, 'role_other', 'Say what your role is.'],
    [
      '"other" in spaces',
      { role: 'other', role_other: ' \u200B ' },
      'role_other',
      'Say what your role is.',
    ],
    [
      '"other" with an address',
      { role: 'other', role_other: 'see www.x.example' },
      'role_other',
      'web address',
    ],
    ['no school where one is required', { school: '' }, 'school', 'Enter your school'],
    ['a school of spaces', { school: ' \u2003 ' }, 'school', 'Enter your school'],
    ['a school of 151 characters', { school: 's'.repeat(151) }, 'school', '150 characters'],
    ['a school with an address', { school: 'https://x.example' }, 'school', 'web address'],
    ['a school that is a formula', { school: '=cmd|’/C calc’!A0' }, 'school', 'can’t begin'],
    ['a country that is none', { country: 'atlantis' }, 'country', 'Choose a country'],
    ['no consent', { consent: '' }, 'consent', 'Tick the box'],
    ['consent by another word', { consent: 'yes' }, 'consent', 'Tick the box'],
    ['no address', { email: '' }, 'email', 'Enter your email address.'],
    ['an address without @', { email: 'ada.example.org' }, 'email', 'format'],
    ['two @', { email: 'ada@quill@example.org' }, 'email', 'format'],
    ['nothing before the @', { email: '@example.org' }, 'email', 'format'],
    ['nothing behind the @', { email: 'ada@' }, 'email', 'format'],
    ['a space in the address', { email: 'ada quill@example.org' }, 'email', 'format'],
    ['a line break in the address', { email: 'ada@example.org\nBcc: b@x.example' }, 'email', ''],
    ['a quoted local part', { email: '"ada quill"@example.org' }, 'email', 'format'],
    ['two dots', { email: 'ada..quill@example.org' }, 'email', 'format'],
    ['a dot before the @', { email: 'ada.@example.org' }, 'email', 'format'],
    ['an accent before the @', { email: 'adá@example.org' }, 'email', 'unaccented'],
    ['a local part of 65', { email: `${'a'.repeat(65)}@example.org` }, 'email', 'too long'],
    ['255 characters', { email: `a@${'b.'.repeat(125)}example` }, 'email', ''],
    ['a domain of one label', { email: 'ada@localhost' }, 'email', 'format'],
    ['a number for a domain', { email: 'ada@127.0.0.1' }, 'email', 'format'],
    ['a number in disguise', { email: 'ada@0x7f.1' }, 'email', 'format'],
    ['a bracketed number', { email: 'ada@[::1]' }, 'email', 'format'],
    ['a port', { email: 'ada@example.org:25' }, 'email', 'format'],
    ['a path', { email: 'ada@example.org/x' }, 'email', 'format'],
    ['a percent sign', { email: 'ada@exa%6Dple.org' }, 'email', 'format'],
    ['a domain that ends in a dot', { email: 'ada@example.org.' }, 'email', 'format'],
    ['a domain with _', { email: 'ada@exa_mple.org' }, 'email', 'format'],
    ['a machine’s mailbox', { email: 'No-Reply@example.org' }, 'email', 'mailbox for machines'],
    ['another one', { email: 'postmaster@example.org' }, 'email', 'mailbox for machines'],
  ])('with %s is shown again with the problem, and records nothing', async (_, over, at, why) => {
    const letter = await formLetter()
    const visitor = aVisitor()
    const before = await dumpTables()

    const answer = await visitor.submit(paths.signatures(letter.slug), ada(over))
    const page = await answer.text()

    expect(answer.status).toBe(422)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(page).toMatch(/<title>Error: /)
    expect(page).toMatch(/<div[^>]*class="errs"[^>]*tabindex="-1"[^>]*autofocus/)
    expect(page).toMatch(new RegExp(`<li><a href="#${at}">[^<]*${escaped(why)}`))
    expect(page).toMatch(new RegExp(`id="${at}-error"`))
    expect(fieldOf(page, at)).toContain('aria-invalid="true"')
    expect(fieldOf(page, at)).toMatch(new RegExp(`aria-describedby="[^"]*${at}-error`))
    expect(await dumpTables()).toBe(before)
  })

  it('keeps all that was typed, and escapes it', async () => {
    const letter = await aLetter()
    const typed = {
      name: 'Ada "><script>alert(1)</script>',
      email: 'not <b>an</b> address',
      role: 'other',
      role_other: `Friend of O'Brien & "sons"`,
      school: '<img src=x onerror=alert(1)>',
      country: 'wales',
      public: 'on',
      updates: 'on',
    }

    const answer = await aVisitor().submit(paths.signatures(letter.slug), {
      ...ada(typed),
      consent: '',
    })
    const page = await answer.text()

    expect(answer.status).toBe(422)
    expect(page).not.toContain('<script>alert')
    expect(page).not.toContain('<img')
    expect(page).not.toContain('<b>an</b>')
    expect(unescaped(fieldOf(page, 'name'))).toContain(typed.name)
    expect(unescaped(fieldOf(page, 'email'))).toContain(typed.email)
    expect(unescaped(fieldOf(page, 'role_other'))).toContain(typed.role_other)
    expect(unescaped(fieldOf(page, 'school'))).toContain(typed.school)
    expect(page).toMatch(/<option value="other" selected/)
    expect(page).toMatch(/<option value="wales" selected/)
    expect(fieldOf(page, 'public')).toMatch(/\schecked/)
    expect(fieldOf(page, 'updates')).toMatch(/\schecked/)
    expect(fieldOf(page, 'consent')).not.toMatch(/\schecked/)
  })

  it('names every problem at once, in the order of the form', async () => {
    const letter = await aLetter()
    const empty = { name: '', email: '', school: '', consent: '' }

    const answer = await aVisitor().submit(paths.signatures(letter.slug), ada(empty))
    const page = await answer.text()

    const named = [...page.matchAll(/<li><a href="#([a-z_]+)">/g)].map(([, field]) => field)
    expect(named).toEqual(['name', 'school', 'email', 'consent'])
  })
})

describe('a name', () => {
  it.each([
    ['Łukasz Żółć', 'Łukasz Żółć'],
    ['Siân O’Neill-ap-Rhys', 'Siân O’Neill-ap-Rhys'],
    ['李', '李'],
    ['José de la Cruz III', 'José de la Cruz III'],
    ['X Æ A-12', 'X Æ A-12'],
    ['نور القاضي', 'نور القاضي'],
    ['D’Arcy "Dot" <Smith>', 'D’Arcy "Dot" <Smith>'],
    ['  Ada \t Quill\r\nfeather ', 'Ada Quill feather'],
    ['Ada\u200B\u00AD\uFEFF Quill', 'Ada Quill'],
    ['Ada\u0000\u0007 Quill', 'Ada Quill'],
    ['Ada \u200B Quill', 'Ada Quill'],
    ['Zoe\u0308', 'Zoë'],
    ['Zoe\u200B\u0308', 'Zoë'],
    ['ශ්\u200Dරීමති', 'ශ්\u200Dරීමති'],
    ['Nasr\u200Cin Amin\u200D', 'Nasr\u200Cin Amin'],
    ['a'.repeat(100), 'a'.repeat(100)],
    ['𝒜'.repeat(100), '𝒜'.repeat(100)],
  ])('typed as %j is published as %j', async (typed, published) => {
    const letter = await aLetter()
    const { visitor, link } = await signUp(letter, ada({ name: typed }))

    await confirm(
      visitor,
      new URL(link, env.ORIGIN).searchParams.get('t') ?? '',
      ada({ name: typed })
    )

    const list = await visitor.read(paths.signaturesJson(letter.slug))
    expect((JSON.parse(list) as { signatures: { name: string }[] }).signatures[0]?.name).toBe(
      published
    )
  })
})

describe('an address', () => {
  it.each([
    ['Ada.Quill+letter@Example.ORG', 'Ada.Quill+letter@example.org'],
    [' ada@example.org ', 'ada@example.org'],
    ['head@school.example.org', 'head@school.example.org'],
    ['office@school.example.org', 'office@school.example.org'],
    ["o'brien!#$%&'*+-/=?^_`{|}~@example.org", "o'brien!#$%&'*+-/=?^_`{|}~@example.org"],
    ['ada@BÜRO.example', 'ada@xn--bro-hoa.example'],
    ['ada@例え.example', 'ada@xn--r8jz45g.example'],
    [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
  ])('typed as %j is written to as %j', async (typed, written) => {
    const letter = await aLetter()
    const visitor = aVisitor()

    await visitor.submit(paths.signatures(letter.slug), ada({ email: typed }))
    const [mail] = await visitor.mails(written)

    expect(mail?.to).toBe(written)
    expect(await visitor.read(paths.checkYourEmail(letter.slug))).toContain(
      written.replaceAll('&', '&amp;').replaceAll("'", '&#39;')
    )
  })

  it('that looks mistyped is asked about, and accepted', async () => {
    const letter = await aLetter()
    const visitor = aVisitor()

    const answer = await visitor.submit(
      paths.signatures(letter.slug),
      ada({ email: 'ada.typo@gmial.com' })
    )

    expect(answer.status).toBe(303)
    expect(await visitor.read(paths.checkYourEmail(letter.slug))).toContain('ada.typo@gmail.com')
  })
})

describe('a form of another edition', () => {
  it('is answered with the change, keeps what was typed, and records nothing', async () => {
    const letter = await aLetter({ markdown: 'Dear Inspector,\n\n1. Come on a Monday.' })
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Come on a Friday.')
    const fields = ada()
    const before = await dumpTables()

    const answer = await aVisitor().submit(paths.signatures(letter.slug), fields)
    const page = await answer.text()

    expect(answer.status).toBe(409)
    expect(page).toMatch(/<title>Error: /)
    expect(page).toContain('The text has changed')
    expect(page).toMatch(/<del>.*Monday.*<\/del>/)
    expect(page).toMatch(/<ins>.*Friday.*<\/ins>/)
    expect(page).toContain('Clearer words')
    expect(page).toContain('name="edition" value="2"')
    expect(fieldOf(page, 'name')).toContain(fields.name)
    expect(fieldOf(page, 'email')).toContain(fields.email)
    expect(fieldOf(page, 'consent')).not.toMatch(/\schecked/)
    expect(await dumpTables()).toBe(before)
  })

  it.each([
    ['none', ''],
    ['one still to come', '9'],
    ['one that is no number', 'newest'],
    ['one of many digits', '1'.repeat(40)],
  ])('is asked for again, and says why, if it names %s', async (_, edition) => {
    const letter = await aLetter()
    const before = await dumpTables()

    const answer = await aVisitor().submit(paths.signatures(letter.slug), ada({ edition }))
    const page = await answer.text()

    expect(answer.status).toBe(409)
    expect(page).toMatch(/<title>Error: /)
    expect(page).toContain('which text')
    expect(page).not.toContain('href="#edition"')
    expect(page).toContain('name="edition" value="1"')
    expect(await dumpTables()).toBe(before)
  })
})

describe('many from one network', () => {
  it.each([
    ['an IPv4 address', '203.0.113.7', '203.0.113.7', '203.0.113.8'],
    ['an IPv6 network', '2001:db8:77::1', '2001:0DB8:77:0:ffff::2', '2001:db8:77:1::1'],
  ])(
    'are held up after a hundred a minute from %s, and nobody else',
    async (_, one, same, other) => {
      const letter = await aLetter()
      const visitor = aVisitor()
      const from = (address: string) => ({ 'cf-connecting-ip': address })
      const { token, fields, visitor: signer } = await signUp(letter)
      const typed = ada({ name: 'Grace Inkwell' })

      const { last, over, untouched } = await withinOneMinute(async () => {
        await useUp(one, 99)
        const last = await visitor.submit(paths.signatures(letter.slug), ada(), from(same))
        const before = await dumpTables()
        const over = await visitor.submit(paths.signatures(letter.slug), typed, from(same))
        return { last, over, untouched: (await dumpTables()) === before }
      })
      const page = await over.text()
      const elsewhere = await visitor.submit(paths.signatures(letter.slug), ada(), from(other))
      const confirming = await signer.submit(
        paths.confirmation(),
        { t: token, choice: 'yes', ...fields },
        from(same)
      )

      expect(last.status).toBe(303)
      expect(over.status).toBe(429)
      expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(page).toMatch(/<title>Error: /)
      expect(page).toContain('wait a minute')
      expect(fieldOf(page, 'name')).toContain('Grace Inkwell')
      expect(fieldOf(page, 'email')).toContain(typed.email)
      expect(untouched).toBe(true)
      expect(elsewhere.status).toBe(303)
      expect(confirming.status).toBe(200)
    }
  )
})

describe('the page after signing', () => {
  it('shows the address in the browser that typed it, and in no other', async () => {
    const letter = await aLetter()
    const other = await aLetter()
    const visitor = aVisitor()
    const fields = ada()
    await visitor.submit(paths.signatures(letter.slug), fields)

    const own = await visitor.read(paths.checkYourEmail(letter.slug))
    const elsewhere = await aVisitor().read(paths.checkYourEmail(letter.slug))
    const ofOther = await visitor.read(paths.checkYourEmail(other.slug))

    expect(own).toContain(`<b>${fields.email}</b>`)
    expect(own).toContain('Wrong address?')
    expect(own).toContain('look in junk')
    expect(own).toContain('Send it again')
    expect(own).toContain('via Countersign')
    expect(elsewhere).not.toContain(fields.email)
    expect(elsewhere).toContain('no longer remembers')
    expect(ofOther).not.toContain(fields.email)
  })

  it('keeps the address sealed, in a cookie of the host alone', async () => {
    const letter = await aLetter()
    const fields = ada()

    const answer = await aVisitor().submit(paths.signatures(letter.slug), fields)

    const [cookie = '', ...others] = answer.headers.getSetCookie()
    expect(others).toEqual([])
    expect(cookie).toMatch(/^__Host-typed=[\w.-]+; /)
    for (const part of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax']) {
      expect(cookie).toContain(part)
    }
    expect(cookie).not.toContain('Domain')
    expect(cookie).not.toContain('example.org')
  })

  it.each([
    ['another’s', () => 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA'],
    ['cut short', (sealed: string) => sealed.slice(0, -4)],
    ['empty', () => ''],
    ['no cookie of ours', () => 'ada@example.org'],
  ])('forgets the address if the cookie is %s', async (_, changed) => {
    const letter = await aLetter()
    const visitor = aVisitor()
    const fields = ada()
    await visitor.submit(paths.signatures(letter.slug), fields)
    visitor.cookies.set('__Host-typed', changed(visitor.cookies.get('__Host-typed') ?? ''))

    const answer = await visitor.visit(paths.checkYourEmail(letter.slug))

    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('no longer remembers')
  })

  it('sends the mail again within a minute, the same code in it', async () => {
    const letter = await aLetter()
    const { visitor, fields } = await signUp(letter)
    const [first] = await visitor.mails(fields.email)

    const asked = await visitor.submit(paths.links(letter.slug), { email: fields.email })
    const page = await visitor.read(asked.headers.get('location') ?? '')
    passTime(MINUTE)
    const mails = await visitor.mails(fields.email)

    expect(asked.status).toBe(303)
    expect(page).toContain('Asked.')
    expect(page).toContain(fields.email)
    expect(mails).toHaveLength(2)
    expect(mails[0]?.subject).toBe(first?.subject)
  })

  it('tells until when one may confirm, if the letter closes', async () => {
    const closesAt = Date.now() + HOUR
    const letter = await aLetter({ closesAt })
    const { visitor, fields } = await signUp(letter)

    const page = await visitor.read(paths.checkYourEmail(letter.slug))
    const [mail] = await visitor.mails(fields.email)

    const until = new Date(closesAt + GRACE_MS).toLocaleDateString('en-GB', {
      timeZone: 'Europe/London',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    })
    expect(mail?.text).toContain(`on ${until}`)
    expect(page).toContain(`on ${until}`)
  })

  it('of a letter that is not there is not there', async () => {
    const answer = await aVisitor().visit(paths.checkYourEmail('no-such-letter'))

    expect(answer.status).toBe(404)
  })
})

describe('what was never confirmed', () => {
  it('is gone after 14 days, with the address, the name and the school', async () => {
    const letter = await aLetter()
    const fields = ada({ name: 'Canary Neverconfirmed', school: 'Canary Vale' })
    const { link, visitor } = await signUp(letter, fields)
    passTime(14 * DAY)

    await runCron()

    expect(await findInTables('canary')).toEqual([])
    expect(await findInTables(fields.email, ['dev_mail'])).toEqual([])
    expect(await numbersOf(letter)).toMatchObject({ awaiting_confirmation: 0 })
    expect((await visitor.visit(link)).status).toBe(410)
  })

  it('stays until then', async () => {
    const letter = await aLetter()
    const { link, visitor } = await signUp(letter)
    passTime(14 * DAY - MINUTE)

    await runCron()

    expect(await numbersOf(letter)).toMatchObject({ awaiting_confirmation: 1 })
    expect((await visitor.visit(link)).status).toBe(200)
  })
})

/** An address of each state, all of one length. */
async function prepareStates(letter: Letter): Promise<Record<AccountState, string>> {
  const emails = Object.fromEntries(
    STATES.map((state) => [state, `${crypto.randomUUID().slice(0, 8)}@states.example.org`])
  ) as Record<AccountState, string>
  const counted = (state: AccountState, over = {}) =>
    signAndConfirm(letter, ada({ email: emails[state], ...over }))

  await signUp(letter, ada({ email: emails.pending }))
  await counted('counted')
  await counted('counted and hidden', { public: '' })
  for (const state of ['held', 'removed', 'refused'] as const) {
    await signUp(letter, ada({ email: emails[state] }))
    await env.DB.prepare('UPDATE signature SET state = ? WHERE email = ?')
      .bind(state, emails[state])
      .run()
  }
  const withdrawn = await counted('withdrawn')
  await change(withdrawn.visitor, withdrawn.manage, 'withdraw')
  const disowned = await signUp(letter, ada({ email: emails.disowned }))
  await confirm(disowned.visitor, disowned.token, disowned.fields, { choice: 'no' })
  const erased = await counted('erased')
  await change(erased.visitor, erased.manage, 'erase')
  for (let i = 0; i < 3; i++) {
    await signUp(letter, ada({ email: emails.capped }))
    passTime(15 * MINUTE)
  }
  return emails
}

/** Headers without what differs from one answer to the next; of a cookie, only how long it is. */
function comparable(headers: Headers) {
  return [...headers]
    .filter(([name]) => !['date', 'x-request-id'].includes(name))
    .map(([name, value]) => [
      name,
      name === 'set-cookie'
        ? value.replace(/=([^;]+)/, (_, text: string) => `=${text.length}`)
        : value,
    ])
}

/** What another signing with the same address has of the first. */
function again({ email, edition, consent }: ReturnType<typeof ada>) {
  return { email, edition, consent }
}

let shared: Promise<Letter> | undefined

/** One letter for all rows of a table that change nothing. */
function formLetter(): Promise<Letter> {
  return (shared ??= aLetter())
}

/** Counts visits from a network, as if so many had signed. */
async function useUp(address: string, times: number) {
  for (let i = 0; i < times; i++) await env.SIGN_RATE.limit({ key: `sign ${networkOf(address)}` })
}

/** The field of a page, as a tag. */
function fieldOf(page: string, name: string): string {
  return new RegExp(`<(?:input|select)[^>]*\\sname="${name}"[^>]*>`).exec(page)?.[0] ?? ''
}

function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
