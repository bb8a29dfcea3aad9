import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { ask } from '../../src/ask'
import type { Letter } from '../../src/letters/letter'
import { GRACE_MS } from '../../src/letters/state'
import { shownSignatures } from '../../src/signatures/list'
import { aLetter, letterAgain, reviseLetter } from '../support/letters'
import { rowsOf } from '../support/tables'
import { audit, headOf, rowOf } from './audit'
import { aCounted, aHeld, aSigner, correction, NOON, removal, tell, together, yes } from './people'

const revised = (letter: Letter) => reviseLetter(letter, 'Dear Inspector,\n\n1. Say it plainly.')

const move = (letter: Letter, { id }: { id: string }, edition = letter.edition) =>
  tell(letter, { verb: 'move', id, edition, at: NOON })

const editionsOf = async (letter: Letter) =>
  Object.fromEntries(
    (
      await rowsOf<{ key: string; counted: number }>(
        `SELECT key, counted FROM tally
         WHERE letter_id = ? AND dimension = 'edition' AND counted > 0`,
        letter.id
      )
    ).map(({ key, counted }) => [key, counted])
  )

const shownIn = async (letter: Letter) => {
  const [shown] = await ask(env.DB, shownSignatures(env.DB, { id: letter.id }, 10))
  return shown.map(({ name }) => name)
}

describe('moving to newer words', () => {
  it('keeps the number and the total, and counts the signature behind the newer edition', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const mover = await aCounted(letter)
    await aCounted(letter)
    const newer = await revised(letter)
    const size = (await headOf(letter)).size

    expect(await move(newer, mover)).toMatchObject({ outcome: 'moved' })

    const row = await rowOf(mover.id)
    expect(row).toMatchObject({ edition: 2, number: mover.number, amended: size, state: 'counted' })
    expect(row?.changed_at).toBe(NOON)
    expect(await headOf(letter)).toMatchObject({ confirmed: 2, withdrawn: 0, removed: 0 })
    expect(await editionsOf(letter)).toEqual({ 1: 1, 2: 1 })
    await audit(newer)
  })

  it('happens once, however often it is asked for', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const mover = await aCounted(letter)
    const newer = await revised(letter)

    const answers = await together(
      newer,
      [1, 2, 3].map(() => ({ verb: 'move' as const, id: mover.id, edition: 2, at: NOON }))
    )

    expect(answers.map(({ outcome }) => outcome)).toEqual(Array(3).fill('moved'))
    expect(await rowOf(mover.id)).toMatchObject({ edition: 2, amended: 6 })
    expect((await headOf(newer)).size).toBe(8)
    await audit(newer)
  })

  it('is to the words that were shown, and to none that came meanwhile', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const mover = await aCounted(letter)
    const newest = await revised(await revised(letter).then(letterAgain))

    expect(await move(newest, mover, 2)).toMatchObject({ outcome: 'stale-edition' })
    expect(await move(newest, mover, 1)).toMatchObject({ outcome: 'stale-edition' })
    expect(await rowOf(mover.id)).toMatchObject({ edition: 1, amended: null })
    expect(await editionsOf(letter)).toEqual({ 1: 1 })
  })

  it('is for those who count, and not once the ledger is closed', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const [pending, held, left, late] = [
      await aSigner(letter),
      await aHeld(letter),
      await aCounted(letter),
      await aCounted(letter),
    ]
    await tell(letter, { verb: 'withdraw', id: left.id, at: NOON })
    const newer = await revised(letter)

    for (const one of [pending, held, left]) {
      expect(await move(newer, one)).toMatchObject({ outcome: 'not-counted' })
    }
    expect(await move(newer, { id: `${letter.id}.nobody` })).toMatchObject({ outcome: 'gone' })
    await tell(newer, {
      verb: 'refuse',
      id: held.id,
      reason: 'automated',
      caseId: crypto.randomUUID(),
      at: NOON,
    })
    await tell(newer, { verb: 'close', at: NOON })
    await tell(newer, { verb: 'finish', at: NOON + GRACE_MS })
    expect(await move(newer, late)).toMatchObject({ outcome: 'closed' })
    expect(await editionsOf(letter)).toEqual({ 1: 1 })
    await audit(newer)
  })

  it('goes together with corrections and confirmations of the same moment', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const mover = await aCounted(letter)
    const newer = await revised(letter)
    const fresh = await aSigner(newer)

    await together(newer, [
      { verb: 'move', id: mover.id, edition: 2, at: NOON },
      correction(mover, { school: 'Otterley Primary' }),
      yes(fresh),
      { verb: 'withdraw', id: mover.id, at: NOON },
    ])

    expect(await editionsOf(letter)).toEqual({ 2: 1 })
    expect(await headOf(letter)).toMatchObject({ confirmed: 2, withdrawn: 1 })
    await audit(newer)
  })
})

describe('a name taken off display', () => {
  const by = { accountId: null }
  const off = (letter: Letter, { id }: { id: string }, why: 'checker' | 'reported' = 'checker') =>
    tell(letter, { verb: 'take-off', id, why, sentence: 'A name of a novel.', by, at: NOON })
  const back = (letter: Letter, { id }: { id: string }) =>
    tell(letter, { verb: 'put-back', id, by, at: NOON })

  it('is in no list, goes on counting, and leaves the ledger as it was', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const signer = await aCounted(letter, { name: 'Odo Marrowby' })
    const { size } = await headOf(letter)

    await off(letter, signer)

    expect(await shownIn(letter)).toEqual([])
    expect(await headOf(letter)).toMatchObject({ size, confirmed: 1 })
    expect(await rowsOf('SELECT 1 FROM signature_word WHERE letter_id = ?', letter.id)).toEqual([])
    await audit(letter)

    await back(letter, signer)
    expect(await shownIn(letter)).toEqual(['Odo Marrowby'])
    expect(await headOf(letter)).toMatchObject({ size })
    await audit(letter)
  })

  it('stays off whatever its signer chooses, and comes back as they chose last', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const signer = await aCounted(letter)
    await off(letter, signer)

    await tell(letter, correction(signer, { public: true, school: 'Otterley Primary' }))
    expect(await shownIn(letter)).toEqual([])
    await tell(letter, correction(signer, { public: false, school: 'Otterley Primary' }))
    await back(letter, signer)

    expect(await shownIn(letter)).toEqual([])
    expect(await rowOf(signer.id)).toMatchObject({ public: 0, off_display: null })
    await audit(letter)
  })

  it('is not put back by withdrawing and signing again', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const signer = await aCounted(letter)
    await off(letter, signer)

    await tell(letter, { verb: 'withdraw', id: signer.id, at: NOON })
    await tell(letter, { verb: 'sign-again', id: signer.id, edition: 1, at: NOON })

    expect(await shownIn(letter)).toEqual([])
    await audit(letter)
  })

  it('is decided as it was seen, and not if its signer changed or hid it meanwhile', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const [one, other] = [await aCounted(letter), await aCounted(letter)]
    const seen = { why: null, changedAt: NOON }
    const act = { verb: 'take-off', why: 'checker', sentence: 'No.', seen, at: NOON } as const
    const later = { at: NOON + 1 }

    const answers = await together(letter, [
      correction(one, { school: 'Otterley Primary' }, later),
      { ...act, id: one.id },
      { ...act, id: other.id },
      { ...act, id: other.id },
      correction(other, { public: false }, later),
      { verb: 'put-back', id: other.id, seen: { why: 'checker', changedAt: NOON }, ...later },
    ])

    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'corrected',
      'changed',
      'off',
      'off',
      'corrected',
      'changed',
    ])
    expect(await shownIn(letter)).toHaveLength(1)
    await audit(letter)
  })

  it('is decided as it was seen, also where only one thing is another', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const [changed, hidden, reported] = [
      await aCounted(letter),
      await aCounted(letter),
      await aCounted(letter),
    ]
    const decide = async ({ id }: { id: string }, why: 'reported' | null, changedAt = NOON) => {
      const seen = { why, changedAt }
      const act = { verb: 'take-off', id, why: 'checker', sentence: 'No.', at: NOON } as const
      return (await tell(letter, { ...act, seen })).outcome
    }
    await tell(letter, correction(changed, { school: 'Otterley Primary' }, { at: NOON + 1 }))
    await tell(letter, correction(hidden, { public: false }))
    await off(letter, reported, 'reported')

    expect(await decide(changed, null)).toBe('changed')
    expect(await decide(changed, null, NOON + 1)).toBe('off')
    expect(await decide(hidden, null)).toBe('changed')
    expect(await decide(reported, null)).toBe('changed')
    expect(await decide(reported, 'reported')).toBe('off')
  })

  it('is news to its signer only if they want it shown, and it was not only waiting', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const news = { updates: 'on' }
    const [shown, hidden, gone, removed] = [
      await aCounted(letter, news),
      await aCounted(letter, news),
      await aCounted(letter, news),
      await aCounted(letter, news),
    ]
    await tell(letter, correction(hidden, { public: false }))

    for (const one of [shown, hidden, gone, removed]) await off(letter, one)
    await tell(letter, { verb: 'withdraw', id: gone.id, at: NOON })
    await tell(letter, removal(removed))
    for (const one of [shown, hidden, gone, removed, shown]) await back(letter, one)

    const told = await rowsOf<{ id: string; n: number }>(
      `SELECT signature_id AS id, count(*) AS n FROM outbox
       WHERE letter_id = ? AND asked = 'name-display' GROUP BY 1`,
      letter.id
    )
    expect(new Map(told.map(({ id, n }) => [id, n]))).toEqual(
      new Map([
        [shown.id, 2],
        [gone.id, 1],
        [removed.id, 1],
      ])
    )
    const audited = 'SELECT act FROM audit WHERE letter_id = ? ORDER BY id'
    expect((await rowsOf<{ act: string }>(audited, letter.id)).map(({ act }) => act)).toEqual([
      ...Array(4).fill('take-off'),
      ...Array(4).fill('put-back'),
    ])
  })

  it('leaves nothing of what was said about it once its signer is erased or anonymised', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const [erased, kept] = [await aCounted(letter), await aCounted(letter)]
    for (const one of [erased, kept]) {
      await off(letter, one)
      await env.DB.prepare(
        `INSERT INTO report (id, letter_id, signature_id, what, about, words, state, created_at)
         VALUES (?1, ?2, ?1, 'unkind', 'Ada', 'Ada is a joke', 'open', ?3)`
      )
        .bind(one.id, letter.id, NOON)
        .run()
    }

    await tell(letter, { verb: 'erase', id: erased.id, at: NOON })
    await tell(letter, { verb: 'close', at: NOON })
    await tell(letter, { verb: 'finish', at: NOON + GRACE_MS })
    const { size } = await headOf(letter)
    await tell(letter, { verb: 'anonymise', before: size, at: NOON + GRACE_MS })

    const left = 'SELECT signature_id, about, words, outcome FROM report WHERE letter_id = ?'
    const nothing = { signature_id: null, about: '', words: '', outcome: 'left' }
    expect(await rowsOf(left, letter.id)).toEqual([nothing, nothing])
    expect(await off(letter, kept)).toMatchObject({ outcome: 'gone' })
    const rows = await rowsOf('SELECT off_display FROM signature WHERE letter_id = ?', letter.id)
    expect(rows).toEqual([{ off_display: null }])
    await audit(letter)
  })

  it('is one of somebody who counts, with what was said of it last', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const [counted, held, pending] = [
      await aCounted(letter),
      await aHeld(letter),
      await aSigner(letter),
    ]
    const act = { verb: 'take-off', why: 'checker', by, at: NOON } as const

    await off(letter, counted)
    const other = { ...act, id: counted.id, sentence: 'It is unkind.', reason: 'unkind' } as const
    expect(await tell(letter, other)).toMatchObject({ outcome: 'off' })
    for (const one of [held, pending]) {
      expect(await off(letter, one)).toMatchObject({ outcome: 'not-counted' })
    }

    const { off_display: said } = (await rowOf(counted.id)) ?? {}
    expect(JSON.parse(said ?? '')).toMatchObject({ sentence: 'It is unkind.', wanted: true })
    const details = 'SELECT detail FROM audit WHERE letter_id = ? ORDER BY id'
    expect(await rowsOf(details, letter.id)).toEqual([
      { detail: '{"number":1,"reason":"checker"}' },
      { detail: '{"number":1,"reason":"unkind"}' },
    ])
  })

  it('keeps the reason of a checker when somebody reports it too', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const signer = await aCounted(letter)
    await off(letter, signer)
    await off(letter, signer, 'reported')

    expect(JSON.parse((await rowOf(signer.id))?.off_display ?? '')).toMatchObject({
      why: 'checker',
      wanted: true,
    })
  })
})

describe('a letter that shows names after a look', () => {
  const looking = async () => {
    const { id } = await aLetter({ openedAt: new Date(NOON) })
    await env.DB.prepare('UPDATE letter SET names_after_look = 1 WHERE id = ?').bind(id).run()
    return letterAgain({ id })
  }

  it('shows a new name once somebody has looked, and counts it before', async () => {
    const letter = await looking()
    const signer = await aCounted(letter, { name: 'Odo Marrowby', updates: 'on' })

    expect(await shownIn(letter)).toEqual([])
    expect(await headOf(letter)).toMatchObject({ confirmed: 1 })
    await tell(letter, { verb: 'put-back', id: signer.id, at: NOON })
    expect(await shownIn(letter)).toEqual(['Odo Marrowby'])
    const mails = `SELECT 1 FROM outbox WHERE letter_id = ? AND asked = 'name-display'`
    expect(await rowsOf(mails, letter.id)).toEqual([])
    await audit(letter)
  })

  it('looks again at a name that says something else, and not at one that is only hidden', async () => {
    const letter = await looking()
    const signer = await aCounted(letter)
    await tell(letter, { verb: 'put-back', id: signer.id, at: NOON })

    await tell(letter, correction(signer, { public: false }))
    await tell(letter, correction(signer, { public: true }))
    expect(await shownIn(letter)).toHaveLength(1)
    await tell(letter, correction(signer, { name: 'Somebody Else' }))
    expect(await shownIn(letter)).toEqual([])
    await audit(letter)
  })

  it('looks again at a role in the signer’s own words', async () => {
    const letter = await looking()
    const signer = await aCounted(letter, { role: 'other', role_other: 'Cook' })
    await tell(letter, { verb: 'put-back', id: signer.id, at: NOON })
    expect(await shownIn(letter)).toHaveLength(1)

    await tell(letter, correction(signer, { role: 'other', role_other: 'Rude words' }))

    expect(await shownIn(letter)).toEqual([])
  })
})
