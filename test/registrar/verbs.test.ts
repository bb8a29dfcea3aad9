import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Letter, LetterState } from '../../src/letters/letter'
import { GRACE_MS } from '../../src/letters/state'
import type { Act } from '../../src/registrar/acts'
import type { ConfirmAct } from '../../src/registrar/confirm'
import { finishDue } from '../../src/registrar/finish-due'
import { publishEdition } from '../../src/registrar/publish-edition'
import { unseal } from '../../src/seal'
import { LINK_MS } from '../../src/signatures/sign'
import { aLetter, letterAgain, reviseLetter } from '../support/letters'
import { rowsOf } from '../support/tables'
import { audit, entriesOf, headOf, rowOf, typesOf } from './audit'
import { watchDatabase } from './database'
import {
  aCounted,
  aHeld,
  aSigner,
  CASE,
  correction,
  crowd,
  heldYes,
  master,
  NOON,
  refusal,
  reinstatement,
  removal,
  signersOf,
  tell,
  together,
  yes,
  type Signer,
} from './people'

const MINUTE = 60 * 1000
const HOUR = 60 * MINUTE

/** An open letter on the day that everyone here signs. */
const opened = () => aLetter({ openedAt: new Date(NOON) })

const reconsideration = ({ id }: Signer) =>
  ({ verb: 'reconsider', id, caseId: CASE, at: NOON }) as const

const ask = (letter: Pick<Letter, 'id'>, act: Act) =>
  tell(letter, act as Act & { verb: 'confirm' }) as Promise<{ outcome: string }>

const mailsOf = async (id: string) =>
  (
    await rowsOf<{ asked: string }>(
      'SELECT asked FROM outbox WHERE signature_id = ? ORDER BY rowid',
      id
    )
  ).map(({ asked }) => asked)

describe('each verb on each state of a signature', () => {
  /** People in each state that a signature can be in; of the erased nothing is left. */
  const inState: Record<string, (letter: Letter) => Promise<Signer>> = {
    pending: (letter) => aSigner(letter),
    disowned: (letter) =>
      afterwards(aSigner, letter, ({ id }) => ({ verb: 'disown', id, at: NOON })),
    held: (letter) => aHeld(letter),
    counted: (letter) => aCounted(letter),
    refused: (letter) => afterwards(aHeld, letter, (signer) => refusal(signer)),
    withdrawn: (letter) =>
      afterwards(aCounted, letter, ({ id }) => ({ verb: 'withdraw', id, at: NOON })),
    'withdrawn while held': (letter) =>
      afterwards(aHeld, letter, ({ id }) => ({ verb: 'withdraw', id, at: NOON })),
    removed: (letter) => afterwards(aCounted, letter, (signer) => removal(signer)),
    declined: (letter) =>
      afterwards(
        aCounted,
        letter,
        (signer) => removal(signer),
        ({ id }) => ({ verb: 'withdraw', id, at: NOON })
      ),
    erased: (letter) => afterwards(aCounted, letter, ({ id }) => ({ verb: 'erase', id, at: NOON })),
  }

  async function afterwards(
    begin: (letter: Letter) => Promise<Signer>,
    letter: Letter,
    ...acts: ((signer: Signer) => Act)[]
  ) {
    const signer = await begin(letter)
    for (const act of acts) await ask(letter, act(signer))
    return signer
  }

  const acts: Record<string, (signer: Signer) => Act> = {
    confirm: (signer) => yes(signer),
    hold: (signer) => heldYes(signer),
    release: ({ id }) => ({ verb: 'release', id, at: NOON }),
    refuse: (signer) => refusal(signer),
    remove: (signer) => removal(signer),
    reinstate: (signer) => reinstatement(signer),
    reconsider: (signer) => reconsideration(signer),
    correct: (signer) => correction(signer, { name: 'Ada Inkwell' }),
    withdraw: ({ id }) => ({ verb: 'withdraw', id, at: NOON }),
    'sign-again': ({ id }) => ({ verb: 'sign-again', id, edition: 1, at: NOON }),
    disown: ({ id }) => ({ verb: 'disown', id, at: NOON }),
    erase: ({ id }) => ({ verb: 'erase', id, at: NOON }),
  }

  const states = Object.keys(inState)

  // For each state: the outcome; if anything changes, what becomes of the row, and the entries.
  const table: Record<string, string[]> = {
    // pending, disowned, held, counted, refused, withdrawn, withdrawn while held, removed, declined,
    // erased
    confirm: [
      'counted → counted CS',
      'counted → counted CS',
      'held',
      'counted',
      'no-longer-counted',
      'no-longer-counted',
      'no-longer-counted',
      'no-longer-counted',
      'no-longer-counted',
      'gone',
    ],
    hold: [
      'held → held',
      'held → held',
      'held',
      'counted',
      'no-longer-counted',
      'no-longer-counted',
      'no-longer-counted',
      'no-longer-counted',
      'no-longer-counted',
      'gone',
    ],
    release: [
      'not-held',
      'not-held',
      'counted → counted CS',
      'counted',
      'not-held',
      'not-held',
      'not-held',
      'not-held',
      'not-held',
      'gone',
    ],
    refuse: [
      'not-held',
      'not-held',
      'refused → refused',
      'not-held',
      'refused',
      'not-held',
      'not-held',
      'not-held',
      'not-held',
      'gone',
    ],
    remove: [
      'not-counted',
      'not-counted',
      'not-counted',
      'removed → removed IS',
      'not-counted',
      'not-counted',
      'not-counted',
      'removed',
      'removed',
      'gone',
    ],
    reinstate: [
      'not-removed',
      'not-removed',
      'not-removed',
      'reinstated',
      'not-removed',
      'not-removed',
      'not-removed',
      'reinstated → counted RS',
      'declined',
      'gone',
    ],
    reconsider: [
      'not-refused',
      'not-refused',
      'held',
      'not-refused',
      'held → held',
      'not-refused',
      'not-refused',
      'not-refused',
      'not-refused',
      'gone',
    ],
    correct: [
      'not-counted',
      'not-counted',
      'not-counted',
      'corrected → counted AS',
      'not-counted',
      'not-counted',
      'not-counted',
      'not-counted',
      'not-counted',
      'gone',
    ],
    withdraw: [
      'not-counted',
      'not-counted',
      'withdrawn → withdrawn',
      'withdrawn → withdrawn WS',
      'not-counted',
      'withdrawn',
      'withdrawn',
      'declined → removed',
      'declined',
      'gone',
    ],
    'sign-again': [
      'not-withdrawn',
      'not-withdrawn',
      'not-withdrawn',
      'signed-again',
      'not-withdrawn',
      'signed-again → counted CS',
      'held-before',
      'not-withdrawn',
      'not-withdrawn',
      'gone',
    ],
    disown: [
      'disowned → disowned',
      'disowned',
      'already-counted',
      'already-counted',
      'already-counted',
      'already-counted',
      'already-counted',
      'already-counted',
      'already-counted',
      'gone',
    ],
    erase: [
      'erased → pending',
      'erased → nothing',
      'erased → nothing',
      'erased → nothing WS',
      'erased → nothing',
      'erased → nothing',
      'erased → nothing',
      'erased → nothing',
      'erased → nothing',
      'gone',
    ],
  }

  const cells = Object.entries(table).flatMap(([verb, outcomes]) =>
    states.map((state, i) => ({ verb, state, expected: outcomes[i] ?? '' }))
  )

  // What was corrected is then as it was asked for, and of the erased nobody can say more.
  const otherwise: Record<string, string[]> = { correct: ['unchanged'], erase: ['gone'] }

  it.each(cells)('$verb, of a $state one: $expected', async ({ verb, state, expected }) => {
    const letter = await opened()
    const signer = await inState[state]?.(letter)
    const act = signer && acts[verb]?.(signer)
    if (!act) throw new Error('There is no such cell.')
    const before = { row: await rowOf(signer.id), types: await typesOf(letter) }

    const { outcome } = await ask(letter, act)

    const [row, head] = [await rowOf(signer.id), await headOf(letter)]
    const entries = (await typesOf(letter)).slice(before.types.length)
    const changed = JSON.stringify(row) !== JSON.stringify(before.row)
    const became = changed ? ` → ${row?.state ?? 'nothing'}${entries && ` ${entries}`}` : entries
    expect(outcome + became).toBe(expected)
    await audit(letter)

    const again = await ask(letter, act)
    expect([outcome, ...(otherwise[verb] ?? [])]).toContain(again.outcome)
    const { version: _, ...same } = head
    expect(await headOf(letter)).toMatchObject(same)
    expect(await rowOf(signer.id)).toEqual(row)
  })
})

describe('a yes that much speaks against', () => {
  const risk = (...reasons: string[]) => JSON.stringify({ score: 0, reasons })
  const tooMuch = risk('disposable', 'sequence')

  async function suspected(why: string, over: Partial<ConfirmAct> = {}) {
    const letter = await opened()
    const signer = await aSigner(letter)
    await env.DB.prepare('UPDATE signature SET risk = ? WHERE id = ?').bind(why, signer.id).run()
    const { outcome } = await tell(letter, yes(signer, over))
    await audit(letter)
    return { letter, signer, outcome, row: await rowOf(signer.id) }
  }

  it('is held, with all that speaks against it, and its signer is told', async () => {
    const { signer, outcome, row } = await suspected(tooMuch)

    expect(outcome).toBe('held')
    expect(row).toMatchObject({ state: 'held', email: null, number: null })
    expect(JSON.parse(row?.risk ?? '')).toEqual({ score: 60, reasons: ['disposable', 'sequence'] })
    expect(await mailsOf(signer.id)).toEqual(['held'])
  })

  it('of a made-up person is held without mail', async () => {
    const { signer, outcome } = await suspected(tooMuch, { quiet: true })

    expect(outcome).toBe('held')
    expect(await mailsOf(signer.id)).toEqual([])
  })

  it('counts while it is less than that, and says why it was not nothing', async () => {
    const { outcome, row } = await suspected(risk('disposable', 'same-name'))

    expect(outcome).toBe('counted')
    expect(row?.risk).toContain('disposable')
  })

  it.each([
    [{ hosting: false, atOnce: false, sameBrowser: false }, 'counted'],
    [{ hosting: false, atOnce: true, sameBrowser: false }, 'held'],
    [{ hosting: true, atOnce: false, sameBrowser: false }, 'held'],
    [{ hosting: true, atOnce: true, sameBrowser: true }, 'counted'],
    [undefined, 'counted'],
  ])('weighs how the yes came in as well: %j', async (signs, expected) => {
    const { outcome } = await suspected(risk('disposable', 'unproven'), {
      signs,
      at: NOON + MINUTE,
    })

    expect(outcome).toBe(expected)
  })

  it('finds a yes five seconds after signing too quick, but for whoever signed in that browser', async () => {
    const why = risk('disposable', 'unproven')
    const signs = { hosting: false, atOnce: false }
    const quick = await suspected(why, { signs: { ...signs, sameBrowser: false } })
    const same = await suspected(why, { signs: { ...signs, sameBrowser: true } })

    expect([quick.row?.risk, quick.outcome]).toEqual([
      expect.stringContaining('confirmed-at-once'),
      'held',
    ])
    expect(same.outcome).toBe('counted')
  })

  it.each([
    ['removed', aCounted, removal],
    ['refused', aHeld, refusal],
  ])('is one of an address of which another was %s', async (_, sign, decide) => {
    const letter = await opened()
    const email = 'twice@school.example'
    await tell(letter, decide(await sign(letter, { email })))
    const [anew, another] = [await aSigner(letter, { email }), await aSigner(letter)]
    const signs = { hosting: false, atOnce: false, sameBrowser: true }

    const outcomes = [
      (await tell(letter, yes(anew, { signs }))).outcome,
      (await tell(letter, yes(another, { signs }))).outcome,
    ]
    expect(outcomes).toEqual(['held', 'counted'])
    expect((await rowOf(anew.id))?.risk).toBe('{"score":60,"reasons":["out-before"]}')
    await tell(letter, { verb: 'release', id: anew.id, at: NOON })
    expect((await rowOf(anew.id))?.state).toBe('counted')
    await audit(letter)
  })

  it('is forgotten with all else, like how it came in', async () => {
    const { letter, signer } = await suspected(tooMuch)
    await env.DB.prepare(
      'INSERT INTO trace (letter_id, at, signature_id, network) VALUES (?, ?, ?, 7)'
    )
      .bind(letter.id, NOON, signer.id)
      .run()

    await tell(letter, { verb: 'erase', id: signer.id, at: NOON })

    expect(await rowsOf('SELECT * FROM trace WHERE letter_id = ?', letter.id)).toEqual([])
  })
})

describe('each verb on each state of a letter', () => {
  const closedAt = NOON + HOUR
  const dayAfter = closedAt + GRACE_MS

  async function inState(state: string): Promise<Letter> {
    const letter = await aLetter({
      openedAt: new Date(NOON),
      closesAt: state.includes('past its date') ? closedAt : null,
    })
    if (['closed', 'delivered', 'finished'].includes(state)) {
      await tell(letter, { verb: 'close', at: closedAt })
    }
    if (state === 'finished') await tell(letter, { verb: 'finish', at: dayAfter })
    const set: Record<string, LetterState> = {
      draft: 'draft',
      gathering: 'gathering',
      paused: 'paused',
      'paused past its date': 'paused',
      delivered: 'delivered',
    }
    const stored = set[state]
    if (stored) {
      await env.DB.prepare('UPDATE letter SET state = ? WHERE id = ?').bind(stored, letter.id).run()
    }
    return letterAgain(letter)
  }

  const edition = {
    title: 'Plainer',
    addressedTo: 'The Chief Inspector',
    hosts: '[]',
    markdown: '1. Plainer.',
    html: '<p>',
    points: '[]',
    sha256: 'ab'.repeat(32),
    reason: null,
  }

  const acts: Record<string, Act> = {
    close: { verb: 'close', at: dayAfter },
    reopen: { verb: 'reopen', at: dayAfter },
    finish: { verb: 'finish', at: dayAfter },
    publish: { verb: 'publish', edition, after: 1, at: dayAfter },
    anonymise: { verb: 'anonymise', before: 2, at: dayAfter },
  }

  // The outcome; if the letter changes, its state then; and the entries.
  it.each([
    ['close', 'draft', 'not-open'],
    ['close', 'gathering', 'not-open'],
    ['close', 'open', 'closed → closed'],
    ['close', 'open past its date', 'closed → closed'],
    ['close', 'paused', 'closed → closed'],
    ['close', 'paused past its date', 'closed → closed'],
    ['close', 'closed', 'closed'],
    ['close', 'delivered', 'closed'],
    ['close', 'finished', 'closed'],
    ['reopen', 'draft', 'not-closed'],
    ['reopen', 'gathering', 'not-closed'],
    ['reopen', 'open', 'open'],
    ['reopen', 'open past its date', 'open → open'],
    ['reopen', 'paused', 'not-closed'],
    ['reopen', 'paused past its date', 'not-closed'],
    ['reopen', 'closed', 'open → open'],
    ['reopen', 'delivered', 'delivered'],
    ['reopen', 'finished', 'finished'],
    ['finish', 'draft', 'not-closed'],
    ['finish', 'gathering', 'not-closed'],
    ['finish', 'open', 'not-closed'],
    ['finish', 'open past its date', 'finished → closed LS'],
    ['finish', 'paused', 'not-closed'],
    ['finish', 'paused past its date', 'not-closed'],
    ['finish', 'closed', 'finished → closed LS'],
    ['finish', 'delivered', 'finished → delivered LS'],
    ['finish', 'finished', 'finished'],
    ['publish', 'open', 'published → open TS'],
    ['publish', 'paused', 'published → paused TS'],
    ['publish', 'closed', 'published → closed TS'],
    ['publish', 'finished', 'closed'],
    ['anonymise', 'open', 'not-finished'],
    ['anonymise', 'closed', 'not-finished'],
    ['anonymise', 'finished', 'anonymised NS'],
  ])('%s, of one that is %s: %s', async (verb, state, expected) => {
    const before = await inState(state)
    const types = await typesOf(before)
    const act = acts[verb]
    if (!act) throw new Error('There is no such verb.')

    const { outcome } = await ask(before, act)
    const head = await headOf(before)
    const again = await ask(before, act)

    const letter = await letterAgain(before)
    const entries = (await typesOf(letter)).slice(types.length)
    const changed = JSON.stringify(letter) !== JSON.stringify(before)
    const became = changed ? ` → ${letter.state}` : ''
    expect(outcome + became + (entries && ` ${entries}`)).toBe(expected)
    expect(again.outcome).toBe(outcome)
    expect(await headOf(letter)).toEqual(head)
    await audit(letter)
  })
})

describe('holding', () => {
  it('counts nobody yet, and keeps the address until it is decided, for nobody to read', async () => {
    const letter = await opened()
    const signer = await aHeld(letter, { email: 'ada-held@example.org', updates: '' })
    const row = await rowOf(signer.id)

    expect(row).toMatchObject({ state: 'held', email: null, updates: 0, number: null, entry: null })
    expect(await unseal(master, 'kept-address', row?.kept_address ?? '')).toBe(
      'ada-held@example.org'
    )
    expect(await mailsOf(signer.id)).toEqual(['held'])
    expect(await typesOf(letter)).toBe('TS')
    expect(await audit(letter)).toMatchObject({ confirmed: 0, counted: 0 })
  })

  it('takes what was said on the confirm page, and empties what else the address was typed for', async () => {
    const letter = await opened()
    const email = 'ada-claims@example.org'
    const [signer, other] = await signersOf(letter, [{ email, name: 'A Rude Name' }, { email }])
    if (!signer || !other) throw new Error('Nobody signed.')

    await tell(letter, heldYes(signer, { fields: { ...signer.form, name: 'Ada Quill' } }))

    expect(await rowOf(signer.id)).toMatchObject({ name: 'Ada Quill', state: 'held' })
    expect(await rowOf(other.id)).toMatchObject({ state: 'pending', name: null, email: null })
    await audit(letter)
  })

  it('stands in the way of a second signature of the address', async () => {
    const letter = await opened()
    const email = 'ada-checked@example.org'
    await aHeld(letter, { email })
    const other = await aSigner(letter, { email })

    const answers = [await tell(letter, yes(other)), await tell(letter, heldYes(other))]

    expect(answers.map(({ outcome }) => outcome)).toEqual(Array(2).fill('address-already-signed'))
  })

  it.each<[string, (signer: Signer) => Act, string]>([
    ['of words not shown', (signer) => heldYes(signer, { edition: 2 }), 'stale-edition'],
    ['that comes too late', (signer) => heldYes(signer, { at: NOON + 365 * 24 * HOUR }), 'gone'],
    [
      'that the letter’s roles don’t allow',
      (signer) => heldYes(signer, { fields: { ...signer.form, role: 'governor' } }),
      'invalid',
    ],
  ])('refuses a yes %s, like confirming does', async (_, act, expected) => {
    const letter = await opened()
    const signer = await aSigner(letter)

    expect((await ask(letter, act(signer))).outcome).toBe(expected)
    expect(await rowOf(signer.id)).toMatchObject({ state: 'pending' })
  })

  it('forgets everything when its signer asks, and tells them', async () => {
    const letter = await opened()
    const signer = await aHeld(letter, { email: 'ada-gone@example.org' })

    await tell(letter, { verb: 'erase', id: signer.id, at: NOON })
    const release = await tell(letter, { verb: 'release', id: signer.id, at: NOON })

    expect(release.outcome).toBe('gone')
    expect(await rowOf(signer.id)).toBeNull()
    expect(
      await rowsOf('SELECT asked, address FROM outbox WHERE letter_id = ?', letter.id)
    ).toEqual([{ asked: 'erased', address: 'ada-gone@example.org' }])
    expect(await typesOf(letter)).toBe('TS')
    await audit(letter)
  })
})

describe('releasing', () => {
  it('counts whom it releases, under the next number, and promises the mail that says so', async () => {
    const letter = await opened()
    const held = await aHeld(letter, { name: 'Ada Held' })
    await aCounted(letter)

    const answer = await tell(letter, { verb: 'release', id: held.id, at: NOON + 2 * HOUR })

    expect(answer).toMatchObject({ outcome: 'counted', signature: { number: 2, edition: 1 } })
    expect(await rowOf(held.id)).toMatchObject({ confirmed_at: NOON, kept_address: null })
    expect(
      await rowsOf('SELECT asked, address FROM outbox WHERE signature_id = ?', held.id)
    ).toEqual([
      { asked: 'held', address: held.form.email },
      { asked: 'counted', address: held.form.email },
    ])
    expect(await audit(letter)).toMatchObject({ confirmed: 2, counted: 2 })
  })

  it('keeps the address of who asked for updates', async () => {
    const letter = await opened()
    const held = await aHeld(letter, { email: 'ada-news@example.org', updates: 'on' })

    await tell(letter, { verb: 'release', id: held.id, at: NOON })

    const row = await rowOf(held.id)
    expect(row?.updates).toBe(1)
    expect(await unseal(master, 'kept-address', row?.kept_address ?? '')).toBe(
      'ada-news@example.org'
    )
  })

  it('counts nobody to words that they have not signed', async () => {
    const letter = await opened()
    const held = await aHeld(letter)
    await reviseLetter(letter, '1. Say it in plainer words.')
    const before = await rowOf(held.id)

    const answer = await tell(letter, { verb: 'release', id: held.id, at: NOON })

    expect(answer.outcome).toBe('stale-edition')
    expect(answer.letter?.edition).toBe(2)
    expect(await rowOf(held.id)).toEqual({ ...before, risk: null })
    expect(await typesOf(letter)).toBe('TSTS')
    await audit(letter)
  })

  it('asks whom it can’t count for a yes to the newer words, once', async () => {
    const letter = await opened()
    const held = await aHeld(letter)
    await reviseLetter(letter, '1. Say it in plainer words.')
    const release = { verb: 'release' as const, id: held.id, at: NOON }

    await tell(letter, release)
    await tell(letter, release)
    expect(await mailsOf(held.id)).toEqual(['held', 'say-again'])
    const again = await tell(letter, heldYes(held, { edition: 2 }))
    const counted = await tell(letter, release)

    expect([again.outcome, counted.outcome]).toEqual(['held', 'counted'])
    await audit(letter)
  })

  it.each([
    ['their link has expired', NOON + LINK_MS, null, 'not-closed'],
    ['a day after the letter closed', NOON + HOUR + GRACE_MS, NOON + HOUR, 'finished'],
  ])('lets go of old words once nobody can say yes to new ones: %s', async (...row) => {
    const [, at, closedAt, finished] = row
    const letter = await opened()
    const held = await aHeld(letter, { email: 'ada-lapse@example.org' })
    await reviseLetter(letter, '1. Say it in plainer words.')
    if (closedAt !== null) await tell(letter, { verb: 'close', at: closedAt })

    const outcomes = []
    for (const when of [NOON, at - 1, at]) {
      outcomes.push((await tell(letter, { verb: 'release', id: held.id, at: when })).outcome)
    }

    expect(outcomes).toEqual(['stale-edition', 'stale-edition', 'lapsed'])
    expect(await rowOf(held.id)).toBeNull()
    expect(await mailsOf(held.id)).toEqual(['held', 'say-again', 'lapsed'])
    expect(await tell(letter, { verb: 'finish', at })).toMatchObject({ outcome: finished })
    await audit(letter)
  })

  it('sees in its group that somebody publishes first', async () => {
    const letter = await opened()
    const held = await aHeld(letter)
    const wording = { ...letter, markdown: '1. Plainer.' }

    const [, answer] = await Promise.all([
      publishEdition(env.REGISTRAR, letter, wording, null, new Date(NOON)),
      tell(letter, { verb: 'release', id: held.id, at: NOON }),
    ])

    // Whichever came first: no CONFIRM is to another edition than the one that stands.
    expect(['counted', 'stale-edition']).toContain(answer.outcome)
    await audit(letter)
  })

  it('goes on after the letter has closed, even past the day in which links work', async () => {
    const letter = await opened()
    const held = await aHeld(letter)
    await tell(letter, { verb: 'close', at: NOON })

    const at = NOON + 3 * GRACE_MS
    const answer = await tell(letter, { verb: 'release', id: held.id, at })

    expect(answer.outcome).toBe('counted')
    await audit(letter)
  })
})

describe('a yes to newer words of who is held', () => {
  const revised = (letter: Letter) => reviseLetter(letter, '1. Say it in plainer words.')

  it.each([
    ['confirming', yes],
    ['holding', heldYes],
  ])('keeps them held, with those words, by %s; then they can be released', async (_, say) => {
    const letter = await opened()
    const email = 'ada-asked-again@example.org'
    const held = await aHeld(letter, { email })
    const before = await rowOf(held.id)
    await revised(letter)
    const fields = { ...held.form, name: 'Ada Inkwell' }
    const at = NOON + HOUR

    const stale = await ask(letter, say(held, { at }))
    const unchanged = await rowOf(held.id)
    const answers = [
      await ask(letter, say(held, { at, edition: 2, fields })),
      await ask(letter, say(held, { at, edition: 2 })),
    ]

    expect(stale.outcome).toBe('stale-edition')
    expect(unchanged).toEqual(before)
    expect(answers.map(({ outcome }) => outcome)).toEqual(['held', 'held'])
    const said = { edition: 2, name: 'Ada Inkwell', confirmed_at: at }
    expect(await rowOf(held.id)).toEqual({ ...before, ...said })
    expect(await audit(letter)).toMatchObject({ confirmed: 0 })
    expect(await mailsOf(held.id)).toEqual([])

    const release = await tell(letter, { verb: 'release', id: held.id, at })

    expect(release).toMatchObject({ outcome: 'counted', signature: { edition: 2, number: 1 } })
    expect(
      await rowsOf('SELECT asked, address FROM outbox WHERE signature_id = ?', held.id)
    ).toEqual([{ asked: 'counted', address: email }])
    expect(await typesOf(letter)).toBe('TSTSCS')
    await audit(letter)
  })

  it('counts who was only waiting for it, in the group that it comes in', async () => {
    const letter = await opened()
    const held = await aHeld(letter)
    await revised(letter)
    const release: Act = { verb: 'release', id: held.id, at: NOON }

    const answers = await together(letter, [release, yes(held, { edition: 2 }), release])

    expect(answers.map(({ outcome }) => outcome)).toEqual(['stale-edition', 'counted', 'counted'])
    await audit(letter)
  })

  it.each<[string, (signer: Signer) => Act, string]>([
    ['too late', (held) => yes(held, { edition: 2, at: NOON + LINK_MS }), 'gone'],
    [
      'to a closed letter',
      (held) => yes(held, { edition: 2, at: NOON + HOUR + GRACE_MS }),
      'closed',
    ],
    [
      'in a role that the letter does not have',
      (held) => yes(held, { edition: 2, fields: { ...held.form, role: 'governor' } }),
      'invalid',
    ],
  ])('changes nothing %s', async (_, act, expected) => {
    const letter = await opened()
    const held = await aHeld(letter)
    await revised(letter)
    await tell(letter, { verb: 'close', at: NOON + HOUR })
    const before = await rowOf(held.id)

    const { outcome } = await ask(letter, act(held))

    expect(outcome).toBe(expected)
    expect(await rowOf(held.id)).toEqual(before)
    await audit(letter)
  })
})

describe('withdrawing what is not counted', () => {
  it('takes who is held at their word: nothing counts them, and their address goes', async () => {
    const letter = await opened()
    const held = await aHeld(letter, { email: 'ada-no@example.org', updates: 'on' })
    const head = await headOf(letter)
    const at = NOON + HOUR

    const answers = await together(letter, [
      { verb: 'withdraw', id: held.id, at },
      { verb: 'release', id: held.id, at },
      { verb: 'refuse', id: held.id, reason: 'automated', caseId: CASE, at },
      { verb: 'sign-again', id: held.id, edition: 1, at },
      yes(held, { at }),
    ])

    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'withdrawn',
      'not-held',
      'not-held',
      'held-before',
      'no-longer-counted',
    ])
    expect(await rowOf(held.id)).toMatchObject({
      state: 'withdrawn',
      kept_address: null,
      updates: 0,
      number: null,
      entry: null,
      changed_at: at,
    })
    const { withdrawn, refused, size } = head
    expect(await headOf(letter)).toMatchObject({ withdrawn, refused, size })
    expect(await mailsOf(held.id)).toEqual(['held'])
    await audit(letter)
  })

  it('is no way past whoever looks at signatures: to sign after all is to sign anew', async () => {
    const letter = await opened()
    const email = 'ada-anew-held@example.org'
    const held = await aHeld(letter, { email })
    await tell(letter, { verb: 'withdraw', id: held.id, at: NOON })

    const again = await aHeld(letter, { email })
    const signAgain = { verb: 'sign-again' as const, id: held.id, edition: 1, at: NOON }
    const answer = await tell(letter, signAgain)
    await tell(letter, { verb: 'release', id: again.id, at: NOON })

    expect(answer.outcome).toBe('held-before')
    expect(await rowOf(held.id)).toMatchObject({ state: 'withdrawn' })
    expect(await audit(letter)).toMatchObject({ confirmed: 1, withdrawn: 0, counted: 1 })
  })

  it('no longer keeps the ledger open', async () => {
    const letter = await opened()
    const held = await aHeld(letter)
    const at = NOON + GRACE_MS
    await tell(letter, { verb: 'close', at: NOON })
    const finish: Act = { verb: 'finish', at }

    const answers = await together(letter, [finish, { verb: 'withdraw', id: held.id, at }, finish])

    expect(answers.map(({ outcome }) => outcome)).toEqual(['still-held', 'withdrawn', 'finished'])
    expect(await typesOf(letter)).toBe('TSLS')
    await audit(letter)
  })

  it('keeps out for good who was removed and says that they don’t want back', async () => {
    const letter = await opened()
    const signer = await aCounted(letter, { email: 'ada-out@example.org', updates: 'on' })
    await tell(letter, removal(signer))
    const at = NOON + HOUR
    const types = await typesOf(letter)

    const answers = [
      await tell(letter, { verb: 'withdraw', id: signer.id, at }),
      await tell(letter, { verb: 'withdraw', id: signer.id, at: at + HOUR }),
    ]
    const row = await rowOf(signer.id)
    answers.push(await tell(letter, { verb: 'withdraw', id: signer.id, at }))
    const reinstated = await tell(letter, reinstatement(signer))
    const again = { verb: 'sign-again' as const, id: signer.id, edition: 1, at }
    const signedAgain = await tell(letter, again)

    expect(answers.map(({ outcome }) => outcome)).toEqual(Array(3).fill('declined'))
    expect(reinstated.outcome).toBe('declined')
    expect(signedAgain.outcome).toBe('not-withdrawn')
    expect(row).toMatchObject({
      state: 'removed',
      declined_at: at,
      changed_at: at,
      kept_address: null,
      updates: 0,
    })
    expect(await rowOf(signer.id)).toEqual(row)
    expect(await typesOf(letter)).toBe(types)
    expect(await mailsOf(signer.id)).toEqual(['counted', 'removed'])
    expect(await audit(letter)).toMatchObject({ withdrawn: 0, removed: 1, counted: 0 })
  })

  it('is about that signature: whoever changes their mind can sign anew', async () => {
    const letter = await opened()
    const email = 'ada-mind@example.org'
    const signer = await aCounted(letter, { email })
    await tell(letter, removal(signer))
    await tell(letter, { verb: 'withdraw', id: signer.id, at: NOON })

    const again = await aCounted(letter, { email })
    await tell(letter, { verb: 'withdraw', id: again.id, at: NOON })
    const answer = await tell(letter, reinstatement(signer))

    expect(again.number).toBe(2)
    expect(answer.outcome).toBe('declined')
    await audit(letter)
  })

  it('comes too late once a removal is taken back: then it withdraws what is counted', async () => {
    const letter = await opened()
    const signer = await aCounted(letter)
    await tell(letter, removal(signer))

    const answers = await together(letter, [
      reinstatement(signer),
      { verb: 'withdraw', id: signer.id, at: NOON },
      reinstatement(signer),
    ])

    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'reinstated',
      'withdrawn',
      'not-removed',
    ])
    expect(await audit(letter)).toMatchObject({ withdrawn: 1, removed: 0, counted: 0 })
  })
})

describe('refusing', () => {
  it('is told in the totals, and only there', async () => {
    const letter = await opened()
    const held = await aHeld(letter, { updates: 'on' })

    await tell(letter, refusal(held))

    expect(await rowOf(held.id)).toMatchObject({ kept_address: null, updates: 0, number: null })
    expect(await headOf(letter)).toMatchObject({ refused: 1, removed: 0, confirmed: 0 })
    expect(await typesOf(letter)).toBe('TS')
    await audit(letter)
  })

  it('stays in the totals when the refused erase themselves, and lets them sign anew', async () => {
    const letter = await opened()
    const email = 'ada-refused@example.org'
    const held = await aHeld(letter, { email })
    await tell(letter, refusal(held))
    await tell(letter, { verb: 'erase', id: held.id, at: NOON })

    await aCounted(letter, { email })

    expect((await headOf(letter)).refused).toBe(1)
    expect(await audit(letter)).toMatchObject({ counted: 1 })
  })
})

describe('taking a refusal back', () => {
  it.each([
    ['counted', yes],
    ['held', heldYes],
  ])('does not hold a person beside themselves who has signed anew and is %s', async (_, anew) => {
    const letter = await opened()
    const email = 'ada-refused-anew@example.org'
    const held = await aHeld(letter, { email })
    await tell(letter, refusal(held))
    const again = await aSigner(letter, { email })
    await ask(letter, anew(again))
    const before = await rowOf(held.id)

    const { outcome } = await tell(letter, reconsideration(held))
    await tell(letter, { verb: 'release', id: held.id, at: NOON })

    expect(outcome).toBe('signed-anew')
    expect(await rowOf(held.id)).toEqual(before)
    expect(await headOf(letter)).toMatchObject({ refused: 1 })
    await audit(letter)
  })

  it('says what it was refused for, and comes too late once the ledger is closed', async () => {
    const letter = await opened()
    const [back, late] = [await aHeld(letter), await aHeld(letter)]
    await tell(letter, refusal(back, { reason: 'impersonation' }))
    await tell(letter, refusal(late))
    await tell(letter, reconsideration(back))
    await tell(letter, { verb: 'release', id: back.id, at: NOON })
    await tell(letter, { verb: 'close', at: NOON })
    await tell(letter, { verb: 'finish', at: NOON + GRACE_MS })

    const { outcome } = await tell(letter, reconsideration(late))

    expect(outcome).toBe('closed')
    expect(await rowOf(late.id)).toMatchObject({ state: 'refused' })
    expect(
      await rowsOf(
        `SELECT reason FROM correction WHERE letter_id = ? AND kind = 'reconsideration'`,
        letter.id
      )
    ).toEqual([{ reason: 'impersonation' }])
    expect(await audit(letter)).toMatchObject({ counted: 1 })
  })
})

describe('what a case decides', () => {
  it('is mailed in its own words to whom it is about, where their address is kept', async () => {
    const letter = await opened()
    const sentence = 'A program made these.'
    const held = await aHeld(letter)
    const kept = await aCounted(letter, { updates: 'on' })
    const notKept = await aCounted(letter)

    await tell(letter, refusal(held, { sentence }))
    for (const one of [kept, notKept]) {
      await tell(letter, removal(one, { sentence }))
      await tell(letter, reinstatement(one))
    }

    expect(
      await rowsOf(
        `SELECT asked, signature_id AS id, details->>'sentence' AS sentence FROM outbox
         WHERE letter_id = ? AND asked IN ('refused', 'removed', 'reinstated') ORDER BY rowid`,
        letter.id
      )
    ).toEqual([
      { asked: 'refused', id: held.id, sentence },
      { asked: 'removed', id: kept.id, sentence },
      { asked: 'reinstated', id: kept.id, sentence: null },
    ])
  })
})

describe('removing and reinstating', () => {
  it('writes down why, for which case, and what came of it, hour by hour', async () => {
    const letter = await opened()
    const signer = await aCounted(letter)
    await tell(letter, removal(signer, { reason: 'false-eligibility', at: NOON + HOUR }))
    const removed = await audit(letter)
    await tell(letter, reinstatement(signer, { at: NOON + 2 * HOUR }))

    const { entries } = await audit(letter)
    const caseId = CASE.replaceAll('-', '')
    const [invalidate, reinstate] = [entries[4], entries[6]].map((one) => one?.bytes.toHex())
    expect(removed).toMatchObject({ removed: 1, counted: 0 })
    expect(invalidate?.slice(44)).toBe(`000000000000000204${caseId}`)
    expect(reinstate?.slice(44)).toBe(`0000000000000002${caseId}`)
    expect(
      await rowsOf('SELECT removed, reinstated FROM tally_hour WHERE letter_id = ?', letter.id)
    ).toEqual([
      { removed: 0, reinstated: 0 },
      { removed: 1, reinstated: 0 },
      { removed: 0, reinstated: 1 },
    ])
  })

  it('gives back number, entry, name and choices as they were', async () => {
    const letter = await opened()
    const signer = await aCounted(letter, { updates: 'on', public: '' })
    await tell(letter, correction(signer, { name: 'Ada Inkwell' }))
    const before = await rowOf(signer.id)

    await tell(letter, removal(signer, { at: NOON + HOUR }))
    await tell(letter, reinstatement(signer, { at: NOON + HOUR }))

    expect(await rowOf(signer.id)).toEqual({ ...before, changed_at: NOON + HOUR })
    await audit(letter)
  })

  it('can go back and forth, and each time is in the ledger', async () => {
    const letter = await opened()
    const signer = await aCounted(letter)

    const outcomes: string[] = []
    for (const act of [removal, reinstatement, removal, reinstatement]) {
      outcomes.push((await ask(letter, act(signer))).outcome)
    }

    expect(outcomes).toEqual(['removed', 'reinstated', 'removed', 'reinstated'])
    expect(await typesOf(letter)).toBe('TSCSISRSISRS')
    expect(await audit(letter)).toMatchObject({ confirmed: 1, removed: 0, counted: 1 })
  })

  it.each([
    ['counted', yes],
    ['held', heldYes],
  ])('does not count a person twice who has signed anew and is %s', async (_, anew) => {
    const letter = await opened()
    const email = 'ada-anew@example.org'
    const signer = await aCounted(letter, { email })
    await tell(letter, removal(signer))
    const again = await aSigner(letter, { email })
    await ask(letter, anew(again))
    const head = await headOf(letter)

    const answer = await tell(letter, reinstatement(signer))

    expect(answer.outcome).toBe('signed-anew')
    expect(await headOf(letter)).toEqual(head)
    expect(await rowOf(signer.id)).toMatchObject({ state: 'removed' })
    await audit(letter)
  })

  it('reinstates once the newer one is gone again', async () => {
    const letter = await opened()
    const email = 'ada-back@example.org'
    const signer = await aCounted(letter, { email })
    await tell(letter, removal(signer))
    const again = await aCounted(letter, { email })
    const calls = await watchDatabase(letter)

    const answers = await together(letter, [
      reinstatement(signer),
      { verb: 'withdraw', id: again.id, at: NOON },
      reinstatement(signer),
      { verb: 'sign-again', id: again.id, edition: 1, at: NOON },
    ])

    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'signed-anew',
      'withdrawn',
      'reinstated',
      'address-already-signed',
    ])
    // In one batch: the one that makes room is written first.
    expect(calls).toHaveLength(3)
    expect(await audit(letter)).toMatchObject({ confirmed: 2, withdrawn: 1, counted: 1 })
  })

  it('has nobody left to reinstate where the removed erased themselves', async () => {
    const letter = await opened()
    const signer = await aCounted(letter)
    await tell(letter, removal(signer))

    const erasure = await tell(letter, { verb: 'erase', id: signer.id, at: NOON })
    const answer = await tell(letter, reinstatement(signer))

    expect([erasure.outcome, answer.outcome]).toEqual(['erased', 'gone'])
    expect(await typesOf(letter)).toBe('TSCSIS')
    expect(await audit(letter)).toMatchObject({
      confirmed: 1,
      withdrawn: 0,
      removed: 1,
      counted: 0,
    })
  })

  it('takes a name off the list, out of search and out of every cell, and puts it back', async () => {
    const letter = await opened()
    const signer = await aCounted(letter, { role: 'parent', country: 'wales' })
    const cells = () =>
      rowsOf('SELECT dimension, key FROM tally WHERE letter_id = ? AND counted > 0', letter.id)
    const words = () => rowsOf('SELECT word FROM signature_word WHERE letter_id = ?', letter.id)
    const before = [await cells(), await words()]

    await tell(letter, removal(signer))
    const meanwhile = [await cells(), await words()]
    await tell(letter, reinstatement(signer))

    expect(meanwhile).toEqual([[], []])
    expect([await cells(), await words()]).toEqual(before)
  })

  it.each(['', 'no-case', CASE.toUpperCase(), `${CASE}0`, CASE.replaceAll('-', '')])(
    'wants a case that the ledger can hold, and “%s” is none',
    async (caseId) => {
      const letter = await opened()
      const [signer, removed] = [await aCounted(letter), await aCounted(letter)]
      await tell(letter, removal(removed))
      const head = await headOf(letter)

      const answers = [
        await tell(letter, removal(signer, { caseId })),
        await tell(letter, reinstatement(removed, { caseId })),
      ]

      expect(answers.map(({ outcome }) => outcome)).toEqual(['not-a-case', 'not-a-case'])
      expect(await headOf(letter)).toEqual(head)
    }
  )
})

describe('closing, reopening and finishing', () => {
  const closedAt = NOON + HOUR
  const end = closedAt + GRACE_MS

  it.each([
    ['by hand', null],
    ['by its date', closedAt],
  ])('takes mailed links for a day after closing %s, then CLOSE, then nothing', async (_, date) => {
    const letter = await aLetter({ openedAt: new Date(NOON), closesAt: date })
    const [one, two, three] = await signersOf(letter, crowd(3))
    if (!one || !two || !three) throw new Error('Nobody signed.')
    if (!date) await tell(letter, { verb: 'close', at: closedAt })

    const answers = [
      await ask(letter, { verb: 'finish', at: end - 1 }),
      await ask(letter, yes(one, { at: end - 1 })),
      await ask(letter, { verb: 'finish', at: end }),
      await ask(letter, yes(two, { at: end })),
      // A clock that is behind counts nobody any more, either.
      await ask(letter, yes(two, { at: end - 1 })),
      await ask(letter, heldYes(three, { at: end - 1 })),
      await ask(letter, { verb: 'reopen', at: end }),
    ]

    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'too-early',
      'counted',
      'finished',
      'closed',
      'closed',
      'closed',
      'finished',
    ])
    expect(await letterAgain(letter)).toMatchObject({
      state: 'closed',
      closedAt,
      finishedAt: end,
    })
    expect(await typesOf(letter)).toBe('TSCSLS')
    expect(await audit(letter)).toMatchObject({ counted: 1 })
  })

  it('writes nothing into the ledger for closing and reopening, and takes two calls each', async () => {
    const letter = await opened()
    const calls = await watchDatabase(letter)

    await tell(letter, { verb: 'close', at: closedAt })
    await tell(letter, { verb: 'reopen', at: closedAt })

    expect(calls).toHaveLength(4)
    expect(await letterAgain(letter)).toMatchObject({ state: 'open', closedAt: null })
    expect(await typesOf(letter)).toBe('TS')
    await audit(letter)
  })

  it('counts again after reopening, and the day begins anew with the next closing', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON), closesAt: closedAt })
    await tell(letter, { verb: 'reopen', at: end })
    await aCounted(letter, {}, end)

    await tell(letter, { verb: 'close', at: end + HOUR })
    const early = await tell(letter, { verb: 'finish', at: end + GRACE_MS })
    const due = await tell(letter, { verb: 'finish', at: end + HOUR + GRACE_MS })

    expect([early.outcome, due.outcome]).toEqual(['too-early', 'finished'])
    expect(await letterAgain(letter)).toMatchObject({ closesAt: null, closedAt: end + HOUR })
    await audit(letter)
  })

  it('keeps a closing date that is still ahead when it reopens', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON), closesAt: end })
    await tell(letter, { verb: 'close', at: NOON })

    await tell(letter, { verb: 'reopen', at: closedAt })

    expect(await letterAgain(letter)).toMatchObject({ state: 'open', closesAt: end })
  })

  it('waits for everyone who is held, also within its group', async () => {
    const letter = await opened()
    const [one, two] = [await aHeld(letter), await aHeld(letter)]
    await tell(letter, { verb: 'close', at: closedAt })
    const finish: Act = { verb: 'finish', at: end }

    const answers = await together(letter, [
      finish,
      { verb: 'release', id: one.id, at: end },
      finish,
      refusal(two, { at: end }),
      finish,
    ])

    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'still-held',
      'counted',
      'still-held',
      'refused',
      'finished',
    ])
    expect(await typesOf(letter)).toBe('TSCLS')
    await audit(letter)
  })

  it('waits for every case that lives', async () => {
    const letter = await opened()
    await tell(letter, { verb: 'close', at: closedAt })
    const finish = { verb: 'finish' as const, at: end }
    const insert = `INSERT INTO signature_case (id, letter_id, state, criteria, opened_at)
                    VALUES (?, ?, 'paused', '{}', ?)`
    const id = crypto.randomUUID()
    await env.DB.prepare(insert).bind(id, letter.id, NOON).run()

    const waiting = await tell(letter, finish)
    await finishDue(env.DB, env.REGISTRAR, new Date(end))
    const due = (await letterAgain(letter)).finishedAt
    await env.DB.prepare(`UPDATE signature_case SET state = 'cancelled' WHERE id = ?`)
      .bind(id)
      .run()

    expect([waiting.outcome, due]).toEqual(['in-case', null])
    await finishDue(env.DB, env.REGISTRAR, new Date(end))
    expect((await letterAgain(letter)).finishedAt).toBe(end)
  })

  it('lets signers and cases go on afterwards, in all that counts nobody new', async () => {
    const letter = await opened()
    const people = await Promise.all(Array.from({ length: 5 }, () => aCounted(letter)))
    const [one, two, three, four, five] = people
    if (!one || !two || !three || !four || !five) throw new Error('Nobody signed.')
    await tell(letter, removal(five))
    await tell(letter, { verb: 'close', at: closedAt })
    await tell(letter, { verb: 'finish', at: end })

    const answers = [
      await ask(letter, correction(one, { public: false }, { at: end })),
      await ask(letter, { verb: 'withdraw', id: two.id, at: end }),
      await ask(letter, { verb: 'sign-again', id: two.id, edition: 1, at: end }),
      await ask(letter, { verb: 'erase', id: three.id, at: end }),
      await ask(letter, removal(four, { at: end })),
      await ask(letter, reinstatement(five, { at: end })),
    ]

    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'corrected',
      'withdrawn',
      'closed',
      'erased',
      'removed',
      'reinstated',
    ])
    expect(await typesOf(letter)).toMatch(/LSASWSWSISRS$/)
    expect(await audit(letter)).toMatchObject({
      confirmed: 5,
      withdrawn: 2,
      removed: 1,
      counted: 2,
    })
  })

  it('releases nobody into a closed ledger, should somebody be held there all the same', async () => {
    const letter = await opened()
    const signer = await aSigner(letter)
    await tell(letter, { verb: 'close', at: closedAt })
    await tell(letter, { verb: 'finish', at: end })
    await env.DB.prepare(`UPDATE signature SET state = 'held' WHERE id = ?`).bind(signer.id).run()

    const answer = await tell(letter, { verb: 'release', id: signer.id, at: end })

    expect(answer.outcome).toBe('closed')
    expect(await typesOf(letter)).toBe('TSLS')
  })

  it('is done by the clock for whoever is due, and for nobody else', async () => {
    // At a moment of its own, since what other tests left behind is due as well.
    const closedAt = NOON + 90 * 60_000
    const end = closedAt + GRACE_MS
    const [due, byDate, held, paused, later] = [
      await opened(),
      await aLetter({ openedAt: new Date(NOON), closesAt: closedAt }),
      await opened(),
      await aLetter({ openedAt: new Date(NOON), closesAt: closedAt }),
      await opened(),
    ]
    const waits = await aHeld(held)
    for (const letter of [due, held]) await tell(letter, { verb: 'close', at: closedAt })
    await tell(later, { verb: 'close', at: closedAt + 1 })
    await env.DB.prepare(`UPDATE letter SET state = 'paused' WHERE id = ?`).bind(paused.id).run()
    const all = [due, byDate, held, paused, later]
    const finished = async () =>
      (await Promise.all(all.map(letterAgain))).map(({ finishedAt }) => finishedAt)

    await finishDue(env.DB, env.REGISTRAR, new Date(end - 1))
    const early = await finishDue(env.DB, env.REGISTRAR, new Date(end - 1))
    const before = await finished()
    const now = await finishDue(env.DB, env.REGISTRAR, new Date(end))

    expect([early, now]).toEqual([0, 2])
    expect(before).toEqual([null, null, null, null, null])
    expect(await finished()).toEqual([end, end, null, null, null])
    expect(await letterAgain(byDate)).toMatchObject({ state: 'closed', closedAt })
    await tell(held, { verb: 'release', id: waits.id, at: end })
    expect(await finishDue(env.DB, env.REGISTRAR, new Date(end + 1))).toBe(2)
    for (const letter of all) await audit(letter)
  })
})

describe('a new edition', () => {
  it('leaves those who are held to be asked again, or to sign anew', async () => {
    const letter = await opened()
    const email = 'ada-editions@example.org'
    const held = await aHeld(letter, { email })
    const revised = await reviseLetter(letter, '1. Plainer.')
    await tell(letter, refusal(held))

    const again = await aCounted(revised, { email })

    expect(await rowOf(again.id)).toMatchObject({ edition: 2, number: 1 })
    expect(await typesOf(letter)).toBe('TSTSCS')
    await audit(letter)
  })

  it('is refused once the letter is finished; one that was published before stays so', async () => {
    const letter = await opened()
    const freeze = (markdown: string, after: Pick<Letter, 'id' | 'edition'>) =>
      publishEdition(env.REGISTRAR, after, { ...letter, markdown }, null, new Date(NOON))
    await freeze('1. Plainer.', letter)
    await tell(letter, { verb: 'close', at: NOON })
    await tell(letter, { verb: 'finish', at: NOON + GRACE_MS })

    const revised = await letterAgain(letter)

    expect(await freeze('1. Plainer.', letter)).toBe(2)
    await expect(freeze('1. Plainest.', revised)).rejects.toThrow('not published: closed')
    expect(await typesOf(letter)).toBe('TSTSLS')
  })

  it('keeps a signature that is reinstated with the words that it signed', async () => {
    const letter = await opened()
    const signer = await aCounted(letter)
    await tell(letter, removal(signer))
    await reviseLetter(letter, '1. Plainer.')

    await tell(letter, reinstatement(signer))

    expect(await rowOf(signer.id)).toMatchObject({ edition: 1, state: 'counted' })
    expect((await entriesOf(letter)).length).toBe(10)
    await audit(letter)
  })
})
