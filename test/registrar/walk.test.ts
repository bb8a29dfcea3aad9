import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Letter } from '../../src/letters/letter'
import { GRACE_MS } from '../../src/letters/state'
import { REMOVAL_REASONS } from '../../src/ledger/entry'
import type { Act } from '../../src/registrar/acts'
import { rereadDue } from '../../src/registrar/reread-due'
import { publishEdition } from '../../src/registrar/publish-edition'
import { recountLetter } from '../../src/registrar/recount-letter'
import { addressKey } from '../../src/mailbox'
import { urnsIn } from '../../src/signatures/urns'
import { LINK_MS } from '../../src/signatures/sign'
import { replay } from '../ledger/stranger'
import { aSchool, register } from '../support/schools'
import { aLetter, letterAgain } from '../support/letters'
import { findInTables, rowsOf } from '../support/tables'
import { audit, entriesOf, headOf } from './audit'
import { chance } from './chance'
import { answerGetsLost, getsLost, goesThrough, watchDatabase } from './database'
import {
  aCounted,
  aSigner,
  CASE,
  correction,
  heldYes,
  master,
  NOON,
  refusal,
  reinstatement,
  removal,
  tell,
  yes,
  type Signer,
} from './people'

const HOUR = 60 * 60 * 1000

// A mailbox that several people claim is where most can go wrong.
const MAILBOXES = [
  'office@brambleholt.example.org',
  'Office@Brambleholt.example.org',
  'ada.quill@gmail.com',
  'adaquill+letters@googlemail.com',
  'head@fenmoor.example.org',
]

const ADDED = ['principal@fenmoor.example.org', 'g.inkwell@brambleholt.example.org']

// Two of one trust, one that shares do not cover, one whose register names two heads, one of Wales.
const SCHOOLS = [
  aSchool(900_101, { domain: 'fenmoor.example.org' }),
  aSchool(900_102, { domain: 'fenmoor.example.org', phase: 'primary', heads: [] }),
  aSchool(900_103, { type: 'independent', inShares: false, authority: 'fenmoor' }),
  aSchool(900_104, {
    domain: 'brambleholt.example.org',
    heads: [
      { first: 'Ada', last: 'Quillwright' },
      { first: 'Grace', last: 'Inkwell' },
    ],
  }),
  aSchool(6_602_130, { country: 'wales', inShares: false, domain: null, domainWhy: 'no-website' }),
]

const OTHER_CASE = '0a1b2c3d-4e5f-4a6b-8c7d-9e8f7a6b5c4d'

type Told = { act: Act; outcome: string; number: number | null }

/** People who do whatever comes to their minds with one letter, in groups of up to six acts. */
async function aWalk(seed: number) {
  const { next, below, oneOf } = chance(seed)
  let letter = await aLetter({ openedAt: new Date(NOON), goal: 4 })
  await register(...SCHOOLS)
  const mailboxes = await Promise.all(
    [...MAILBOXES, ...ADDED].map(async (address) => ({
      address,
      emailKey: await addressKey(master, address),
    }))
  )
  let now = NOON
  const signers: Signer[] = []
  /** Those that cases are about: several are removed and come back. */
  const cast: Signer[] = []
  const typed = new Set<string>()
  const told: Told[] = []

  async function someoneSigns() {
    const name = `Ada Quill${signers.length}`
    const over: Record<string, string> = { name, school: `Fenmoor School ${signers.length}` }
    if (next() < 0.5) over.email = oneOf(MAILBOXES)
    // Some of those who were removed sign anew.
    const removed = signers.find(({ id }) => id === oneTold('removed'))
    if (removed && next() < 0.3) {
      over.email = removed.form.email
      cast.push(removed)
    }
    if (next() < 0.3) over.public = ''
    if (next() < 0.3) over.updates = 'on'
    if (next() < 0.2) Object.assign(over, { role: 'other', role_other: 'School cook' })
    if (next() < 0.2) over.country = ''
    if (next() < 0.7) over.urn = someSchools()
    const signer = await aSigner(letter, over, now, SCHOOLS)
    signers.push(signer)
    if (cast.length === 0 || next() < 0.2) cast.push(signer)
    for (const text of [name, signer.form.email, over.school ?? name]) typed.add(text)
  }

  function someSchools(): string {
    return Array.from({ length: 1 + below(3) }, () => oneOf(SCHOOLS).urn).join(' ')
  }

  function anAct(): Act {
    // Mostly the newest, with whom something can still happen.
    const signer = oneOf(next() < 0.7 ? signers.slice(-8) : signers)
    const { id } = signer
    const edition = next() < 0.9 ? letter.edition : Math.max(1, letter.edition - 1)
    const at = now
    const acts: (() => Act)[] = [
      () => yes(signer, { edition, at }),
      () => yes(signer, { edition, at }),
      () => yes(signer, { edition, at, fields: { ...signer.form, public: next() < 0.5 } }),
      () => correction(signer, { name: `Grace Inkwell${below(3)}` }, { at }),
      () => correction(signer, { public: next() < 0.5 }, { at }),
      () => correction(signer, { role: 'retired', country: 'wales' }, { at, updates: false }),
      () => correction(signer, { role: 'nobody' }, { at }),
      () => ({ verb: 'correct', id: oneTold('counted'), fields: {}, at }),
      () => correction(signer, { urn: urnsIn(someSchools()) }, { at }),
      () => correction(signer, { urn: [], name: 'Ada Quillwright' }, { at }),
      () => ({ verb: 'raise', id, mailbox: aMailbox(), at }),
      () => ({ verb: 'raise', id: oneTold('counted'), mailbox: aMailbox(), at }),
      () => ({ verb: 'raise', id: oneTold('counted'), mailbox: aMailbox(), at }),
      () => ({ verb: 'withdraw', id, at }),
      () => ({ verb: 'withdraw', id, at }),
      () => ({ verb: 'sign-again', id, edition, at }),
      () => ({ verb: 'sign-again', id, edition, at }),
      () => ({ verb: 'disown', id, at }),
      () => ({ verb: 'erase', id, at }),
      () => ({ verb: 'expire', id, at: next() < 0.5 ? at : at + LINK_MS }),
      () => heldYes(signer, { edition, at }),
      () => heldYes(signer, { edition, at, fields: { ...signer.form, public: next() < 0.5 } }),
      () => ({ verb: 'release', id, at }),
      () => ({ verb: 'release', id, at }),
      () => refusal(signer, { caseId: signers.length % 2 ? CASE : OTHER_CASE, at }),
      () => removal(signer, { reason: oneOf(REMOVAL_REASONS), at }),
      () => removal(signer, { caseId: crypto.randomUUID(), at }),
      () => removal(oneOf(cast), { at }),
      () => reinstatement(signer, { at }),
      () => reinstatement(oneOf(cast), { at }),
      () => reinstatement(oneOf(cast), { at }),
      () => reinstatement({ id: oneTold('removed') }, { at }),
      () => refusal({ id: oneTold('held') }, { at }),
      () => ({ verb: 'reconsider', id: oneTold('refused'), caseId: CASE, at }),
      () =>
        yes(signer, { edition, at, signs: { hosting: true, atOnce: true, sameBrowser: false } }),
      () => reinstatement({ id: oneTold('removed') }, { at }),
      () => ({ verb: 'withdraw', id: oneTold(oneOf(['held', 'removed'])), at }),
      () => ({ verb: 'sign-again', id: oneTold('withdrawn'), edition, at }),
    ]
    return next() < 0.06 ? anActOnTheLetter() : oneOf(acts)()
  }

  function aMailbox() {
    return { claimId: crypto.randomUUID(), ...oneOf(mailboxes.slice(next() < 0.7 ? -2 : 0)) }
  }

  /** Somebody who was told this lately, if anybody was. */
  function oneTold(outcome: string): string {
    const ids = told.flatMap((one) =>
      one.outcome === outcome && 'id' in one.act ? [one.act.id] : []
    )
    return oneOf(ids.length > 0 ? ids.slice(-4) : ['nobody'])
  }

  function anActOnTheLetter(): Act {
    const at = now
    const verbs = ['close', 'reopen', 'reopen', 'finish'] as const
    return next() < 0.1 ? { verb: 'anonymise', before: 2, at } : { verb: oneOf(verbs), at }
  }

  /** Something happens, and perhaps more at the same time. */
  async function step() {
    now += below(40) * 60_000
    if (next() < 0.05) now -= 2 * HOUR
    if (signers.length < 3 || next() < 0.5) await someoneSigns()
    if (next() < 0.04) {
      const phase = oneOf(['primary', 'secondary'])
      await register({ ...oneOf(SCHOOLS), phase, inShares: next() < 0.5 })
      expect(await rereadDue(env.DB, env.REGISTRAR, new Date(now))).toBeLessThan(3)
    }
    if (next() < 0.02) {
      const wording = { ...letter, markdown: `1. In other words, ${letter.edition}.` }
      await publishEdition(env.REGISTRAR, letter, wording, null, new Date(now)).catch(() => 0)
      letter = await letterAgain(letter)
    }
    await perform(Array.from({ length: 1 + below(6) }, anAct))
    letter = await letterAgain(letter)
  }

  /** A day goes by after closing and every decision is taken, so that the ledger can be closed. */
  async function end() {
    await perform([{ verb: 'close', at: now }])
    now += GRACE_MS
    await perform([{ verb: 'finish', at: now }])
    const held = await rowsOf<{ id: string }>(
      `SELECT id FROM signature WHERE letter_id = ? AND state = 'held'`,
      letter.id
    )
    await perform(
      held.map(({ id }) =>
        oneOf<() => Act>([
          () => ({ verb: 'release', id, at: now }),
          () => refusal({ id }, { at: now }),
        ])()
      )
    )
    await perform(held.map((one) => refusal(one, { at: now })))
    await perform([{ verb: 'finish', at: now }])
    letter = await letterAgain(letter)
  }

  async function perform(acts: Act[]) {
    const answers = await Promise.all(
      acts.map((act) => tell(letter, act as Act & { verb: 'confirm' }))
    )
    told.push(
      ...answers.map((answer, i) => {
        const act = acts[i] ?? anAct()
        return { act, outcome: answer.outcome as string, number: numberIn(answer) }
      })
    )
  }

  return { step, end, perform, told, typed, letter: (): Letter => letter, now: () => now }
}

function numberIn(answer: object): number | null {
  const said = answer as { number?: number; signature?: { number: number } }
  return said.signature?.number ?? said.number ?? null
}

/** The numbers that signers were told, each with the one signature that it was told to. */
function numbersTold(told: Told[]): Map<number, string> {
  const numbers = new Map<number, string>()
  for (const { act, number } of told) {
    if (number === null || !('id' in act)) continue
    expect(numbers.get(number) ?? act.id, `number ${number}`).toBe(act.id)
    numbers.set(number, act.id)
  }
  return numbers
}

// The Registrar says on the console what went wrong; here much does.
beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

describe('any order of acts', () => {
  it('leaves ledger, totals, hours, list and rows in agreement', async () => {
    const walk = await aWalk(2026)

    for (let steps = 0; steps < 300; steps++) {
      await walk.step()
      await audit(walk.letter())
    }
    await walk.end()
    const atEnd = await audit(walk.letter())
    for (let steps = 0; steps < 50; steps++) {
      await walk.step()
      await audit(walk.letter())
    }

    const { confirmed, entries } = await audit(walk.letter())
    expect(walk.letter().finishedAt).not.toBeNull()
    expect(confirmed).toBe(atEnd.confirmed)
    // Who was told that they are refused was, unless that was taken back: nobody else, and nobody twice.
    const refused = new Set<string>()
    for (const { act, outcome } of walk.told) {
      if (act.verb === 'refuse' && outcome === 'refused') refused.add(act.id)
      if (act.verb === 'reconsider' && outcome === 'held') refused.delete(act.id)
    }
    expect((await headOf(walk.letter())).refused).toBe(refused.size)
    // Who was told that they count was counted, and nobody else was.
    expect([...numbersTold(walk.told).keys()].sort((a, b) => a - b)).toEqual(
      Array.from({ length: confirmed }, (_, i) => i + 1)
    )
    // Who said no while they were out is out.
    const declined = walk.told.flatMap(({ act, outcome }) =>
      act.verb === 'withdraw' && outcome === 'declined' ? [act.id] : []
    )
    const states = await rowsOf<{ state: string }>(
      'SELECT state FROM signature WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(declined)
    )
    expect(states.filter(({ state }) => state !== 'removed')).toEqual([])
    const { length } = entries
    const before = length
    await walk.perform([{ verb: 'anonymise', before, at: walk.now() }])
    const anonymous = await audit(walk.letter())
    expect(anonymous).toMatchObject({ confirmed, entries: { length: length + 2 } })

    const ledger = anonymous.entries.map(({ bytes }) => String.fromCharCode(...bytes)).join('')
    expect([...walk.typed].filter((text) => ledger.includes(text))).toEqual([])
    // Who still waits for a confirmation is in no ledger, and expires; a mail that says that
    // somebody is erased, or not counted after all, loses the address once it is sent.
    const { id } = walk.letter()
    await env.DB.batch([
      env.DB.prepare(`DELETE FROM signature WHERE letter_id = ? AND state = 'pending'`).bind(id),
      env.DB.prepare(
        `DELETE FROM outbox WHERE letter_id = ? AND asked IN ('erased', 'lapsed')`
      ).bind(id),
    ])
    expect(await findInTables([...walk.typed])).toEqual([])
    // It has been everywhere, or it proves little.
    expect([...new Set(walk.told.map(({ outcome }) => outcome))].sort()).toEqual([
      'address-already-signed',
      'already-counted',
      'anonymised',
      'closed',
      'corrected',
      'counted',
      'declined',
      'disowned',
      'erased',
      'expired',
      'finished',
      'gone',
      'held',
      'held-before',
      'invalid',
      'kept',
      'mailbox-taken',
      'no-higher',
      'no-longer-counted',
      'not-closed',
      'not-counted',
      'not-finished',
      'not-held',
      'not-removed',
      'not-withdrawn',
      'open',
      'raised',
      'refused',
      'reinstated',
      'removed',
      'signed-again',
      'signed-anew',
      'stale-edition',
      'still-held',
      'too-early',
      'unchanged',
      'withdrawn',
    ])
    expect(confirmed).toBeGreaterThan(30)
    expect(walk.letter().edition).toBeGreaterThan(2)
  }, 240_000)

  it('leaves them in agreement when every fourth call to the database fails, too', async () => {
    const walk = await aWalk(7)
    const { next } = chance(8)
    const calls = await watchDatabase(
      walk.letter(),
      Array.from({ length: 2000 }, () => {
        const fate = next()
        return fate < 0.125 ? getsLost : fate < 0.25 ? answerGetsLost : goesThrough
      })
    )

    for (let tens = 1; tens <= 15; tens++) {
      for (let i = 0; i < 10; i++) await walk.step()
      expect(await recountLetter(env.DB, walk.letter().id)).toEqual([])
    }
    // The calls after the fates go through, and the newest tree becomes known.
    while (calls.length < 2000) await tell(walk.letter(), { verb: 'expire', id: 'x', at: NOON })
    await aCounted(walk.letter())
    // Schools that moved while nothing could be written move now.
    while ((await rereadDue(env.DB, env.REGISTRAR, new Date(NOON))) > 0);

    const { confirmed } = await audit(walk.letter())
    const numbers = numbersTold(walk.told)
    const unknown = walk.told.filter(({ outcome }) => outcome === 'unknown').length
    expect(Math.max(...numbers.keys())).toBeLessThanOrEqual(confirmed)
    expect(numbers.size).toBeGreaterThanOrEqual(confirmed - 1 - unknown)
    expect(walk.told.some(({ outcome }) => outcome === 'refusing')).toBe(false)
    expect(walk.told.some(({ outcome }) => outcome === 'not-yet')).toBe(true)
    expect(unknown).toBeGreaterThan(0)
  }, 120_000)
})

describe('a stranger’s replay', () => {
  /** A ledger with a correction, a withdrawal and two editions, as bytes. */
  async function aLedger() {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const [ada] = [await aCounted(letter), await aCounted(letter, {}, NOON + HOUR)]
    await tell(letter, correction(ada, { name: 'Ada Inkwell' }, { at: NOON + HOUR }))
    await tell(letter, { verb: 'withdraw', id: ada.id, at: NOON + HOUR })
    const wording = { ...letter, markdown: '1. Plainer.' }
    await publishEdition(env.REGISTRAR, letter, wording, null, new Date(NOON + 2 * HOUR))
    await aCounted(await letterAgain(letter), {}, NOON + 2 * HOUR)
    const entries = (await entriesOf(letter)).map(({ bytes }) => bytes)
    return { letter, entries }
  }

  const without = (position: number) => (entries: Uint8Array[]) => entries.toSpliced(position, 1)
  const changed =
    (position: number, at: number, by = 1) =>
    (entries: Uint8Array[]) =>
      entries.map((entry, i) => (i === position ? entry.with(at, (entry[at] ?? 0) + by) : entry))

  it('accepts what the Registrar wrote', async () => {
    const [{ letter, entries }, cases] = [await aLedger(), await aLedgerOfCases()]

    expect(replay(letter.uuid, entries)).toMatchObject({ confirmed: 3, withdrawn: 1 })
    expect(replay(cases.letter.uuid, cases.entries)).toMatchObject({
      confirmed: 2,
      removed: new Map(),
      closed: true,
      anonymisedBefore: 12,
    })
  })

  const repeated = (position: number, at: number) => (entries: Uint8Array[]) =>
    entries.toSpliced(at, 0, entries[position] ?? new Uint8Array())

  it.each<[string, (entries: Uint8Array[]) => Uint8Array[]]>([
    ['a removal', without(6)],
    ['a removal’s target', changed(6, 29)],
    ['a removal’s reason', changed(6, 30, 100)],
    ['a reinstatement', without(8)],
    ['a reinstatement’s target', changed(8, 29, 2)],
    ['the CLOSE, which is there twice', repeated(10, 12)],
    ['a text, which is there again after CLOSE', repeated(0, 12)],
    ['the position of ANON', changed(12, 29, 20)],
    ['the last summary’s number of those removed', changed(13, 53)],
  ])('notices in a ledger of cases a change in %s', async (_, change) => {
    const { letter, entries } = await aLedgerOfCases()

    expect(() => replay(letter.uuid, change(entries))).toThrow()
  })

  /** A ledger of cases, closed and anonymised, as bytes: T S, C S, C S, I S, R S, L S, N S. */
  async function aLedgerOfCases() {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const ada = await aCounted(letter)
    await aCounted(letter)
    await tell(letter, removal(ada))
    await tell(letter, reinstatement(ada))
    await tell(letter, { verb: 'close', at: NOON })
    await tell(letter, { verb: 'finish', at: NOON + GRACE_MS })
    await tell(letter, { verb: 'anonymise', before: 12, at: NOON + GRACE_MS })
    const entries = (await entriesOf(letter)).map(({ bytes }) => bytes)
    return { letter, entries }
  }

  // T S, C S, C S, A S, W S, T S, C S: if a check here let one of these pass, it would check nothing.
  it.each<[string, (entries: Uint8Array[]) => Uint8Array[]]>([
    ['the first text', without(0)],
    ['a confirmation', without(2)],
    ['a correction’s target', changed(6, 29, 20)],
    ['a withdrawal', without(8)],
    ['a withdrawal’s target', changed(8, 29)],
    ['a second edition', without(10)],
    ['the last summary', without(13)],
    ['a summary’s total', changed(13, 29)],
    ['an edition’s number', changed(10, 23)],
    ['a confirmation’s edition', changed(12, 23, -1)],
    ['the letter', changed(4, 5)],
    ['the version', changed(4, 0)],
    ['the type', changed(4, 1, 3)],
    ['the order of hours', changed(2, 21, 5)],
    ['the order', (entries) => entries.toSorted((a, b) => a.length - b.length)],
    [
      'the length of an entry',
      (all) => all.with(2, (all[2] ?? all[0])?.slice(0, 55) as Uint8Array),
    ],
  ])('notices a change in %s', async (_, change) => {
    const { letter, entries } = await aLedger()

    expect(() => replay(letter.uuid, change(entries))).toThrow()
  })
})
