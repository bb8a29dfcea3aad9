import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { ask } from '../../src/ask'
import type { Letter } from '../../src/letters/letter'
import { correctionsOf } from '../../src/newsroom/corrections'
import { aLetter, letterAgain } from '../support/letters'
import { signAndConfirm, signUp } from '../support/signers'
import { aForm, aSite } from '../support/site'
import { aVisitor } from '../support/visitor'
import { audit, typesOf } from '../registrar/audit'
import { CASE } from '../registrar/people'

const actsOn = ({ slug }: Pick<Letter, 'slug'>) => `/dev/letters/${slug}/acts`

/** Sends one of the page's forms. Returns the status and what the answer says. */
async function send(letter: Pick<Letter, 'slug'>, fields: Record<string, string>) {
  const answer = await aVisitor().submit(actsOn(letter), fields)
  return { status: answer.status, said: await answer.json() }
}

/** Sends one that must be understood. Returns what came of it. */
async function outcomeOf(letter: Letter, fields: Record<string, string>) {
  const { status, said } = await send(letter, fields)
  expect({ status, said }).toMatchObject({ status: 200 })
  return (said as { outcome: string }).outcome
}

describe('acts in development', () => {
  it('hold and release a signature, or refuse it', async () => {
    const letter = await aLetter()
    const [ada, grace] = [await signUp(letter), await signUp(letter)]
    const of = ({ fields }: typeof ada) => ({ address: fields.email })

    const outcomes = [
      await outcomeOf(letter, { verb: 'hold', ...of(ada) }),
      await outcomeOf(letter, { verb: 'release', ...of(ada) }),
      await outcomeOf(letter, { verb: 'hold', ...of(grace) }),
      await outcomeOf(letter, { verb: 'refuse', reason: 'automated', case: CASE, ...of(grace) }),
      await outcomeOf(letter, { verb: 'release', ...of(grace) }),
    ]

    expect(outcomes).toEqual(['held', 'counted', 'held', 'refused', 'not-held'])
    expect(await audit(letter)).toMatchObject({ counted: 1 })
  })

  it('remove and reinstate by number, and find the one that is meant by address', async () => {
    const letter = await aLetter()
    const { fields } = await signAndConfirm(letter)
    const of = { address: fields.email, case: CASE.toUpperCase() }

    const outcomes = [
      await outcomeOf(letter, { verb: 'remove', number: '1', reason: 'legal', case: CASE }),
      await outcomeOf(letter, { verb: 'reinstate', number: '1', case: CASE }),
      await outcomeOf(letter, { verb: 'remove', reason: 'automated', ...of }),
    ]
    await signAndConfirm(letter, fields)
    outcomes.push(
      await outcomeOf(letter, { verb: 'reinstate', ...of }),
      // Whoever was removed and signs anew is looked at first.
      await outcomeOf(letter, { verb: 'release', ...of }),
      await outcomeOf(letter, { verb: 'remove', reason: 'duplicate-person', ...of })
    )

    const first = ['removed', 'reinstated', 'removed']
    expect(outcomes).toEqual([...first, 'signed-anew', 'counted', 'removed'])
    expect(await audit(letter)).toMatchObject({ confirmed: 2, removed: 2, counted: 0 })
  })

  it('of a case leave its sentence with the corrections, or the usual one', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    const { fields } = await signUp(letter)
    await outcomeOf(letter, { verb: 'hold', address: fields.email })
    const ofCase = { reason: 'legal', case: CASE }

    await outcomeOf(letter, {
      verb: 'refuse',
      address: fields.email,
      ...ofCase,
      sentence: ' Told. ',
    })
    await outcomeOf(letter, { verb: 'remove', number: '1', ...ofCase })

    const [corrections] = await ask(env.DB, correctionsOf(env.DB, letter))
    expect(corrections.map(({ kind, sentence }) => ({ kind, sentence }))).toEqual([
      { kind: 'removal', sentence: 'The law requires it.' },
      { kind: 'refusal', sentence: 'Told.' },
    ])
  })

  it('publish, close, reopen, finish and anonymise', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    const dayAfter = '2099-01-02T00:00:00Z'

    const outcomes = [
      await outcomeOf(letter, { verb: 'publish', text: '1. Plainer.', reason: 'Clearer words' }),
      await outcomeOf(letter, { verb: 'close' }),
      await outcomeOf(letter, { verb: 'reopen' }),
      await outcomeOf(letter, { verb: 'close', at: '2099-01-01T00:00:00+00:00' }),
      await outcomeOf(letter, { verb: 'finish' }),
      await outcomeOf(letter, { verb: 'finish', at: dayAfter }),
      await outcomeOf(letter, { verb: 'anonymise', before: '8', at: dayAfter }),
    ]

    expect(outcomes).toEqual([
      'published',
      'closed',
      'open',
      'closed',
      'too-early',
      'finished',
      'anonymised',
    ])
    expect(await typesOf(letter)).toBe('TSCSTSLSNS')
    expect(await letterAgain(letter)).toMatchObject({ state: 'closed', edition: 2 })
    await audit(letter)
  })

  it.each<[string, Record<string, string>, string]>([
    ['no verb', {}, 'verb'],
    ['a verb that there is not', { verb: 'delete', number: '1' }, 'verb'],
    ['nobody', { verb: 'release', number: ' ', address: '' }, 'number'],
    ['a number that is none', { verb: 'release', number: '1e3' }, 'number'],
    ['a number past all numbers', { verb: 'release', number: '9'.repeat(40) }, 'number'],
    ['a number that nobody has', { verb: 'release', number: '9999' }, 'number'],
    ['an address that is none', { verb: 'hold', address: 'ada' }, 'address'],
    ['an address that has not signed', { verb: 'hold', address: 'no@example.org' }, 'address'],
    ['no reason', { verb: 'remove', number: '1', case: CASE }, 'reason'],
    ['another reason', { verb: 'remove', number: '1', case: CASE, reason: 'dull' }, 'reason'],
    ['no reason to refuse', { verb: 'refuse', number: '1', case: CASE }, 'reason'],
    ['no case', { verb: 'reinstate', number: '1' }, 'case'],
    ['no case to refuse by', { verb: 'refuse', number: '1', reason: 'legal' }, 'case'],
    ['a case that is none', { verb: 'reinstate', number: '1', case: 'my case' }, 'case'],
    [
      'a sentence that is too long',
      { verb: 'remove', number: '1', case: CASE, reason: 'legal', sentence: 'x'.repeat(301) },
      'sentence',
    ],
    ['no position', { verb: 'anonymise' }, 'before'],
    ['a position before the first', { verb: 'anonymise', before: '-1' }, 'before'],
    ['a part of a position', { verb: 'anonymise', before: '2.5' }, 'before'],
    ['a moment in words', { verb: 'close', at: 'tomorrow' }, 'at'],
    ['a moment without its zone', { verb: 'close', at: '2026-06-22T12:00:00' }, 'at'],
    ['no text', { verb: 'publish', reason: 'Clearer words' }, 'text'],
  ])('say what is wrong with a form that gives %s, and do nothing', async (_, fields, field) => {
    const letter = await aLetter()
    await signAndConfirm(letter)

    const { status, said } = await send(letter, fields)

    expect(status).toBe(422)
    expect(said).toEqual({ problems: { [field]: expect.stringMatching(/\w.*\.$/) as string } })
    expect(await typesOf(letter)).toBe('TSCS')
    expect((await letterAgain(letter)).state).toBe('open')
  })

  it('hold nobody of whom nothing is left', async () => {
    const letter = await aLetter()
    const first = await signUp(letter)
    const { email } = first.fields
    await signUp(letter, { ...first.fields, name: 'Grace Inkwell' })
    await outcomeOf(letter, { verb: 'hold', address: email })
    const emptied = await send(letter, { verb: 'hold', address: email })

    const address = 'Nothing is left of what was typed for it.'
    expect(emptied).toEqual({ status: 422, said: { problems: { address } } })
  })

  it('are shown as forms, one for each verb, that a browser can send without script', async () => {
    const letter = await aLetter()

    const page = await aVisitor().read(actsOn(letter))

    const sent = [...page.matchAll(/name="verb" value="([a-z]+)"/g)].map(([, verb]) => verb)
    expect(sent.sort()).toEqual([
      'anonymise',
      'close',
      'finish',
      'hold',
      'publish',
      'refuse',
      'reinstate',
      'release',
      'remove',
      'reopen',
    ])
    const ids = [...page.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('are of no letter that there is not', async () => {
    const nowhere = { slug: 'no-such-letter' }

    expect((await aVisitor().visit(actsOn(nowhere))).status).toBe(404)
    expect((await aVisitor().submit(actsOn(nowhere), { verb: 'close' })).status).toBe(404)
  })

  it('do not exist outside development, nor for forms of other sites', async () => {
    const letter = await aLetter()
    const live = aSite({ ENVIRONMENT: 'production', RESEND_API_KEY: 're_test' })
    const fields = { verb: 'close' }

    const statuses = [
      (await live(actsOn(letter))).status,
      (await live(actsOn(letter), aForm(fields))).status,
      (await aVisitor().submit(actsOn(letter), fields, { origin: 'https://evil.example' })).status,
    ]

    expect(statuses).toEqual([404, 404, 403])
    expect((await letterAgain(letter)).state).toBe('open')
  })
})
