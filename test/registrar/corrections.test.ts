import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { ask } from '../../src/ask'
import { REMOVAL_REASONS } from '../../src/ledger/entry'
import type { Letter } from '../../src/letters/letter'
import { correctionsOf } from '../../src/newsroom/corrections'
import { historyOf, withCounted } from '../../src/newsroom/history'
import { milestonesOf } from '../../src/newsroom/milestones'
import { paths } from '../../src/paths'
import { reached } from '../../src/registrar/reached'
import { aLetter, letterAgain } from '../support/letters'
import { findInTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'
import { audit, headOf } from './audit'
import { answerGetsLost, getsLost, watchDatabase } from './database'
import {
  aCounted,
  aHeld,
  CASE,
  correction,
  crowd,
  NOON,
  refusal,
  reinstatement,
  removal,
  signersOf,
  tell,
  together,
  yes,
} from './people'

const HOUR = 60 * 60 * 1000
const OTHER_CASE = '0a1b2c3d-4e5f-4a6b-8c7d-9e8f7a6b5c4d'

// The Registrar says on the console what went wrong; here something does.
beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

const opened = (goal: number | null = null) => aLetter({ openedAt: new Date(NOON), goal })

async function published({ id }: Letter) {
  const [corrections, milestones, history] = await ask(
    env.DB,
    correctionsOf(env.DB, { id }),
    milestonesOf(env.DB, { id }),
    historyOf(env.DB, { id })
  )
  return { corrections, milestones, history: withCounted(history) }
}

/** The statement of a migration that fills in what was not written down before it. */
function upgrade(by: string): string {
  const queries = env.TEST_MIGRATIONS.flatMap((migration) => migration.queries)
  const found = queries.find((sql) => sql.includes(by))
  if (!found) throw new Error(`No migration has ${by}.`)
  return found
}

/** People who are counted, all by one commit. */
async function someCounted(letter: Letter, count: number, at = NOON) {
  const signers = await signersOf(letter, crowd(count), at)
  await together(
    letter,
    signers.map((one) => yes(one, { at }))
  )
  return signers
}

describe('a correction', () => {
  it('says what a case removed, and the totals before and after with their ledger sizes', async () => {
    const letter = await opened()
    const signers = await someCounted(letter, 5)
    const { size } = await headOf(letter)
    const at = NOON + HOUR

    await together(
      letter,
      signers.slice(0, 2).map((one) => removal(one, { at, reason: 'automated' }))
    )

    expect((await published(letter)).corrections).toEqual([
      {
        at,
        caseId: CASE,
        kind: 'removal',
        reason: 'automated',
        sentence: 'Signed by a program, not by the person named.',
        number: 2,
        countedBefore: 5,
        countedAfter: 3,
        ledgerFrom: size,
        ledgerTo: size + 3,
      },
    ])
    await audit(letter)
  })

  it('of a refusal moves neither total nor ledger', async () => {
    const letter = await opened()
    await someCounted(letter, 2)
    const held = await aHeld(letter)
    const { size } = await headOf(letter)

    await tell(letter, refusal(held, { reason: 'impersonation', at: NOON + HOUR }))

    expect((await published(letter)).corrections).toMatchObject([
      {
        at: NOON + HOUR,
        kind: 'refusal',
        reason: 'impersonation',
        number: 1,
        countedBefore: 2,
        countedAfter: 2,
        ledgerFrom: size,
        ledgerTo: size,
      },
    ])
    await audit(letter)
  })

  it('adds up the refusals of a case that fall on one ledger size', async () => {
    const letter = await opened()
    const held = [
      await aHeld(letter),
      await aHeld(letter),
      await aHeld(letter),
      await aHeld(letter),
    ]
    const [first, second, third, fourth] = held.map(({ id }) => ({ id }))
    if (!first || !second || !third || !fourth) throw new Error('Nobody is held.')

    await tell(letter, refusal(first))
    await together(letter, [refusal(second, { at: NOON + HOUR }), refusal(second)])
    await tell(letter, refusal(third, { reason: 'legal' }))
    await tell(letter, refusal(fourth, { caseId: OTHER_CASE }))

    const { corrections } = await published(letter)
    expect(corrections.map(({ caseId, reason, number }) => ({ caseId, reason, number }))).toEqual(
      expect.arrayContaining([
        { caseId: CASE, reason: 'automated', number: 2 },
        { caseId: CASE, reason: 'legal', number: 1 },
        { caseId: OTHER_CASE, reason: 'automated', number: 1 },
      ])
    )
    expect(corrections).toHaveLength(3)
    expect(corrections.find(({ number }) => number === 2)?.at).toBe(NOON + HOUR)
    await audit(letter)
  })

  it('of a reinstatement names what the removal was for', async () => {
    const letter = await opened()
    const [ada, grace] = await someCounted(letter, 2)
    if (!ada || !grace) throw new Error('Nobody signed.')
    await tell(letter, removal(ada, { reason: 'duplicate-person' }))
    await tell(letter, removal(grace, { reason: 'legal', caseId: OTHER_CASE }))

    await tell(letter, reinstatement(ada))
    await together(letter, [
      reinstatement(grace),
      removal(ada, { reason: 'automated', caseId: OTHER_CASE }),
      reinstatement(ada, { caseId: OTHER_CASE }),
    ])

    const { corrections } = await published(letter)
    const inWords = corrections.map(
      ({ kind, reason, countedBefore, countedAfter }) =>
        `${kind} ${reason} ${countedBefore} → ${countedAfter}`
    )
    expect(inWords.slice(0, 3).sort()).toEqual([
      'reinstatement automated 1 → 2',
      'reinstatement legal 1 → 2',
      'removal automated 1 → 2',
    ])
    expect(inWords.slice(3)).toEqual([
      'reinstatement duplicate-person 0 → 1',
      'removal legal 1 → 0',
      'removal duplicate-person 2 → 1',
    ])
    await audit(letter)
  })

  it('of a reinstatement names that too if another case made it, or the case had two reasons', async () => {
    const letter = await opened()
    const [ada, grace, mary] = await someCounted(letter, 3)
    if (!ada || !grace || !mary) throw new Error('Nobody signed.')
    await together(letter, [
      removal(ada, { reason: 'impersonation' }),
      removal(grace, { reason: 'legal' }),
      removal(mary, { reason: 'legal' }),
    ])

    await tell(letter, reinstatement(ada, { caseId: OTHER_CASE }))
    await together(letter, [
      removal(ada, { reason: 'automated' }),
      reinstatement(ada),
      reinstatement(grace),
      reinstatement(mary),
    ])

    const { corrections } = await published(letter)
    const inWords = corrections.map(({ kind, reason, number }) => `${kind} ${reason} ${number}`)
    expect(inWords.slice(0, 4).sort()).toEqual(
      [
        'reinstatement automated 1',
        'reinstatement legal 2',
        'removal automated 1',
        'reinstatement impersonation 1',
      ].toSorted()
    )
    await audit(letter)
  })

  it('of a removal from before its reason was kept with the signature finds that in the ledger', async () => {
    const letter = await opened()
    const [ada, grace] = await someCounted(letter, 2)
    if (!ada || !grace) throw new Error('Nobody signed.')
    await tell(letter, removal(ada, { reason: 'automated' }))
    await tell(letter, reinstatement(ada))
    await tell(letter, removal(ada, { reason: 'impersonation' }))
    await tell(letter, removal(grace, { reason: 'operator-error' }))

    await env.DB.exec('UPDATE signature SET removed_for = NULL')
    await env.DB.prepare(upgrade('UPDATE signature SET removed_for')).run()
    await tell(letter, reinstatement(ada))

    expect((await published(letter)).corrections[0]).toMatchObject({ reason: 'impersonation' })
    await audit(letter)
  })

  it('tells apart what one commit did for two reasons, and what else it did to the total', async () => {
    const letter = await opened()
    const [ada, grace, mary] = await someCounted(letter, 3)
    const [edith] = await signersOf(letter, crowd(1))
    const held = await aHeld(letter)
    if (!ada || !grace || !mary || !edith) throw new Error('Nobody signed.')
    const { size } = await headOf(letter)

    await together(letter, [
      removal(ada, { reason: 'automated' }),
      removal(grace, { reason: 'legal' }),
      { verb: 'withdraw', id: mary.id, at: NOON },
      yes(edith),
      refusal(held),
    ])

    const { corrections } = await published(letter)
    const [from, to] = [size, size + 5]
    expect(
      corrections.map(
        ({ kind, reason, number, countedBefore, countedAfter, ledgerFrom, ledgerTo }) =>
          [kind, reason, number, countedBefore, countedAfter, ledgerFrom, ledgerTo].join(' ')
      )
    ).toEqual([
      `removal automated 1 3 1 ${from} ${to}`,
      `removal legal 1 3 1 ${from} ${to}`,
      `refusal automated 1 3 3 ${from} ${from}`,
    ])
    await audit(letter)
  })

  it('tells apart what one commit did for two cases', async () => {
    const letter = await opened()
    const [ada, grace] = await someCounted(letter, 2)
    if (!ada || !grace) throw new Error('Nobody signed.')

    await together(letter, [removal(ada), removal(grace, { caseId: OTHER_CASE })])

    const { corrections } = await published(letter)
    expect(corrections.map(({ caseId, number }) => [caseId, number])).toEqual([
      [OTHER_CASE, 1],
      [CASE, 1],
    ])
  })

  it('carries the sentence that a steward gave', async () => {
    const letter = await opened()
    const [ada, held] = [await aCounted(letter), await aHeld(letter)]
    const said = (sentence: string) => ({ sentence })

    await tell(letter, refusal(held, said('The school told us that nobody of this name is there.')))
    await tell(letter, removal(ada, said('The person named told us that they never signed.')))
    await tell(letter, reinstatement(ada, said('The person named has told us they did.')))

    const { corrections } = await published(letter)
    expect(corrections.map(({ sentence }) => sentence)).toEqual([
      'The person named has told us they did.',
      'The person named told us that they never signed.',
      'The school told us that nobody of this name is there.',
    ])
  })

  it.each(REMOVAL_REASONS)('has a standard sentence for %s', async (reason) => {
    const letter = await opened()
    const [ada, held] = [await aCounted(letter), await aHeld(letter)]

    await tell(letter, removal(ada, { reason }))
    await tell(letter, refusal(held, { reason }))
    await tell(letter, reinstatement(ada))

    const { corrections } = await published(letter)
    expect(corrections).toHaveLength(3)
    for (const one of corrections) {
      expect(one.reason).toBe(reason)
      expect(one.sentence).toMatch(/^[A-Z].{10,80}\.$/)
    }
  })

  it('has both totals among those that the ledger proves', async () => {
    const letter = await opened()
    const [ada] = await someCounted(letter, 3)
    if (!ada) throw new Error('Nobody signed.')
    await tell(letter, removal(ada))

    const { corrections } = await published(letter)
    const sizes = corrections.flatMap(({ ledgerFrom, ledgerTo }) => [ledgerFrom, ledgerTo])
    const proofs = sizes.map((size) => aVisitor().visit(paths.totalProof(letter.uuid, size)))

    const statuses = (await Promise.all(proofs)).map(({ status }) => status)
    expect(statuses).toEqual([200, 200])
  })

  it.each([
    ['its batch was lost', getsLost],
    ['its answer was lost', answerGetsLost],
  ])('is published once, also if %s', async (_, fate) => {
    const letter = await opened()
    const [ada, grace] = await someCounted(letter, 2)
    const held = await aHeld(letter)
    if (!ada || !grace) throw new Error('Nobody signed.')
    await watchDatabase(letter, [(go) => go(), fate])
    await tell(letter, removal(ada))
    await watchDatabase(letter, [(go) => go(), fate])
    await tell(letter, refusal(held))

    const { corrections } = await published(letter)

    expect(corrections.map(({ kind, number }) => `${kind} ${number}`)).toEqual([
      'refusal 1',
      'removal 1',
    ])
    await audit(letter)
  })

  it('is not made by what changed nothing, nor by what signers do themselves', async () => {
    const letter = await opened()
    const [ada, grace, mary] = await someCounted(letter, 3)
    const held = await aHeld(letter)
    if (!ada || !grace || !mary) throw new Error('Nobody signed.')

    const answers = [
      await tell(letter, removal(held)),
      await tell(letter, removal(ada, { caseId: 'none' })),
      await tell(letter, refusal(ada)),
      await tell(letter, refusal(held, { caseId: 'none' })),
      await tell(letter, reinstatement(ada)),
      await tell(letter, { verb: 'withdraw', id: ada.id, at: NOON }),
      await tell(letter, { verb: 'erase', id: grace.id, at: NOON }),
      await tell(letter, correction(mary, { name: 'Mary Inkwell' })),
      await tell(letter, { verb: 'release', id: held.id, at: NOON }),
    ]

    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'not-counted',
      'not-a-case',
      'not-held',
      'not-a-case',
      'reinstated',
      'withdrawn',
      'erased',
      'corrected',
      'counted',
    ])
    expect((await published(letter)).corrections).toEqual([])
  })

  it('stays when the removed erase themselves, and says nothing of who they were', async () => {
    const letter = await opened()
    const ada = await aCounted(letter, { name: 'Canary Correction', school: 'Canary School' })
    await tell(letter, removal(ada))

    await tell(letter, { verb: 'erase', id: ada.id, at: NOON })

    expect((await published(letter)).corrections).toHaveLength(1)
    expect(await findInTables(['Canary Correction', 'Canary School', ada.id])).toEqual([])
    await audit(letter)
  })
})

describe('milestones', () => {
  it('are noted when a published total first reaches one, with its time and size', async () => {
    const letter = await opened(3)
    await aCounted(letter)
    await aCounted(letter)
    await someCounted(letter, 2, NOON + HOUR)

    expect((await published(letter)).milestones).toEqual([
      { number: 3, reachedAt: NOON + HOUR, ledgerSize: (await headOf(letter)).size },
    ])
    const { milestones } = JSON.parse(await aVisitor().read(paths.letterJson(letter.slug))) as {
      milestones: unknown
    }
    expect(milestones).toEqual([{ number: 3, reached_at: '2026-06-22T13:00:00.000Z' }])
    await audit(letter)
  })

  it('are never taken back, and never noted again', async () => {
    const letter = await opened(2)
    const [ada] = await someCounted(letter, 2)
    if (!ada) throw new Error('Nobody signed.')
    const before = (await published(letter)).milestones

    await tell(letter, removal(ada))
    await aCounted(letter, {}, NOON + HOUR)

    expect(before).toHaveLength(1)
    expect((await published(letter)).milestones).toEqual(before)
    await audit(letter)
  })

  it('are no totals that were never published', async () => {
    const letter = await opened(2)
    const ada = await aCounted(letter)
    const [grace] = await signersOf(letter, crowd(1))
    if (!grace) throw new Error('Nobody signed.')

    await together(letter, [yes(grace), { verb: 'withdraw', id: ada.id, at: NOON }])

    expect((await published(letter)).milestones).toEqual([])
    await audit(letter)
  })

  it('may be passed several at once', async () => {
    const letter = await opened(120)

    await someCounted(letter, 260)

    const { milestones } = await published(letter)
    expect(milestones.map(({ number }) => number)).toEqual([100, 120, 250])
    expect(new Set(milestones.map(({ ledgerSize }) => ledgerSize)).size).toBe(1)
    await audit(letter)
  })

  it.each([
    [0, 99, null, []],
    [0, 100, null, [100]],
    [99, 100, 100, [100]],
    [100, 101, null, []],
    [100, 250, 180, [180, 250]],
    [999, 1000, null, [1000]],
    [250, 99, 200, []],
    [0, 30_000, 0, [100, 250, 500, 1000, 2500, 5000, 10_000, 25_000]],
    [2_400_000, 10_000_000, null, [2_500_000, 5_000_000, 10_000_000]],
  ])('from %d to %d with a goal of %s are %j', (before, after, goal, expected) => {
    expect(reached(before, after, { goal, milestones: [] })).toEqual(expected)
  })

  it('may be numbers of the letter’s own', () => {
    const letter = { goal: 180, milestones: [420, 150, 100] }

    expect(reached(99, 300, letter)).toEqual([100, 150, 180, 250])
  })

  it('passed before there was a table for them are found when it is made', async () => {
    const letter = await opened(120)
    const other = await opened(3)
    const ada = await aCounted(letter)
    await someCounted(letter, 260)
    await tell(letter, removal(ada))
    await someCounted(other, 2)
    const rows = () => rowsOf('SELECT * FROM milestone ORDER BY letter_id, number')
    const noted = await rows()

    await env.DB.exec('DELETE FROM milestone')
    await env.DB.prepare(upgrade('INSERT INTO milestone')).run()

    expect(await rows()).toEqual(noted)
    expect(noted.length).toBeGreaterThanOrEqual(3)
  })
})

describe('history', () => {
  it('is hourly, gross and cumulative; hours without change have no row', async () => {
    const letter = await opened()
    const [ada, grace] = await someCounted(letter, 3)
    if (!ada || !grace) throw new Error('Nobody signed.')
    await tell(letter, removal(ada, { at: NOON + 2 * HOUR }))
    await tell(letter, { verb: 'withdraw', id: grace.id, at: NOON + 2 * HOUR })
    await tell(letter, reinstatement(ada, { at: NOON + 5 * HOUR }))

    const hour = NOON / HOUR
    expect((await published(letter)).history).toEqual([
      { hour, counted: 3, confirmed: 3, withdrawn: 0, removed: 0, reinstated: 0 },
      { hour: hour + 2, counted: 1, confirmed: 0, withdrawn: 1, removed: 1, reinstated: 0 },
      { hour: hour + 5, counted: 2, confirmed: 0, withdrawn: 0, removed: 0, reinstated: 1 },
    ])
    await audit(await letterAgain(letter))
  })

  it('of a letter that nobody has signed is empty', async () => {
    expect(await published(await opened())).toEqual({
      corrections: [],
      milestones: [],
      history: [],
    })
  })
})
