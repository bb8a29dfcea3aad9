import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { ukMoment } from '../../src/uk-time'
import { DAY, HOUR, MINUTE, passTime, withinOneMinute } from '../support/clock'
import { aLetter, reviseLetter } from '../support/letters'
import { ada, confirm, numbersOf, signUp } from '../support/signers'
import { dumpTables, rowsOf } from '../support/tables'
import { aVisitor, type Visitor } from '../support/visitor'

describe('a page opened again without the form that led to it', () => {
  it.each([
    ['after confirming', paths.confirmation],
    ['after a change', paths.signatureChange],
  ])('%s says that what it told still holds, and how to come back', async (_, path) => {
    const before = await dumpTables()

    const answer = await aVisitor().visit(path())
    const page = await answer.text()

    expect(answer.status).toBe(400)
    expect(page).toContain('This page can’t be shown twice')
    expect(page).toContain('your signature counts')
    expect(page).toContain(`action="${paths.myData()}"`)
    expect(await dumpTables()).toBe(before)
  })

  it.each([
    ['code', paths.code],
    ['links', paths.links],
  ])('by %s leads to the page after signing', async (_, path) => {
    const letter = await aLetter()

    const answer = await aVisitor().visit(path(letter.slug))

    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(paths.checkYourEmail(letter.slug))
  })
})

describe('the right address', () => {
  it('takes one more press, with all that was typed and agreed to before', async () => {
    const letter = await aLetter()
    const visitor = aVisitor()
    const typed = ada({
      name: 'Grace “Dot” Inkwell',
      email: 'grace@gmial.com',
      role: 'other',
      role_other: 'Lollipop person',
      country: 'wales',
      updates: 'on',
    })
    await visitor.submit(paths.signatures(letter.slug), typed)

    const form = formOf(await visitor.read(paths.checkYourEmail(letter.slug)), letter)
    const again = await visitor.submit(paths.signatures(letter.slug), form)
    const page = await visitor.read(paths.checkYourEmail(letter.slug))

    expect(form).toMatchObject({ consent: 'on', edition: '1', email: 'grace@gmail.com' })
    expect(again.status).toBe(303)
    expect(page).toContain('<b>grace@gmail.com</b>')
    const rows = await rowsOf<Record<string, unknown>>(
      `SELECT edition, name, role, role_other, school, country, public, updates, consent_id
       FROM signature WHERE letter_id = ?`,
      letter.id
    )
    expect(rows).toHaveLength(2)
    expect(rows[0]).toEqual(rows[1])
  })

  it('of a hidden signer leaves them hidden', async () => {
    const letter = await aLetter()
    const visitor = aVisitor()
    await visitor.submit(paths.signatures(letter.slug), ada({ public: '', updates: '' }))

    const form = formOf(await visitor.read(paths.checkYourEmail(letter.slug)), letter)
    await visitor.submit(paths.signatures(letter.slug), { ...form, email: ada().email })

    const rows = await rowsOf(
      'SELECT public, updates FROM signature WHERE letter_id = ?',
      letter.id
    )
    expect(rows).toEqual([
      { public: 0, updates: 0 },
      { public: 0, updates: 0 },
    ])
  })

  it('signs no other text than the one agreed to', async () => {
    const letter = await aLetter()
    const visitor = aVisitor()
    await visitor.submit(paths.signatures(letter.slug), ada())
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Come on a Friday.')

    const form = formOf(await visitor.read(paths.checkYourEmail(letter.slug)), letter)
    const answer = await visitor.submit(paths.signatures(letter.slug), form)

    expect(form).toMatchObject({ edition: '1' })
    expect(answer.status).toBe(409)
    expect(await numbersOf(letter)).toMatchObject({ awaiting_confirmation: 1 })
  })

  it.each([
    [
      'an hour has passed',
      async () => {
        passTime(HOUR)
      },
    ],
    [
      'the words of the agreement are others by now',
      async (letter: Letter) => {
        await env.DB.prepare(`UPDATE letter SET controller_name = 'Someone Else' WHERE id = ?`)
          .bind(letter.id)
          .run()
      },
    ],
  ])('is asked for on the letter’s own form once %s', async (_, happens) => {
    const letter = await aLetter()
    const visitor = aVisitor()
    const fields = ada()
    await visitor.submit(paths.signatures(letter.slug), fields)

    await happens(letter)
    const page = await visitor.read(paths.checkYourEmail(letter.slug))

    expect(page).toContain(`<b>${fields.email}</b>`)
    expect(page).not.toContain('name="consent"')
    expect(page).not.toContain(fields.name)
    expect(page).toContain(`href="${paths.signForm(letter.slug)}"`)
  })

  it('is not asked for once the letter is closed', async () => {
    const letter = await aLetter({ closesAt: Date.now() + MINUTE })
    const visitor = aVisitor()
    await visitor.submit(paths.signatures(letter.slug), ada())
    passTime(2 * MINUTE)

    const page = await visitor.read(paths.checkYourEmail(letter.slug))

    expect(page).not.toContain('Wrong address?')
    expect(page).toContain('Six-digit code')
  })
})

describe('what this browser remembers', () => {
  it('of one letter is not lost by signing the next three', async () => {
    const letters = [await aLetter(), await aLetter(), await aLetter(), await aLetter()]
    const visitor = aVisitor()
    const people = letters.map(() => ada())
    for (const [i, letter] of letters.entries()) {
      await visitor.submit(paths.signatures(letter.slug), people[i] ?? ada())
    }

    for (const [i, letter] of letters.entries()) {
      const code = await codeMailed(visitor, people[i]?.email ?? '')
      expect((await enter(visitor, letter, code)).status).toBe(303)
    }
  })

  it('fits a cookie, however much was typed', async () => {
    const visitor = aVisitor()
    for (let i = 0; i < 6; i++) {
      const letter = await aLetter()
      const email = `${'a'.repeat(64)}@${`${'b'.repeat(55)}.`.repeat(3)}example.org`
      const longest = { name: '𝒜'.repeat(100), role_other: '𝒜'.repeat(100) }
      const answer = await visitor.submit(
        paths.signatures(letter.slug),
        ada({ ...longest, role: 'other', school: '𝒜'.repeat(150), email })
      )

      const [cookie = ''] = answer.headers.getSetCookie()
      expect(answer.status).toBe(303)
      expect(cookie.length).toBeLessThan(3600)
      expect(await visitor.read(paths.checkYourEmail(letter.slug))).toContain(email)
    }
  })

  it('is no longer than a day what was typed for an earlier letter', async () => {
    const [first, second] = [await aLetter(), await aLetter()]
    const visitor = aVisitor()
    const fields = ada()
    await visitor.submit(paths.signatures(first.slug), fields)
    passTime(DAY)
    await visitor.submit(paths.signatures(second.slug), ada())

    expect(await visitor.read(paths.checkYourEmail(first.slug))).not.toContain(fields.email)
  })
})

describe('the tries at a code', () => {
  it('are counted down to whoever gets it wrong', async () => {
    const letter = await aLetter()
    const { visitor, fields } = await signUp(letter)
    const wrong = String((Number(await codeMailed(visitor, fields.email)) + 1) % 1_000_000)

    const said = []
    for (let i = 0; i < 5; i++) {
      const answer = await enter(visitor, letter, wrong.padStart(6, '0'))
      said.push(/(\S+ tr(?:y|ies) (?:is|are) left)/.exec(await answer.text())?.[1])
    }

    expect(said).toEqual([
      '4 tries are left',
      '3 tries are left',
      '2 tries are left',
      '1 try is left',
      'no tries are left',
    ])
  })

  it('tell nobody that a right one was typed meanwhile', async () => {
    const letter = await aLetter()
    const { visitor, fields } = await signUp(letter)
    const code = await codeMailed(visitor, fields.email)
    await enter(visitor, letter, code)
    const stranger = aVisitor()
    await stranger.submit(paths.signatures(letter.slug), fields)

    const answer = await enter(stranger, letter, '000000')

    expect(await answer.text()).toContain('4 tries are left')
  })

  it('are held up when they come too many at once from one network', async () => {
    const letter = await aLetter()
    const { visitor, fields } = await signUp(letter)
    const code = await codeMailed(visitor, fields.email)
    const from = { 'cf-connecting-ip': '198.51.100.77' }

    const { answer, before } = await withinOneMinute(async () => {
      for (let i = 0; i < 100; i++) await env.SIGN_RATE.limit({ key: 'code 198.51.100.77' })
      const before = await dumpTables()
      return { before, answer: await visitor.submit(paths.code(letter.slug), { code }, from) }
    })
    const page = await answer.text()

    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(page).toContain('Wait a minute')
    expect(await dumpTables()).toBe(before)
    expect((await enter(visitor, letter, code)).status).toBe(303)
  })
})

describe('how long link and code work', () => {
  it('is said by the page after signing and by the confirm page alike: 14 days', async () => {
    const letter = await aLetter()
    const { visitor, link } = await signUp(letter)
    const [row] = await rowsOf<{ expires_at: number }>(
      'SELECT expires_at FROM signature WHERE letter_id = ?',
      letter.id
    )

    const said = `The link and the code work until ${ukMoment(row?.expires_at ?? 0)}.`
    passTime(3 * HOUR)

    expect(await visitor.read(paths.checkYourEmail(letter.slug))).toContain(said)
    expect(await visitor.read(link)).toContain(said)
    expect(await aVisitor().read(paths.checkYourEmail(letter.slug))).toContain('for 14 days.')
  })

  it('ends 24 hours after the letter closes', async () => {
    const closesAt = Date.now() + HOUR
    const letter = await aLetter({ closesAt })
    const { visitor, link } = await signUp(letter)
    const until = `until ${ukMoment(closesAt + DAY)}`
    const places = [paths.checkYourEmail(letter.slug), link]

    for (const place of places) {
      expect(await visitor.read(place)).toContain(`${until}, 24 hours after the letter closes.`)
    }
    passTime(2 * HOUR)
    for (const place of places) {
      expect(await visitor.read(place)).toContain(`${until}, 24 hours after the letter closed.`)
    }
    passTime(DAY)
    const page = await visitor.read(paths.checkYourEmail(letter.slug))
    expect(page).toContain('the link and the code no longer work')
    expect(page).not.toContain(until)
  })

  it('is left open while signing is paused', async () => {
    const letter = await aLetter()
    const { visitor } = await signUp(letter)
    await env.DB.prepare(`UPDATE letter SET state = 'paused' WHERE id = ?`).bind(letter.id).run()

    const page = await visitor.read(paths.checkYourEmail(letter.slug))

    expect(page).toContain('Signing is paused: the link and the code work once')
  })
})

describe('"this wasn’t me", said once and regretted later', () => {
  it('is undone by signing again and asking at "Your data", as the pages say', async () => {
    const letter = await aLetter()
    const { visitor, token, fields } = await signUp(letter)
    const removed = await confirm(visitor, token, fields, { choice: 'no' })
    passTime(2 * HOUR)
    await visitor.submit(paths.signatures(letter.slug), fields)
    const waiting = await visitor.read(paths.checkYourEmail(letter.slug))
    const mailsBefore = await visitor.mails(fields.email)

    await visitor.submit(paths.myData(), { email: fields.email })
    const link = await visitor.openMail(fields.email)
    const t = new URL(link, env.ORIGIN).searchParams.get('t') ?? ''
    const answer = await confirm(visitor, t, fields)

    for (const page of [await removed.text(), waiting]) {
      expect(page).toContain(`href="${paths.myData()}">Your data</a>`)
    }
    expect(mailsBefore).toHaveLength(1)
    expect(answer.status).toBe(200)
    expect(await numbersOf(letter)).toMatchObject({ counted: 1 })
  })
})

function enter(visitor: Visitor, letter: Letter, code: string) {
  return visitor.submit(paths.code(letter.slug), { code })
}

async function codeMailed(visitor: Visitor, email: string): Promise<string> {
  const [mail] = await visitor.mails(email)
  return mail?.subject.slice(0, 6) ?? ''
}

/** The fields of the form on a page that signs a letter, as they stand. */
function formOf(page: string, letter: Letter): Record<string, string> {
  const form = page.split(`action="${paths.signatures(letter.slug)}"`)[1]?.split('</form>')[0] ?? ''
  return Object.fromEntries(
    [...form.matchAll(/<input[^>]*>/g)].map(([input]) => [
      /\sname="([^"]*)"/.exec(input)?.[1] ?? '',
      /\svalue="([^"]*)"/.exec(input)?.[1] ?? '',
    ])
  )
}
