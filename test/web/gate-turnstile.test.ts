import { env } from 'cloudflare:workers'
import { describe, expect, inject, it } from 'vitest'
import { readSettings } from '../../src/env'
import { NETWORK } from '../../src/gate/rules'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { SECRET } from '../fake/siteverify-secret'
import { HOUR, passTime } from '../support/clock'
import { aLetter } from '../support/letters'
import { ada } from '../support/signers'
import { aForm, aSite } from '../support/site'
import { dumpTables, rowsOf } from '../support/tables'

const KEYS = {
  TURNSTILE_SITE_KEY: '1x00000000000000000000AA',
  TURNSTILE_SECRET_KEY: SECRET,
  TURNSTILE_URL: inject('siteverify'),
}
const site = aSite(KEYS)

const CALM = { 'cf-connecting-ip': '198.51.100.1' }

/** A letter that more come to than usual. */
async function aLetterUnderPressure() {
  const letter = await aLetter()
  await env.DB.prepare('UPDATE letter SET pressure_until = ? WHERE id = ?')
    .bind(Date.now() + HOUR, letter.id)
    .run()
  return letter
}

const post = (letter: Letter, fields: Record<string, string>, from: HeadersInit = CALM) =>
  site(paths.signatures(letter.slug), aForm(fields, from))

/** What was typed, as the page that asks for a sign carries it. */
const sealedIn = (page: string) => /name="sealed" value="([^"]+)"/.exec(page)?.[1] ?? ''

/** Signs a letter under pressure and answers its question so; returns why that may not be a person. */
async function reasonsAfter(answer: Record<string, string>) {
  const letter = await aLetterUnderPressure()
  const fields = ada({ name: 'Grace Asked' })
  const asked = await post(letter, fields)
  const taken = await post(letter, { sealed: sealedIn(await asked.text()), ...answer })
  const rows = await rowsOf<{ name: string; email: string; reasons: string }>(
    `SELECT name, email, coalesce(risk->>'reasons', '[]') AS reasons FROM signature
     WHERE letter_id = ?`,
    letter.id
  )
  expect([asked.status, taken.status]).toEqual([200, 303])
  expect(taken.headers.get('location')).toBe(paths.checkYourEmail(letter.slug))
  expect(rows).toMatchObject([{ name: 'Grace Asked', email: fields.email }])
  return JSON.parse(rows[0]?.reasons ?? '') as string[]
}

const TOKEN = 'cf-turnstile-response'
const token = (outcome: string) => ({ [TOKEN]: `${outcome} ${crypto.randomUUID()}` })

describe('the check for people', () => {
  it('is asked for by a letter under pressure, on a page of its own, and nothing is stored before', async () => {
    const letter = await aLetterUnderPressure()
    const before = await dumpTables()

    const answer = await post(letter, ada({ name: 'Grace Typedthis', website: '' }))

    const page = await answer.text()
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await dumpTables()).toBe(before)
    expect(page).toContain(`data-sitekey="${KEYS.TURNSTILE_SITE_KEY}"`)
    expect(page).toContain('data-action="sign"')
    expect(page).toContain('data-refresh-expired="auto"')
    expect(page).toContain('Go on without this check')
    expect(page).not.toContain('Grace Typedthis')
    expect(policy).toMatch(/script-src https:\/\/challenges\.cloudflare\.com(;|$)/)
    expect(policy).toMatch(/frame-src https:\/\/challenges\.cloudflare\.com(;|$)/)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("form-action 'self'")
  })

  it('comes after what is wrong with the form', async () => {
    const letter = await aLetterUnderPressure()

    const answer = await post(letter, ada({ name: '' }))

    expect(answer.status).toBe(422)
  })

  it('is on no page that only reads, and lets no other site in there', async () => {
    const letter = await aLetterUnderPressure()

    const page = await site(paths.letter(letter.slug))

    expect(await page.text()).not.toContain('cloudflare')
    expect(page.headers.get('content-security-policy')).not.toContain('cloudflare')
  })

  it('is asked for behind the fifteenth form of ten minutes from one network, and of nobody else', async () => {
    const letter = await aLetter()
    const busy = { 'cf-connecting-ip': '198.51.100.2' }
    await post(letter, ada(), busy)
    await env.DB.prepare('UPDATE gate_count SET n = ? WHERE letter_id = 0')
      .bind(NETWORK.provedLately)
      .run()

    const asked = await post(letter, ada(), busy)
    const calm = await post(letter, ada(), CALM)
    passTime(HOUR / 4)
    const later = await post(letter, ada(), busy)

    expect([asked, calm, later].map(({ status }) => status)).toEqual([200, 303, 303])
  })

  it('is asked for nowhere if its keys are not set', async () => {
    const letter = await aLetterUnderPressure()

    const answer = await aSite({})(paths.signatures(letter.slug), aForm(ada(), CALM))

    expect(answer.status).toBe(303)
  })

  it('passed with a good token, leaves nothing to wonder about', async () => {
    expect(await reasonsAfter(token('good'))).toEqual([])
  })

  it('takes a token once', async () => {
    const once = token('good')

    expect(await reasonsAfter(once)).toEqual([])
    expect(await reasonsAfter(once)).toEqual(['unproven'])
  })

  it.each([
    ['the token is refused', token('false')],
    ['siteverify is broken', token('error')],
    ['siteverify is silent', token('silent')],
    ['the connection breaks', token('reset')],
    ['the answer can’t be read', token('garbled')],
    ['the token is of another site', token('elsewhere')],
    ['the token is for another act', token('other-act')],
    ['the token is too long', { [TOKEN]: `good ${'x'.repeat(2048)}` }],
    ['the token is empty', { [TOKEN]: '' }],
    ['there is no script', {}],
    ['somebody would rather not', { unproved: 'yes' }],
    [
      'somebody would rather not, and the widget has its token',
      { ...token('good'), unproved: 'yes' },
    ],
  ])('is no dead end if %s: the form is taken, and weighs a little', async (_, answer) => {
    expect(await reasonsAfter(answer as Record<string, string>)).toEqual(['unproven'])
  })

  it.each([
    ['changed', (sealed: string) => `${sealed.slice(0, -3)}AAA`],
    ['gone', () => ''],
  ])('asks for the form anew if what was typed is %s', async (_, changed) => {
    const letter = await aLetterUnderPressure()
    const asked = await post(letter, ada())

    const sealed = changed(sealedIn(await asked.text()))
    const answer = await post(letter, { sealed, ...token('good') })

    expect(answer.status).toBe(409)
    expect(await rowsOf('SELECT 1 FROM signature WHERE letter_id = ?', letter.id)).toEqual([])
  })

  it('keeps what only a robot fills in', async () => {
    const letter = await aLetterUnderPressure()
    const asked = await post(letter, ada({ website: 'https://pills.example.org' }))

    await post(letter, { sealed: sealedIn(await asked.text()), ...token('good') })

    expect(
      await rowsOf(
        `SELECT risk->>'reasons' AS reasons FROM signature WHERE letter_id = ?`,
        letter.id
      )
    ).toEqual([{ reasons: '["trap-filled"]' }])
  })
})

describe('one key of Turnstile without the other', () => {
  it.each([
    ['TURNSTILE_SITE_KEY', 'TURNSTILE_SECRET_KEY'],
    ['TURNSTILE_SECRET_KEY', 'TURNSTILE_SITE_KEY'],
  ] as const)('is named: there is %s, and %s is missing', async (there, missing) => {
    const settings = { ...env, [there]: 'x'.repeat(20), [missing]: '' }

    expect(readSettings(settings)).toEqual({
      problems: [{ setting: missing, problem: 'is missing' }],
    })
    expect((await aSite(settings)('/')).status).toBe(503)
  })
})
