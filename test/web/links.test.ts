import { SignJWT } from 'jose'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { codeFor } from '../../src/code'
import { requireSettings } from '../../src/env'
import { deriveKey, type Purpose } from '../../src/keys'
import type { Letter } from '../../src/letters/letter'
import { signLink, type LinkPurpose } from '../../src/link'
import { paths } from '../../src/paths'
import { DAY, HOUR, MINUTE, passTime, withinOneMinute } from '../support/clock'
import { aLetter } from '../support/letters'
import { ada, change, confirm, numbersOf, signAndConfirm, signUp } from '../support/signers'
import { dumpTables, rowsOf } from '../support/tables'
import { aVisitor, type Visitor } from '../support/visitor'

const YEAR = 365 * DAY

describe('a mailed token', () => {
  it('opens the pages of its own purpose, and of none of the others', async () => {
    const letter = await aLetter()
    const { manage } = await signAndConfirm(letter)
    const [{ id } = { id: '' }] = await rowsOf<{ id: string }>(
      `SELECT id FROM signature WHERE letter_id = ?`,
      letter.id
    )
    const at = Date.now() + DAY
    const pages: Record<LinkPurpose, string> = {
      confirm: paths.confirmation(),
      manage: paths.signatureChange(),
      report: `${paths.letter(letter.slug)}/report/confirm`,
      follow: paths.following(),
      unsubscribe: paths.unsubscribing(),
      organisation: paths.organisation(),
      correction: paths.correctionConfirmation(),
      'school-mailbox': paths.schoolMailboxAnswer(),
    }
    const purposes = Object.keys(pages) as LinkPurpose[]
    const before = await dumpTables()

    for (const purpose of purposes) {
      for (const sub of [id, `signer/${id}/`]) {
        const t = await signLink(master(), purpose, sub, at)
        for (const other of purposes.filter((one) => one !== purpose)) {
          const sent = { t, choice: 'yes', action: 'erase', sure: 'yes', button: '1', edition: '1' }
          const opened = await aVisitor().visit(`${pages[other]}?t=${t}`)
          const posted = await aVisitor().submit(`${pages[other]}?t=${t}`, sent)
          expect([opened.status, posted.status], `${purpose} at ${other}`).toEqual([400, 400])
        }
      }
    }

    expect(await dumpTables()).toBe(before)
    expect((await aVisitor().visit(paths.signature(manage))).status).toBe(200)
  })

  it('is refused when any one of its characters is another, and nothing changes', async () => {
    const letter = await aLetter()
    const { visitor, token, fields } = await signUp(letter)
    const before = await dumpTables()
    const statuses = new Set<number>()

    for (let i = 0; i < token.length; i++) {
      const flipped = token.slice(0, i) + flip(token.charAt(i)) + token.slice(i + 1)
      statuses.add((await visitor.visit(paths.confirm(flipped))).status)
      statuses.add((await confirm(visitor, flipped, fields)).status)
      statuses.add((await visitor.visit(paths.signature(flipped))).status)
    }

    expect(token.length).toBeGreaterThan(100)
    expect([...statuses]).toEqual([400])
    expect(await dumpTables()).toBe(before)
  })

  it('is refused in each spelling that means the same bytes but for the one we write', async () => {
    const letter = await aLetter()
    const { visitor, token, fields } = await signUp(letter)
    const spellings = otherSpellings(token)
    const before = await dumpTables()

    for (const spelling of spellings) {
      expect((await visitor.visit(confirmUrl(spelling))).status, spelling).toBe(400)
      expect((await confirm(visitor, spelling, fields)).status, spelling).toBe(400)
    }

    expect(spellings.length).toBeGreaterThan(3)
    expect(await dumpTables()).toBe(before)
    expect((await confirm(visitor, token, fields)).status).toBe(200)
  })

  it.each([
    ['empty', () => ''],
    ['cut at its end', (token: string) => token.slice(0, -1)],
    ['cut in half', (token: string) => token.slice(0, token.length / 2)],
    ['without its signature', (token: string) => token.slice(0, token.lastIndexOf('.') + 1)],
    ['only dots', () => '..'],
    ['with something behind it', (token: string) => `${token}A`],
    ['with a part more', (token: string) => `${token}.AAAA`],
    ['with = behind it', (token: string) => `${token}=`],
    ['with spaces around it', (token: string) => ` ${token} `],
    ['with a line break in it', (token: string) => `${token.slice(0, 20)}\r\n${token.slice(20)}`],
    ['with a NUL in it', (token: string) => `${token}\0`],
    ['other letters', () => '💌'.repeat(10)],
    ['huge', () => 'A'.repeat(30_000)],
    ['SQL', () => `' OR 1=1 --`],
    ['a path', () => '../../etc/passwd'],
  ])('that is %s leads to a page that says what to do', async (_, changed) => {
    const letter = await aLetter()
    const { visitor, token, fields } = await signUp(letter)
    const t = changed(token)
    const before = await dumpTables()

    const query = `?t=${encodeURIComponent(t)}`
    const opened = await visitor.visit(paths.confirmation() + query)
    const posted = await confirm(visitor, t, fields)
    const managed = await visitor.visit(paths.signatureChange() + query)
    const erased = await change(visitor, t, 'erase')
    const data = await visitor.visit(`/signature/data.json${query}`)
    const receipt = await visitor.visit(`/signature/receipt.json${query}`)

    for (const answer of [opened, posted, managed, erased, data, receipt]) {
      expect(answer.status).toBe(400)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      const page = await answer.text()
      expect(page).toContain('This link is not complete')
      expect(page).toContain(`href="${paths.myData()}"`)
    }
    expect(await dumpTables()).toBe(before)
  })

  it('is what every page of a signature needs, and says so without one', async () => {
    const visitor = aVisitor()

    for (const path of [
      '/confirm',
      '/signature',
      '/signature/data.json',
      '/signature/receipt.json',
    ]) {
      const answer = await visitor.visit(path)
      const posted = await visitor.submit(path, { choice: 'yes' })

      expect(answer.status).toBe(400)
      expect(await answer.text()).toContain('<h1>')
      expect([400, 405]).toContain(posted.status)
    }
  })

  it.each([
    ['signed by another algorithm', { alg: 'HS512' }, {}],
    ['with more in its header', { alg: 'HS256', typ: 'JWT' }, {}],
    ['with more claims', { alg: 'HS256' }, { iat: 1_700_000_000 }],
    ['for two audiences', { alg: 'HS256' }, { aud: ['confirm', 'manage'] }],
    ['without an end', { alg: 'HS256' }, { exp: undefined }],
    ['with an end that is no whole number', { alg: 'HS256' }, { exp: 4_000_000_000.5 }],
    ['for nobody', { alg: 'HS256' }, { sub: undefined }],
  ])('%s is refused, though its key is right', async (_, header, claims) => {
    const letter = await aLetter()
    const { visitor, fields } = await signUp(letter)
    const [row] = await rowsOf<{ id: string; expires_at: number }>(
      'SELECT id, expires_at FROM signature WHERE letter_id = ?',
      letter.id
    )
    const exp = Math.floor((row?.expires_at ?? 0) / 1000)
    const payload = { aud: 'confirm', sub: row?.id, exp, ...claims }
    const token = await new SignJWT(payload)
      .setProtectedHeader(header)
      .sign(padded(await deriveKey(master(), 'confirm-link')))

    const answer = await confirm(visitor, token, fields)

    expect(answer.status).toBe(400)
    expect(await numbersOf(letter)).toMatchObject({ counted: 0, awaiting_confirmation: 1 })
  })

  it('without a signature is refused', async () => {
    const letter = await aLetter()
    const { visitor, token, fields } = await signUp(letter)
    const none = btoa('{"alg":"none"}').replaceAll('=', '')
    const [, payload = ''] = token.split('.')

    const answer = await confirm(visitor, `${none}.${payload}.`, fields)

    expect(answer.status).toBe(400)
  })

  it('of one purpose is refused for the other, even with the other’s audience', async () => {
    const letter = await aLetter()
    const { visitor, token, manage, fields } = await signAndConfirm(letter)
    const [row] = await rowsOf<{ id: string }>(
      'SELECT id FROM signature WHERE letter_id = ?',
      letter.id
    )
    const exp = Math.floor((Date.now() + DAY) / 1000)
    const forged = (aud: string, purpose: Purpose) =>
      deriveKey(master(), purpose).then((key) =>
        new SignJWT({ aud, sub: row?.id, exp }).setProtectedHeader({ alg: 'HS256' }).sign(key)
      )
    await visitor.mails()
    const before = await dumpTables()

    for (const wrong of [manage, await forged('confirm', 'manage-link')]) {
      expect((await visitor.visit(paths.confirm(wrong))).status).toBe(400)
      expect((await confirm(visitor, wrong, fields, { choice: 'no' })).status).toBe(400)
    }
    for (const wrong of [token, await forged('manage', 'confirm-link')]) {
      expect((await visitor.visit(paths.signature(wrong))).status).toBe(400)
      expect((await change(visitor, wrong, 'erase')).status).toBe(400)
      expect((await visitor.visit(paths.signatureData(wrong))).status).toBe(400)
      expect((await visitor.visit(paths.receipt(wrong))).status).toBe(400)
    }

    expect(await dumpTables()).toBe(before)
  })

  it('to confirm works for 14 days, and then says what to do', async () => {
    const letter = await aLetter()
    const { visitor, token, link, fields } = await signUp(letter)

    passTime(14 * DAY - MINUTE)
    const inTime = await visitor.visit(link)
    passTime(2 * MINUTE)
    const before = await dumpTables()
    const late = await visitor.visit(link)
    const posted = await confirm(visitor, token, fields)

    expect(inTime.status).toBe(200)
    for (const answer of [late, posted]) {
      expect(answer.status).toBe(410)
      const page = await answer.text()
      expect(page).toContain('This link no longer works')
      expect(page).toContain('sign again')
    }
    expect(await dumpTables()).toBe(before)
  })

  it('to manage works for a year, and can be had anew', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(letter)

    passTime(YEAR - HOUR)
    const inTime = await visitor.visit(paths.signature(manage))
    passTime(2 * HOUR)
    const late = await visitor.visit(paths.signature(manage))
    const posted = await change(visitor, manage, 'withdraw')
    await visitor.submit(paths.links(letter.slug), { email: fields.email })
    const renewed = await visitor.visit(await visitor.openMail(fields.email))

    expect(inTime.status).toBe(200)
    expect(late.status).toBe(410)
    expect(posted.status).toBe(410)
    expect(await late.text()).toContain('Ask for a new link')
    expect(renewed.status).toBe(200)
    expect(await numbersOf(letter)).toMatchObject({ counted: 1 })
  })

  it('of a signature that never was leads to a page, not an error', async () => {
    const letter = await aLetter()
    const visitor = aVisitor()

    for (const id of [`${letter.id}.AAAAAAAAAAAAAAAAAAAAAA`, '999999.AAAA', 'nonsense', '']) {
      const end = Date.now() + DAY
      const toConfirm = await signLink(master(), 'confirm', id, end)
      const toManage = await signLink(master(), 'manage', id, end)

      expect((await visitor.visit(paths.confirm(toConfirm))).status, id).toBe(410)
      expect((await confirm(visitor, toConfirm, ada())).status, id).toBe(410)
      expect((await visitor.visit(paths.signature(toManage))).status, id).toBe(410)
      expect((await change(visitor, toManage, 'withdraw')).status, id).toBe(410)
    }
  })
})

describe('the code', () => {
  it.each([
    ['as it stands in the subject', (code: string) => code],
    ['with a space in it', (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`],
    ['with spaces around it', (code: string) => `\t${code} `],
  ])('typed %s opens the confirm page, and counts nobody by itself', async (_, typed) => {
    const letter = await aLetter()
    const { visitor, fields } = await signUp(letter)
    const code = await codeMailed(visitor, fields.email)

    const answer = await enter(visitor, letter, typed(code))
    const page = await visitor.read(answer.headers.get('location') ?? '')

    expect(answer.status).toBe(303)
    expect(page).toContain('Add your signature?')
    expect(page).toContain(fields.name)
    expect(await numbersOf(letter)).toMatchObject({ counted: 0, awaiting_confirmation: 1 })
  })

  it('stands first in the subject, six digits, with the letter not named', async () => {
    const letter = await aLetter({ title: 'A letter not everybody should see' })
    const { visitor, fields } = await signUp(letter)

    const [mail] = await visitor.mails(fields.email)

    expect(mail?.subject).toMatch(/^\d{6} is your code/)
    expect(mail?.subject).not.toContain('letter not everybody')
    expect(mail?.text).toContain(mail?.subject.slice(0, 6))
    expect(mail?.html).toContain(mail?.subject.slice(0, 6))
  })

  it('can be tried five times a day; after that only the link works', async () => {
    const letter = await aLetter()
    const { visitor, link, fields } = await signUp(letter)
    const code = await codeMailed(visitor, fields.email)

    const wrong = []
    for (let i = 0; i < 5; i++) wrong.push(await enter(visitor, letter, notThe(code)))
    const right = await enter(visitor, letter, code)
    const page = await right.text()
    const byLink = await visitor.visit(link)
    passTime(DAY)
    const nextDay = await enter(visitor, letter, code)

    expect(wrong.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422])
    expect(await wrong[4]?.text()).toContain('no tries are left today')
    expect(right.status).toBe(422)
    expect(page).toMatch(/<title>Error: /)
    expect(page).toContain('Use the link in the mail.')
    expect(byLink.status).toBe(200)
    expect(nextDay.status).toBe(303)
  })

  it('is still taken at the fifth try', async () => {
    const letter = await aLetter()
    const { visitor, fields } = await signUp(letter)
    const code = await codeMailed(visitor, fields.email)
    for (let i = 0; i < 4; i++) await enter(visitor, letter, notThe(code))

    const answer = await enter(visitor, letter, code)

    expect(answer.status).toBe(303)
  })

  it('has five tries in all, from however many browsers and signatures at once', async () => {
    const letter = await aLetter()
    const fields = ada()
    const visitors: Visitor[] = []
    for (let i = 0; i < 3; i++) {
      const visitor = aVisitor()
      await visitor.submit(paths.signatures(letter.slug), fields)
      passTime(11 * MINUTE)
      await visitor.mails()
      visitors.push(visitor)
    }
    const codes = await codesOf(letter)

    const guesses = Array.from({ length: 20 }, (_, i) => String(i).padStart(6, '0'))
    const wrong = guesses.filter((guess) => !codes.includes(guess))
    await Promise.all(wrong.map((guess, i) => enter(visitors[i % 3] ?? aVisitor(), letter, guess)))
    const answers = []
    for (const code of codes) answers.push(await enter(visitors[0] ?? aVisitor(), letter, code))

    expect(codes).toHaveLength(3)
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422])
  })

  it('is worth nothing before its mail has left', async () => {
    const letter = await aLetter()
    const visitor = aVisitor()
    await visitor.submit(paths.signatures(letter.slug), ada())
    await env.DB.prepare(`UPDATE outbox SET next_at = next_at + ? WHERE letter_id = ?`)
      .bind(DAY, letter.id)
      .run()
    const [code = ''] = await codesOf(letter)

    const early = await enter(visitor, letter, code)
    passTime(DAY + MINUTE)
    await visitor.mails()
    const later = await enter(visitor, letter, code)

    expect(early.status).toBe(422)
    expect(later.status).toBe(303)
  })

  it.each(['claimed', 'refused', 'unknown', 'skipped'])(
    'is worth nothing while its mail is %s, and not taken by the provider',
    async (state) => {
      const letter = await aLetter()
      const { visitor, fields } = await signUp(letter)
      const code = await codeMailed(visitor, fields.email)
      const settle = (to: string) =>
        env.DB.prepare('UPDATE outbox SET state = ?, next_at = next_at + ? WHERE letter_id = ?')
          .bind(to, DAY, letter.id)
          .run()

      await settle(state)
      const without = await enter(visitor, letter, code)
      await settle('sent')
      const withIt = await enter(visitor, letter, code)

      expect(without.status).toBe(422)
      expect(withIt.status).toBe(303)
    }
  )

  it('needs the browser that signed, and explains itself in any other', async () => {
    const letter = await aLetter()
    const { visitor, fields } = await signUp(letter)
    const code = await codeMailed(visitor, fields.email)

    const answer = await enter(aVisitor(), letter, code)
    const page = await answer.text()

    expect(answer.status).toBe(422)
    expect(page).toContain('This browser no longer remembers which address that was')
    expect(page).toContain('the link in it can')
  })

  it('of one letter opens no other, nor that of one person another’s', async () => {
    const [letter, other] = [await aLetter(), await aLetter()]
    const here = await signUp(letter)
    const there = await signUp(other, here.fields, here.visitor)
    const somebody = await signUp(letter)
    const mine = await codeMailed(here.visitor, here.fields.email)
    const theirs = await codeMailed(somebody.visitor, somebody.fields.email)
    const [ofLetter = ''] = await codesOf(letter)

    const wrongPerson = await enter(there.visitor, other, theirs)
    const wrongLetter = await enter(there.visitor, other, ofLetter)

    expect(wrongPerson.status).toBe(422)
    expect(wrongLetter.status).toBe(422)
    expect(mine).not.toBe(ofLetter)
  })

  it.each([
    ['empty', ''],
    ['five digits', '12345'],
    ['seven digits', '1234567'],
    ['letters', 'abcdef'],
    ['digits of another script', '١٢٣٤٥٦'],
    ['a sign', '-12345'],
  ])('that is %s is asked for again, and costs no try', async (_, typed) => {
    const letter = await aLetter()
    const { visitor } = await signUp(letter)
    const before = await dumpTables()

    const answer = await enter(visitor, letter, typed)

    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('<a href="#code">Enter the six digits')
    expect(await dumpTables()).toBe(before)
  })

  it('stops working with its link', async () => {
    const letter = await aLetter()
    const { visitor, fields } = await signUp(letter)
    const code = await codeMailed(visitor, fields.email)
    passTime(14 * DAY)

    const answer = await enter(visitor, letter, code)

    expect(answer.status).toBe(422)
  })
})

describe('asking for links', () => {
  it.each([
    ['of one letter', (letter: Letter) => paths.links(letter.slug)],
    ['of every letter', () => paths.myData()],
  ])('%s is answered alike, whoever asks and whatever is held', async (_, path) => {
    const letter = await aLetter()
    const counted = await signAndConfirm(letter)
    const pending = await signUp(letter)
    const withdrawn = await signAndConfirm(letter)
    await change(withdrawn.visitor, withdrawn.manage, 'withdraw')
    const disowned = await signUp(letter)
    await confirm(disowned.visitor, disowned.token, disowned.fields, { choice: 'no' })
    const emails = [counted, pending, withdrawn, disowned].map(({ fields }) => fields.email)

    const answers = []
    for (const email of [ada().email, ...emails, emails[0] ?? '', emails[0] ?? '']) {
      const answer = await aVisitor().submit(path(letter), { email })
      answers.push({
        status: answer.status,
        headers: [...answer.headers].filter(([name]) => name !== 'x-request-id'),
        body: await answer.text(),
      })
    }

    expect(answers[0]?.status).toBe(200)
    expect(answers[0]?.body).toContain('Check your email')
    expect(answers[0]?.body).not.toContain('example.org/')
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  it('is answered by mail with what there is: a manage link, a confirm link, or none', async () => {
    const letter = await aLetter()
    const counted = await signAndConfirm(letter)
    const pending = await signUp(letter)
    const stranger = ada().email
    passTime(MINUTE)

    for (const email of [counted.fields.email, pending.fields.email, stranger]) {
      await aVisitor().submit(paths.links(letter.slug), { email })
    }

    const [ofCounted] = await aVisitor().mails(counted.fields.email)
    const [ofPending] = await aVisitor().mails(pending.fields.email)
    expect(ofCounted?.subject).toBe('Your link to see or change your signature')
    expect(ofCounted?.text).toContain('/signature?t=')
    expect(ofPending?.subject).toMatch(/^\d{6} is your code/)
    expect(ofPending?.text).toContain('/confirm?t=')
    expect(await aVisitor().mails(stranger)).toEqual([])
  })

  it('about all letters lists each that the address has signed, or says nothing is held', async () => {
    const [one, two] = [
      await aLetter({ title: 'The first letter of two' }),
      await aLetter({ title: 'The second letter of two' }),
    ]
    const fields = ada()
    await signAndConfirm(one, fields)
    await signUp(two, fields)
    const stranger = ada().email

    await aVisitor().submit(paths.myData(), { email: fields.email.toUpperCase() })
    await aVisitor().submit(paths.myData(), { email: stranger })

    const [known] = await aVisitor().mails(fields.email)
    const [unknown] = await aVisitor().mails(stranger)
    expect(known?.subject).toBe('What we hold for this address')
    expect(known?.text).toContain('The first letter of two')
    expect(known?.text).toContain('The second letter of two')
    expect(known?.text.match(/\/signature\?t=/g)).toHaveLength(1)
    expect(known?.text.match(/\/confirm\?t=/g)).toHaveLength(1)
    expect(unknown?.subject).toMatch(/^We hold no signature/)
    expect(unknown?.text).not.toMatch(/\?t=/)
    // It answers for signatures, and says where else an address may be kept.
    for (const mail of [known, unknown])
      expect(mail?.text).toContain('This is about signatures, news')
  })

  it.each([
    ['no address', ''],
    ['what is none', 'ada at example.org'],
    ['markup', '"><script>alert(1)</script>'],
  ])('with %s is asked for again, with what was typed', async (_, email) => {
    const letter = await aLetter()
    const before = await dumpTables()

    for (const path of [paths.links(letter.slug), paths.myData()]) {
      const answer = await aVisitor().submit(path, { email })
      const page = await answer.text()

      expect(answer.status).toBe(422)
      expect(page).toMatch(/<title>Error: /)
      expect(page).toContain('<a href="#email">')
      expect(page).not.toContain('<script>alert')
    }
    expect(await dumpTables()).toBe(before)
  })

  it('too often from one network is held up, and told for how long', async () => {
    const letter = await aLetter()
    const visitor = aVisitor()
    const from = { 'cf-connecting-ip': '198.51.100.20' }
    const email = 'ada@example.org'

    const { answers, before } = await withinOneMinute(async () => {
      for (let i = 0; i < 100; i++) await env.SIGN_RATE.limit({ key: 'links 198.51.100.20' })
      return {
        before: await dumpTables(),
        answers: [
          await visitor.submit(paths.links(letter.slug), { email }, from),
          await visitor.submit(paths.myData(), { email }, from),
        ],
      }
    })

    for (const answer of answers) {
      const page = await answer.text()
      expect(answer.status).toBe(429)
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(page).toContain('wait a minute')
      expect(page).toContain('value="ada@example.org"')
    }

    expect(await dumpTables()).toBe(before)
  })

  it('of a letter that is not there is not there', async () => {
    const answer = await aVisitor().submit(paths.links('no-such-letter'), ada())

    expect(answer.status).toBe(404)
  })
})

function enter(visitor: Visitor, letter: Letter, code: string) {
  return visitor.submit(paths.code(letter.slug), { code })
}

async function codeMailed(visitor: Visitor, email: string): Promise<string> {
  const [mail] = await visitor.mails(email)
  return mail?.subject.slice(0, 6) ?? ''
}

/** The codes of all signatures of a letter, in the order of signing. */
async function codesOf(letter: Letter): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    'SELECT id FROM signature WHERE letter_id = ? ORDER BY rowid',
    letter.id
  )
  return Promise.all(rows.map(({ id }) => codeFor(master(), id)))
}

function notThe(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0')
}

function master(): Uint8Array {
  return requireSettings(env).MASTER_KEY
}

/** HS512 wants a longer key; the same one, filled up with zeros, is the same to HMAC. */
function padded(key: Uint8Array): Uint8Array {
  const longer = new Uint8Array(64)
  longer.set(key)
  return longer
}

function confirmUrl(token: string): string {
  return `/confirm?t=${encodeURIComponent(token)}`
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

function flip(character: string): string {
  if (character === '.') return 'A'
  // Half the alphabet on, so that the bits changed are not only spare ones.
  return ALPHABET.charAt((ALPHABET.indexOf(character) + 32) % 64)
}

/** Texts that a lax reader would take for this token: other spare bits, alphabets, padding. */
function otherSpellings(token: string): string[] {
  const parts = token.split('.')
  const withPart = (i: number, part: string) => parts.with(i, part).join('.')
  const spare = parts.flatMap((part, i) => {
    const bits = [0, 0, 4, 2][part.length % 4] ?? 0
    const last = ALPHABET.indexOf(part.at(-1) ?? '')
    return Array.from({ length: 2 ** bits }, (_, n) => (last & ~(2 ** bits - 1)) | n)
      .filter((n) => bits > 0 && n !== last)
      .map((n) => withPart(i, part.slice(0, -1) + ALPHABET.charAt(n)))
  })
  const dressed = parts.flatMap((part, i) => [
    withPart(i, `${part}=`),
    withPart(i, `${part}==`),
    withPart(i, ` ${part}`),
    withPart(i, `${part}\n`),
  ])
  const plain = token.replaceAll('-', '+').replaceAll('_', '/')
  return [...spare, ...dressed, ...(plain === token ? [] : [plain])]
}
