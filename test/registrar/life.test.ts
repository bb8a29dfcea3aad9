import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { auditRow } from '../../src/desk/audit'
import type { Letter } from '../../src/letters/letter'
import { GRACE_MS } from '../../src/letters/state'
import { openDue } from '../../src/registrar/open-due'
import { editionOf } from '../../src/registrar/publish-edition'
import type { FirstWords } from '../../src/registrar/schedule'
import { aCampaigner, joinTeam } from '../support/desk'
import { aDraft, aGathering, aLetter, letterAgain } from '../support/letters'
import { findInTables, rowsOf } from '../support/tables'
import { audit, headOf, rowOf } from './audit'
import {
  aCounted,
  aHeld,
  aSigner,
  crowd,
  NOON,
  refusal,
  signersOf,
  tell,
  together,
  yes,
} from './people'

const by = { accountId: null }
const HOUR = 60 * 60 * 1000
const opened = { openedAt: new Date(NOON - HOUR) }

/** The draft of a letter, to be frozen. */
async function firstOf(letter: Letter): Promise<FirstWords> {
  const wording = { ...letter, markdown: 'Dear Inspector,\n\n1. Say it plainly.' }
  return { edition: await editionOf(wording, null), draft: 1 }
}

const open = async (letter: Letter, at = NOON) =>
  tell(letter, {
    verb: 'open',
    first: letter.edition === 0 ? await firstOf(letter) : null,
    opensAt: letter.opensAt,
    by,
    at,
  })

const auditsOf = async ({ id }: Letter) =>
  (await rowsOf<{ act: string }>('SELECT act FROM audit WHERE letter_id = ? ORDER BY id', id)).map(
    ({ act }) => act
  )

const noticesTo = (address: string) =>
  rowsOf<{ details: string }>(
    `SELECT details FROM outbox WHERE asked = 'notice' AND address = ?`,
    address
  )

/** A draft with an owner who may launch, set to open at noon. */
async function aScheduled(over: { launching?: 'allowed' | 'asked' } = {}) {
  const owner = await aCampaigner(undefined, over)
  const letter = await aDraft(opened)
  const editor = await aCampaigner()
  await joinTeam(letter, editor, 'editor')
  await joinTeam(letter, owner, 'owner')
  const first = await firstOf(letter)
  await tell(letter, { verb: 'schedule', opensAt: NOON, first, by, at: NOON - HOUR })
  return { letter: await letterAgain(letter), owner, editor, first }
}

describe('opening a letter', () => {
  it('discloses as founding exactly those whose yes came before it, at the same moment', async () => {
    const letter = await aGathering(opened)
    await aCounted(letter)
    const people = await signersOf(letter, crowd(6))
    const openIt = { verb: 'open' as const, first: null, opensAt: null, by, at: NOON }

    const acts = people.map((one) => yes(one))
    const answers = await together(letter, [...acts.slice(0, 3), openIt, ...acts.slice(3)])

    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'counted',
      'counted',
      'counted',
      'open',
      'counted',
      'counted',
      'counted',
    ])
    const now = await letterAgain(letter)
    expect(now).toMatchObject({ state: 'open', openedAt: NOON, founding: 4 })
    expect(await open(now)).toMatchObject({ outcome: 'open', founding: 4 })
    expect(await auditsOf(letter)).toEqual(['open'])
    await audit(now)
  })

  it('freezes the draft that was shown, and ends it; what was saved since stays a draft', async () => {
    const [shown, later] = [await aDraft(opened), await aDraft(opened)]
    await env.DB.prepare('UPDATE draft SET version = 2 WHERE letter_id = ?').bind(later.id).run()

    await open(shown)
    await open(later)

    const drafts = await rowsOf<{ id: number }>('SELECT letter_id AS id FROM draft')
    expect(await letterAgain(shown)).toMatchObject({ state: 'open', edition: 1, founding: 0 })
    expect(drafts.map(({ id }) => id)).toContain(later.id)
    expect(drafts.map(({ id }) => id)).not.toContain(shown.id)
    await audit(shown)
  })

  it('opens nothing that was stopped, set to another time or is past its closing date', async () => {
    const stopped = await aGathering(opened)
    const past = await aGathering({ ...opened, closesAt: NOON - 1 })
    const set = await aGathering(opened)
    await tell(stopped, { verb: 'stop', how: 'paused', sentence: 'We look.', by, at: NOON })
    await tell(set, { verb: 'schedule', opensAt: NOON + HOUR, first: null, by, at: NOON })

    expect(await open(stopped)).toMatchObject({ outcome: 'stopped' })
    expect(await open(past)).toMatchObject({ outcome: 'closing-passed' })
    expect(await open(set)).toMatchObject({ outcome: 'changed' })
    expect(await letterAgain(set)).toMatchObject({ state: 'gathering', opensAt: NOON + HOUR })
  })

  it('freezes words exactly where none are frozen yet, and opens nothing that was open', async () => {
    const [written, gathering, closed] = [
      await aDraft(opened),
      await aGathering(opened),
      await aLetter(opened),
    ]
    const first = await firstOf(written)
    const act = { verb: 'open' as const, opensAt: null, by, at: NOON }
    await tell(closed, { verb: 'close', by, at: NOON })

    expect(await tell(written, { ...act, first: null })).toMatchObject({ outcome: 'changed' })
    expect(await tell(gathering, { ...act, first })).toMatchObject({ outcome: 'changed' })
    expect(await tell(closed, { ...act, first: null })).toMatchObject({ outcome: 'not-now' })

    expect(await letterAgain(written)).toMatchObject({ state: 'draft', edition: 0 })
    expect(await letterAgain(gathering)).toMatchObject({ state: 'gathering', edition: 1 })
    expect(await auditsOf(closed)).toEqual(['close'])
  })
})

describe('a set time', () => {
  it('opens a letter with the very words that were fixed then, and tells its owner', async () => {
    const { letter, owner, editor, first } = await aScheduled()
    await env.DB.prepare(
      `UPDATE draft SET markdown = 'Other words', version = 2 WHERE letter_id = ?`
    )
      .bind(letter.id)
      .run()

    expect(await openDue(env.DB, env.REGISTRAR, new Date(NOON - 1))).toBe(0)
    const both = [
      openDue(env.DB, env.REGISTRAR, new Date(NOON)),
      openDue(env.DB, env.REGISTRAR, new Date(NOON)),
    ]
    await Promise.all(both)

    const [frozen] = await rowsOf<{ sha256: string }>(
      'SELECT sha256 FROM edition WHERE letter_id = ?',
      letter.id
    )
    expect(await letterAgain(letter)).toMatchObject({ state: 'open', opensAt: null, edition: 1 })
    expect(frozen?.sha256).toBe(first.edition.sha256)
    expect(await auditsOf(letter)).toEqual(['schedule', 'open'])
    expect(await noticesTo(owner.account.address)).toHaveLength(1)
    expect(await noticesTo(editor.account.address)).toEqual([])
    await audit(letter)
  })

  it.each([
    [
      'its owner’s launch is not approved',
      { launching: 'asked' as const },
      null,
      /has not approved/,
    ],
    ['opening is paused', {}, `UPDATE site SET launching_paused = 'Wait.'`, /moment: Wait\./],
    [
      'nobody answers for the data',
      {},
      `UPDATE letter SET controller_name = ''`,
      /its launch page says what/,
    ],
    ['a steward stopped it', {}, `UPDATE letter SET stopped = 'paused'`, /has stopped the letter/],
    [
      'a host has left it',
      {},
      `UPDATE letter_host SET standing = 'left' WHERE position = 1`,
      /“Fen Schools” no longer stands behind/,
    ],
    [
      'its closing date has passed',
      {},
      `UPDATE letter SET closes_at = ${NOON}`,
      /closing date has passed/,
    ],
  ])('is taken back, with a word to the owner, if %s', async (_, over, change, why) => {
    const { letter, owner } = await aScheduled(over)
    if (change) await env.DB.prepare(change).run()

    await openDue(env.DB, env.REGISTRAR, new Date(NOON))
    await env.DB.prepare('UPDATE site SET launching_paused = NULL').run()
    await openDue(env.DB, env.REGISTRAR, new Date(NOON))

    expect(await letterAgain(letter)).toMatchObject({ state: 'draft', opensAt: null, edition: 0 })
    expect(await auditsOf(letter)).toEqual(['schedule', 'opening-failed'])
    const notices = await noticesTo(owner.account.address)
    expect(notices.map(({ details }) => JSON.parse(details))).toEqual([
      expect.objectContaining({ opened: false, why: expect.stringMatching(why) }),
    ])
  })

  it('opens nothing that nobody owns any more, even where anyone may launch', async () => {
    const { letter } = await aScheduled()
    await env.DB.batch([
      env.DB.prepare(`UPDATE site SET launching = 'anyone'`),
      env.DB.prepare(`DELETE FROM member WHERE letter_id = ? AND role = 'owner'`).bind(letter.id),
    ])

    await openDue(env.DB, env.REGISTRAR, new Date(NOON))
    await env.DB.prepare(`UPDATE site SET launching = 'approval'`).run()

    expect(await letterAgain(letter)).toMatchObject({ state: 'draft', opensAt: null })
    expect(await auditsOf(letter)).toEqual(['schedule', 'opening-failed'])
  })

  it('is set once, ahead, before the closing and for words that are known', async () => {
    const { letter: set, first } = await aScheduled()
    const [gathering, written, running, stopped] = [
      await aGathering({ ...opened, closesAt: NOON + HOUR }),
      await aDraft(opened),
      await aLetter(opened),
      await aGathering(opened),
    ]
    await tell(stopped, { verb: 'stop', how: 'paused', sentence: 'We look.', by, at: NOON })
    const to = async (letter: Letter, opensAt: number, words: FirstWords | null = null) =>
      (await tell(letter, { verb: 'schedule', opensAt, first: words, by, at: NOON - HOUR })).outcome

    expect(await to(set, NOON, first)).toBe('scheduled')
    expect(await to(set, NOON + HOUR, first)).toBe('not-now')
    expect(await to(written, NOON)).toBe('not-now')
    expect(await to(gathering, NOON, first)).toBe('not-now')
    expect(await to(running, NOON)).toBe('not-now')
    expect(await to(stopped, NOON)).toBe('stopped')
    expect(await to(gathering, NOON - HOUR)).toBe('past')
    expect(await to(gathering, NOON + HOUR)).toBe('after-closing')
    expect(await to(gathering, NOON)).toBe('scheduled')
    const closing = { verb: 'set-closing' as const, by, at: NOON - HOUR }
    expect(await tell(gathering, { ...closing, closesAt: NOON })).toMatchObject({
      outcome: 'before-opening',
    })

    expect(await letterAgain(set)).toMatchObject({ opensAt: NOON })
    expect(await auditsOf(set)).toEqual(['schedule'])
    expect(await auditsOf(gathering)).toEqual(['schedule'])
    const cancel = { verb: 'unschedule' as const, opensAt: NOON, by, at: NOON - HOUR }
    const answers = await together(set, [cancel, cancel])
    expect(answers.map(({ outcome }) => outcome)).toEqual(['unscheduled', 'unscheduled'])
    expect(await auditsOf(set)).toEqual(['schedule', 'unschedule'])
  })

  it('can be taken back, or comes first: never both', async () => {
    const { letter } = await aScheduled()
    const cancel = { verb: 'unschedule' as const, opensAt: NOON, by, at: NOON }

    const [cancelled, due] = await Promise.all([
      tell(letter, cancel),
      openDue(env.DB, env.REGISTRAR, new Date(NOON)),
    ])

    const { state } = await letterAgain(letter)
    expect(state).toBe(cancelled.outcome === 'unscheduled' ? 'draft' : 'open')
    expect(due).toBe(state === 'open' ? 1 : 0)
  })
})

describe('yeses that arrive as a letter is', () => {
  it.each(['pause', 'close'] as const)(
    '%sd count if they came first, and only then',
    async (verb) => {
      const letter = await aLetter(opened)
      const people = await signersOf(letter, crowd(4))
      const acts = people.map((one) => yes(one, { at: verb === 'close' ? NOON + GRACE_MS : NOON }))
      const halt = { verb, by, at: NOON }

      const answers = await together(letter, [...acts.slice(0, 2), halt, ...acts.slice(2)])

      expect(answers.map(({ outcome }) => outcome)).toEqual([
        'counted',
        'counted',
        verb === 'pause' ? 'paused' : 'closed',
        'closed',
        'closed',
      ])
      expect(await headOf(letter)).toMatchObject({ confirmed: 2 })
      expect(await rowOf(people[3]?.id ?? '')).toMatchObject({ state: 'pending' })
      await audit(letter)
    }
  )

  it.each(['resume', 'reopen', 'let-go'] as const)(
    'runs again by %s count if they came after, and only then',
    async (again) => {
      const letter = await aLetter(opened)
      const [early, late] = await signersOf(letter, crowd(2))
      if (!early || !late) throw new Error('Nobody signed.')
      const at = NOON + GRACE_MS
      const stop = { verb: 'stop' as const, by, at: NOON }
      const halts = {
        resume: { verb: 'pause' as const, by, at: NOON },
        reopen: { verb: 'close' as const, by, at: NOON },
        'let-go': { ...stop, how: 'taken-down' as const, sentence: 'We look.' },
      }
      const lifts = {
        resume: { verb: 'resume' as const, by, at },
        reopen: { verb: 'reopen' as const, by, at },
        'let-go': { ...stop, how: null, sentence: null, at },
      }
      await tell(letter, halts[again])

      const answers = await together(letter, [yes(early, { at }), lifts[again], yes(late, { at })])

      const outcomes = answers.map(({ outcome }) => outcome)
      expect(outcomes).toEqual(['closed', again === 'let-go' ? 'running' : 'open', 'counted'])
      expect(await headOf(letter)).toMatchObject({ confirmed: 1 })
      expect(await rowOf(early.id)).toMatchObject({ state: 'pending' })
      await audit(letter)
    }
  )

  it('paused can be said again once it goes on; a passed closing date is dropped', async () => {
    const letter = await aLetter({ ...opened, closesAt: NOON + HOUR })
    const signer = await aSigner(letter)
    await tell(letter, { verb: 'pause', by, at: NOON })
    const later = NOON + 2 * HOUR

    expect(await tell(letter, yes(signer, { at: later }))).toMatchObject({ outcome: 'closed' })
    await tell(letter, { verb: 'resume', by, at: later })

    expect(await letterAgain(letter)).toMatchObject({ state: 'open', closesAt: null })
    expect(await tell(letter, yes(signer, { at: later }))).toMatchObject({ outcome: 'counted' })
    expect(await auditsOf(letter)).toEqual(['pause', 'resume'])
  })

  it('paused or resumed at a time that is not for it stays as it is', async () => {
    const [written, running] = [
      await aDraft(opened),
      await aLetter({ ...opened, closesAt: NOON + HOUR }),
    ]
    const ask = async (letter: Letter, verb: 'pause' | 'resume', at = NOON) =>
      (await tell(letter, { verb, by, at })).outcome

    expect(await ask(written, 'pause')).toBe('not-open')
    expect(await ask(written, 'resume')).toBe('not-paused')
    expect(await ask(running, 'resume')).toBe('open')
    expect(await ask(running, 'pause')).toBe('paused')
    expect(await ask(running, 'pause')).toBe('paused')
    expect(await ask(running, 'resume')).toBe('open')
    expect(await ask(running, 'pause', NOON + HOUR)).toBe('not-open')

    expect(await letterAgain(running)).toMatchObject({ state: 'open', closesAt: NOON + HOUR })
    expect(await auditsOf(running)).toEqual(['pause', 'resume'])
  })

  it('stopped by a steward wait for the steward, whatever its owner does', async () => {
    const letter = await aLetter(opened)
    const signer = await aSigner(letter)
    const stop = {
      verb: 'stop' as const,
      sentence: 'We look.',
      by: { ...by, asSteward: true },
      at: NOON,
    }

    expect(await tell(letter, { ...stop, how: 'paused' })).toMatchObject({ outcome: 'stopped' })
    expect(await tell(letter, { ...stop, how: 'paused' })).toMatchObject({ outcome: 'unchanged' })
    const again = { ...stop, how: 'paused' as const, sentence: 'We still look.' }
    expect(await tell(letter, again)).toMatchObject({ outcome: 'stopped' })
    await tell(letter, { verb: 'pause', by, at: NOON })
    await tell(letter, { verb: 'resume', by, at: NOON })
    expect(await tell(letter, yes(signer))).toMatchObject({ outcome: 'closed' })
    expect(await tell(letter, { ...stop, how: null })).toMatchObject({ outcome: 'running' })

    expect(await tell(letter, yes(signer))).toMatchObject({ outcome: 'counted' })
    expect(await auditsOf(letter)).toEqual(['stop', 'stop', 'pause', 'resume', 'let-go'])
    await audit(letter)
  })
})

describe('a closed letter', () => {
  it('counts nobody and takes no words once CLOSE stands in its ledger, and can be put away', async () => {
    const letter = await aLetter(opened)
    const [early, late] = await signersOf(letter, crowd(2))
    if (!early || !late) throw new Error('Nobody signed.')
    await tell(letter, yes(early))
    await tell(letter, { verb: 'close', by, at: NOON })
    const after = NOON + GRACE_MS
    expect(await tell(letter, { verb: 'archive', by, at: NOON })).toMatchObject({
      outcome: 'not-finished',
    })

    const finish = { verb: 'finish' as const, at: after }
    const reopen = { verb: 'reopen' as const, by, at: after }
    const answers = await together(letter, [finish, yes(late, { at: NOON }), reopen])

    expect(answers.map(({ outcome }) => outcome)).toEqual(['finished', 'closed', 'finished'])
    expect(await tell(letter, { verb: 'archive', by, at: after })).toMatchObject({
      outcome: 'archived',
    })
    expect(await tell(letter, { verb: 'archive', by, at: after + HOUR })).toMatchObject({
      outcome: 'archived',
    })
    expect((await letterAgain(letter)).archivedAt).toBe(after)
    expect(await tell(letter, { verb: 'unarchive', by, at: after })).toMatchObject({
      outcome: 'unarchived',
    })
    expect(await auditsOf(letter)).toEqual(['close', 'archive', 'unarchive'])
    await audit(letter)
  })

  it('can be put away once it is delivered, though its ledger is not closed yet', async () => {
    const letter = await aLetter(opened)
    await tell(letter, { verb: 'close', by, at: NOON })
    await env.DB.prepare(`UPDATE letter SET state = 'delivered' WHERE id = ?`).bind(letter.id).run()

    const answer = await tell(letter, { verb: 'archive', by, at: NOON })

    expect(answer).toMatchObject({ outcome: 'archived' })
  })

  it('gets no other closing date without being reopened', async () => {
    const letter = await aLetter(opened)
    const set = (closesAt: number | null, at = NOON) =>
      tell(letter, { verb: 'set-closing', closesAt, by, at })

    expect(await set(NOON)).toMatchObject({ outcome: 'past' })
    expect(await set(NOON + HOUR)).toMatchObject({ outcome: 'set' })
    expect(await set(NOON + 3 * HOUR, NOON + 2 * HOUR)).toMatchObject({ outcome: 'closed' })
    await tell(letter, { verb: 'reopen', by, at: NOON + 2 * HOUR })
    expect(await letterAgain(letter)).toMatchObject({ state: 'open', closesAt: null })
  })
})

describe('deleting', () => {
  it('leaves no word of a draft, and never gives its number to another letter', async () => {
    const letter = await aDraft({ ...opened, slug: 'words-that-go' })
    const owner = await aCampaigner()
    await joinTeam(letter, owner, 'owner')
    const detail = { host: 'Fen of Forgotten Names' }
    const asked = { letterId: letter.id, accountId: owner.account.id, act: 'ask-host', detail }
    await env.DB.batch([auditRow(env.DB, asked, new Date(NOON))])

    expect(await tell(letter, { verb: 'delete', by, at: NOON })).toMatchObject({
      outcome: 'deleted',
    })
    expect(await tell(letter, { verb: 'delete', by, at: NOON })).toMatchObject({
      outcome: 'deleted',
    })
    expect(await open(await letterAgain(letter))).toMatchObject({ outcome: 'stopped' })

    const left = await letterAgain(letter)
    expect(left).toMatchObject({ title: '', addressedTo: '', hosts: [], stopped: 'deleted' })
    expect(left.controller).toEqual({ name: '', contact: '', address: '' })
    const rows = await rowsOf('SELECT letter_id FROM draft UNION ALL SELECT letter_id FROM member')
    expect(rows).not.toContainEqual({ letter_id: letter.id })
    expect(await findInTables(detail.host)).toEqual([])
    expect((await aDraft({ slug: 'words-that-go' })).id).not.toBe(letter.id)
  })

  it('leaves the ledger of words that were frozen, opens nothing later, and is for good', async () => {
    const { letter: set } = await aScheduled()
    const letter = await aLetter(opened)
    const stopping = {
      verb: 'stop' as const,
      how: 'paused' as const,
      sentence: 'No.',
      by,
      at: NOON,
    }

    await tell(set, { verb: 'delete', by, at: NOON - HOUR })
    await tell(letter, { verb: 'delete', by, at: NOON })

    expect(await letterAgain(set)).toMatchObject({ opensAt: null, stopped: 'deleted' })
    expect(await letterAgain(letter)).toMatchObject({ title: letter.title, stopped: 'deleted' })
    expect(await rowsOf('SELECT number FROM edition WHERE letter_id = ?', letter.id)).toHaveLength(
      1
    )
    expect(await tell(letter, stopping)).toMatchObject({ outcome: 'unchanged' })
    expect(await auditsOf(letter)).toEqual(['delete'])
    await audit(letter)
  })

  it('is not the owner’s to do while a steward has stopped the letter', async () => {
    const letter = await aLetter(opened)
    await tell(letter, { verb: 'stop', how: 'taken-down', sentence: 'We look.', by, at: NOON })

    const answer = await tell(letter, { verb: 'delete', by, at: NOON })

    expect(answer).toMatchObject({ outcome: 'not-now' })
    expect(await letterAgain(letter)).toMatchObject({ stopped: 'taken-down' })
  })

  it('is refused once somebody signed, also in the moment between', async () => {
    const asked = await aLetter(opened)
    const counted = await aLetter(opened)
    const withdrawn = await aLetter(opened)
    const [held, refused] = [await aLetter(opened), await aLetter(opened)]
    await aHeld(held)
    await tell(refused, refusal(await aHeld(refused)))
    await aSigner(asked)
    await aCounted(counted)
    const { id } = await aCounted(withdrawn)
    await tell(withdrawn, { verb: 'withdraw', id, at: NOON })

    for (const letter of [asked, counted, withdrawn, held, refused]) {
      const answer = await tell(letter, { verb: 'delete', by, at: NOON })
      expect(answer).toMatchObject({ outcome: 'signed' })
      expect(await letterAgain(letter)).toMatchObject({ state: 'open', stopped: null })
    }
  })

  it('fails as a whole if somebody signs after it was decided', async () => {
    const letter = await aLetter(opened)
    // What the Registrar read said that nobody waits; the database says otherwise when it writes.
    await env.DB.prepare(
      `CREATE TRIGGER signs_meanwhile AFTER UPDATE OF stopped ON letter BEGIN
         INSERT INTO waiting (letter_id, state, n) VALUES (new.id, 'pending', 1)
         ON CONFLICT (letter_id, state) DO UPDATE SET n = 1; END`
    ).run()

    const answer = await tell(letter, { verb: 'delete', by, at: NOON })
    await env.DB.prepare('DROP TRIGGER signs_meanwhile').run()

    expect(answer).toMatchObject({ outcome: 'not-yet' })
    expect(await letterAgain(letter)).toMatchObject({ state: 'open', stopped: null })
  })
})
