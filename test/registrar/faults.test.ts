import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Env } from '../../src/env'
import { listProblems } from '../../src/health'
import { requireSettings } from '../../src/env'
import type { Letter } from '../../src/letters/letter'
import { askRegistrar } from '../../src/registrar/ask'
import { appendLedger } from '../../src/registrar/append-ledger'
import { commitGroup } from '../../src/registrar/commit-group'
import type { Keeper } from '../../src/registrar/keeper'
import type { Registrar } from '../../src/registrar/registrar'
import { paths } from '../../src/paths'
import { aLetter } from '../support/letters'
import { dumpTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'
import { audit, entriesOf, headOf, memoryOf, rowOf, typesOf } from './audit'
import { copyOf, LEDGER } from './copy'
import { after, answerGetsLost, getsLost, goesThrough, watchDatabase, type Fate } from './database'
import {
  aCounted,
  aSigner,
  correction,
  crowd,
  master,
  NOON,
  registrarOf,
  signersOf,
  tell,
  together,
  yes,
} from './people'

// Some of these ask a hundred times, and wait each time for what goes wrong.
vi.setConfig({ testTimeout: 30_000 })

const opened = () => aLetter({ openedAt: new Date(NOON) })

const alarmsOf = (letter: { id: number }) =>
  rowsOf<{ kind: string; detail: string }>(
    'SELECT kind, detail FROM alarm WHERE letter_id = ? AND cleared_at IS NULL',
    letter.id
  )

function setHead(letter: Letter, head: Awaited<ReturnType<typeof headOf>>) {
  return env.DB.prepare(
    `UPDATE head SET version = ?, size = ?, root = ?, edge = ?, hour = ?, confirmed = ?
     WHERE letter_id = ?`
  ).bind(head.version, head.size, head.root, head.edge, head.hour, head.confirmed, letter.id)
}

// A Registrar says on the console what went wrong, and here everything does.
beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

describe('a batch that gets lost', () => {
  it('is sent once more if it did not land, and the signer is counted', async () => {
    const letter = await opened()
    const signer = await aSigner(letter)
    const calls = await watchDatabase(letter, [goesThrough, getsLost])

    const answer = await tell(letter, yes(signer))

    expect(answer).toMatchObject({ outcome: 'counted', again: false, signature: { number: 1 } })
    // Read, write, look whether it landed; read, write.
    expect(calls).toHaveLength(5)
    expect(await typesOf(letter)).toBe('TSCS')
    expect(await audit(letter)).toMatchObject({ confirmed: 1 })
  })

  it('leaves the signer as they were if it gets lost twice, and pressing again counts', async () => {
    const letter = await opened()
    const signer = await aSigner(letter)
    await watchDatabase(letter, [goesThrough, getsLost, goesThrough, goesThrough, getsLost])

    const answer = await tell(letter, yes(signer))
    const between = await rowOf(signer.id)
    const again = await tell(letter, yes(signer))

    expect(answer).toMatchObject({ outcome: 'not-yet', letter: { id: letter.id } })
    expect(between).toMatchObject({ state: 'pending' })
    expect(again).toMatchObject({ outcome: 'counted', again: false, signature: { number: 1 } })
    expect(await audit(letter)).toMatchObject({ confirmed: 1 })
  })

  it('counts if it landed and only its answer got lost', async () => {
    const letter = await opened()
    const signer = await aSigner(letter)
    const calls = await watchDatabase(letter, [goesThrough, answerGetsLost])

    const answer = await tell(letter, yes(signer))

    expect(answer).toMatchObject({ outcome: 'counted', again: false, signature: { number: 1 } })
    expect(calls).toHaveLength(3)
    expect(await rowsOf('SELECT asked FROM outbox WHERE signature_id = ?', signer.id)).toEqual([
      { asked: 'counted' },
    ])
    expect(await audit(letter)).toMatchObject({ confirmed: 1 })
  })

  it('counts if the second try landed and its answer got lost', async () => {
    const letter = await opened()
    const signer = await aSigner(letter)
    await watchDatabase(letter, [goesThrough, getsLost, goesThrough, goesThrough, answerGetsLost])

    expect(await tell(letter, yes(signer))).toMatchObject({ outcome: 'counted', again: false })
    expect(await audit(letter)).toMatchObject({ confirmed: 1 })
  })

  it.each([
    ['it landed', answerGetsLost, true],
    ['it did not', getsLost, false],
  ])('is an open question while nobody can look, and no danger: %s', async (_, fate, landed) => {
    const letter = await opened()
    const [signer, other] = await signersOf(letter, crowd(2))
    if (!signer || !other) throw new Error('Nobody signed.')
    await watchDatabase(letter, [goesThrough, fate, getsLost])

    const answer = await tell(letter, yes(signer))
    const again = await tell(letter, yes(signer))

    expect(answer.outcome).toBe('unknown')
    expect(again).toMatchObject({ outcome: 'counted', again: landed, signature: { number: 1 } })
    expect(await tell(letter, yes(other))).toMatchObject({ signature: { number: 2 } })
    expect(await audit(letter)).toMatchObject({ confirmed: 2 })
  })

  it('counts once if it lands late, while it is being sent again', async () => {
    const letter = await opened()
    const signer = await aSigner(letter)
    let late = async (): Promise<unknown> => undefined
    const delayed: Fate = (go, db) => {
      late = go
      return getsLost(go, db)
    }
    const behindIt: Fate = async (go) => {
      await late()
      return go()
    }
    await watchDatabase(letter, [goesThrough, delayed, goesThrough, goesThrough, behindIt])

    const answer = await tell(letter, yes(signer))

    expect(answer).toMatchObject({ outcome: 'counted', signature: { number: 1 } })
    expect(await typesOf(letter)).toBe('TSCS')
    expect(await audit(letter)).toMatchObject({ confirmed: 1 })
  })

  it('takes nobody else’s answer with it when a whole group is in it', async () => {
    const letter = await opened()
    const signers = await signersOf(letter, crowd(20))
    // The plug's read, then the group's read and its write.
    await watchDatabase(letter, [goesThrough, goesThrough, answerGetsLost])

    const answers = await together(
      letter,
      signers.map((one) => yes(one))
    )

    expect(answers.every(({ outcome }) => outcome === 'counted')).toBe(true)
    expect(await audit(letter)).toMatchObject({ confirmed: 20 })
  })

  it.each<[string, Fate[], string]>([
    ['before anything', [getsLost], 'not-yet'],
    ['before the second try', [goesThrough, getsLost, goesThrough, getsLost], 'unknown'],
  ])('is never sent if the rows can’t be read: %s', async (_, fates, outcome) => {
    const letter = await opened()
    const signer = await aSigner(letter)
    await watchDatabase(letter, fates)

    const answer = await tell(letter, yes(signer))

    expect(answer.outcome).toBe(outcome)
    expect(await rowOf(signer.id)).toMatchObject({ state: 'pending' })
    expect(await tell(letter, yes(signer))).toMatchObject({ outcome: 'counted', again: false })
    await audit(letter)
  })

  it('does not stop a Registrar for good, however often it happens', async () => {
    const letter = await opened()
    const signer = await aSigner(letter)
    const outage = Array.from({ length: 120 }, () => [goesThrough, getsLost, goesThrough]).flat()
    await watchDatabase(letter, outage)

    for (let i = 0; i < 60; i++) await tell(letter, yes(signer))
    const remembered = JSON.stringify(await memoryOf(letter)).length
    const answer = await tell(letter, yes(signer))

    expect(remembered).toBeLessThan(8_000)
    expect(answer).toMatchObject({ outcome: 'counted', again: false })
    expect(await audit(letter)).toMatchObject({ confirmed: 1 })
  })
})

describe('an act that can’t be decided', () => {
  it('holds up none of the others in its group', async () => {
    const letter = await opened()
    const damaged = await aCounted(letter)
    await env.DB.prepare("UPDATE signature SET salt = '?' WHERE id = ?").bind(damaged.id).run()
    const signers = await signersOf(letter, crowd(6))

    const answers = await together(letter, [
      ...signers.slice(0, 3).map((one) => yes(one)),
      correction(damaged, { name: 'Ada Ivywood' }),
      ...signers.slice(3).map((one) => yes(one)),
    ])

    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'counted',
      'counted',
      'counted',
      'not-yet',
      'counted',
      'counted',
      'counted',
    ])
    expect(await alarmsOf(letter)).toEqual([])
  })

  it('is refused, and no alarm, if its signature points at an entry that is none', async () => {
    const letter = await opened()
    const damaged = await aCounted(letter)
    const { size } = await headOf(letter)
    await env.DB.prepare('UPDATE signature SET entry = ? WHERE id = ?')
      .bind(size - 1, damaged.id)
      .run()

    const answer = await tell(letter, { verb: 'withdraw', id: damaged.id, at: NOON })

    expect(answer.outcome).toBe('not-yet')
    expect((await headOf(letter)).size).toBe(size)
    expect(await alarmsOf(letter)).toEqual([])
    expect((await tell(letter, yes(await aSigner(letter)))).outcome).toBe('counted')
  })
})

describe('an act that the database refuses', () => {
  beforeAll(async () => {
    await env.DB.prepare(
      `CREATE TRIGGER poison BEFORE UPDATE ON signature
       WHEN NEW.name = 'Poison Ivywood' AND NEW.state = 'counted'
       BEGIN SELECT RAISE(ABORT, 'poison'); END`
    ).run()
  })
  afterAll(async () => {
    await env.DB.prepare('DROP TRIGGER IF EXISTS poison').run()
  })

  it('holds up none of the others in its group', async () => {
    const letter = await opened()
    const names = ['Ada', 'Grace', 'Poison Ivywood', 'Mary', 'Joan'].map((name) => ({ name }))
    const signers = await signersOf(letter, names)

    const answers = await together(
      letter,
      signers.map((one) => yes(one))
    )

    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'counted',
      'counted',
      'not-yet',
      'counted',
      'counted',
    ])
    const numbers = answers.flatMap((one) => {
      return one.outcome === 'counted' ? [one.signature.number] : []
    })
    expect(numbers).toEqual([1, 2, 3, 4])
    expect(await rowOf(signers[2]?.id ?? '')).toMatchObject({ state: 'pending' })
    expect(await audit(letter)).toMatchObject({ confirmed: 4 })
  })

  it('is answered, alone too', async () => {
    const letter = await opened()
    const signer = await aSigner(letter, { name: 'Poison Ivywood' })

    expect(await tell(letter, yes(signer))).toMatchObject({ outcome: 'not-yet' })
    expect(await aCounted(letter)).toMatchObject({ number: 1 })
    expect(await audit(letter)).toMatchObject({ confirmed: 1 })
  })

  it('is found out in a group whose first answer gets lost, too', async () => {
    const letter = await opened()
    const signers = await signersOf(letter, crowd(3))
    const collides: Fate = async (go) => {
      await go()
      throw new Error('D1_ERROR: UNIQUE constraint failed: SQLITE_CONSTRAINT')
    }
    // However odd: a batch that landed, with an answer that says it was refused.
    await watchDatabase(letter, [goesThrough, goesThrough, collides])

    const answers = await together(
      letter,
      signers.map((one) => yes(one))
    )

    expect(answers.every(({ outcome }) => outcome === 'counted')).toBe(true)
    expect(await audit(letter)).toMatchObject({ confirmed: 3 })
  })
})

describe('another writer', () => {
  const moved = (letter: Letter) =>
    after('UPDATE head SET version = version + 1 WHERE letter_id = ?', letter.id)

  it('that moved the head in between makes a group read again, and nothing is lost', async () => {
    const letter = await opened()
    const signer = await aSigner(letter)
    const calls = await watchDatabase(letter, [goesThrough, moved(letter)])

    const answer = await tell(letter, yes(signer))

    expect(answer).toMatchObject({ outcome: 'counted', again: false, signature: { number: 1 } })
    expect(calls).toHaveLength(5)
    expect(await audit(letter)).toMatchObject({ confirmed: 1 })
  })

  it('that moved the head costs a large group one more round, not one for each in it', async () => {
    const letter = await opened()
    const signers = await signersOf(letter, crowd(20))
    const calls = await watchDatabase(letter, [goesThrough, goesThrough, moved(letter)])

    const answers = await together(
      letter,
      signers.map((one) => yes(one))
    )

    expect(answers.every(({ outcome }) => outcome === 'counted')).toBe(true)
    expect(calls).toHaveLength(1 + 5)
    expect(await audit(letter)).toMatchObject({ confirmed: 20 })
  })

  it('that changed a row in between has it decided anew', async () => {
    const letter = await opened()
    const signer = await aSigner(letter)
    const refused = after(`UPDATE signature SET state = 'refused' WHERE id = ?`, signer.id)
    await watchDatabase(letter, [goesThrough, refused])

    const answer = await tell(letter, yes(signer))

    expect(answer.outcome).toBe('no-longer-counted')
    expect(await typesOf(letter)).toBe('TS')
  })

  it('that deleted a row in between has it decided anew', async () => {
    const letter = await opened()
    const signer = await aSigner(letter)
    const deleted = after('DELETE FROM signature WHERE id = ?', signer.id)
    await watchDatabase(letter, [goesThrough, deleted])

    const answer = await tell(letter, { verb: 'expire', id: signer.id, at: NOON * 2 })

    expect(answer.outcome).toBe('kept')
  })

  it('whose batch has no entry either, too, is not taken for the own one', async () => {
    const letter = await opened()
    const [one, other] = await signersOf(letter, crowd(2))
    if (!one || !other) throw new Error('Nobody signed.')
    let late = async (): Promise<unknown> => undefined
    const delayed: Fate = (go, db) => {
      late = go
      return getsLost(go, db)
    }
    const behindIt: Fate = async (go) => {
      await late()
      return go()
    }
    // The first one's batch is on its way, and lands just before the second one's.
    await watchDatabase(letter, [goesThrough, delayed, getsLost, goesThrough, behindIt])

    const first = await tell(letter, { verb: 'disown', id: one.id, at: NOON })
    const second = await tell(letter, { verb: 'disown', id: other.id, at: NOON })

    expect([first, second].map(({ outcome }) => outcome)).toEqual(['unknown', 'disowned'])
    expect(await rowOf(one.id)).toMatchObject({ state: 'disowned' })
    expect(await rowOf(other.id)).toMatchObject({ state: 'disowned' })
  })

  it('that works beside it all the time never makes the ledger fork', async () => {
    const letter = await opened()
    const signers = await signersOf(letter, crowd(100))
    const other = env.REGISTRAR.get(env.REGISTRAR.idFromName(`second of ${letter.id}`))

    const answers = await Promise.all(
      signers.map(async (one, i) => {
        await scheduler.wait(i)
        const act = yes(one, { quiet: true })
        return i % 2 === 0 ? tell(letter, act) : other.act(letter.id, act)
      })
    )

    const told = Map.groupBy(answers, ({ outcome }) => outcome)
    const { confirmed } = await audit(letter, { memory: false })
    expect(confirmed).toBe(told.get('counted')?.length ?? 0)
    expect(confirmed).toBeGreaterThan(0)
    expect(['counted', 'not-yet', 'refusing']).toEqual(expect.arrayContaining([...told.keys()]))
    // Whoever saw a tree that it did not write has said so, once.
    expect((await alarmsOf(letter)).length).toBe(told.has('refusing') ? 1 : 0)
  })

  it('that remembers as little as the first has every act decided once, in one line', async () => {
    const letter = await opened()
    const signers = await signersOf(letter, crowd(100))
    const writer = (): Keeper => ({
      db: env.DB,
      master,
      keys: requireSettings(env),
      append: appendLedger,
      recall: () => null,
      remember: () => undefined,
      alarm: async () => undefined,
      calm: async () => undefined,
    })
    const [one, other] = [writer(), writer()]

    const outcomes = await Promise.all(
      [one, other].map(async (keeper, side) => {
        const told: string[] = []
        for (const signer of signers.filter((_, i) => i % 2 === side)) {
          const act = yes(signer, { quiet: true })
          const { outcomes: came } = await commitGroup(keeper, letter.id, [act])
          told.push(...came.map(({ outcome }) => outcome))
        }
        return told
      })
    )

    const counted = outcomes.flat().filter((outcome) => outcome === 'counted')
    expect(['counted', 'not-yet']).toEqual(expect.arrayContaining([...new Set(outcomes.flat())]))
    expect(counted.length).toBeGreaterThan(50)
    expect(await audit(letter, { memory: false })).toMatchObject({ confirmed: counted.length })
  })
})

describe('a restored database', () => {
  /** Takes a letter back to how it was before its newest signature. */
  async function restored() {
    const letter = await opened()
    await aCounted(letter)
    const before = await headOf(letter)
    const lost = await aCounted(letter)
    const now = await headOf(letter)
    const taken = await entriesOf(letter)
    await env.DB.batch([
      env.DB.prepare('DELETE FROM ledger_entry WHERE letter_id = ? AND position >= ?').bind(
        letter.id,
        before.size
      ),
      setHead(letter, before),
      env.DB.prepare('DELETE FROM signature WHERE id = ?').bind(lost.id),
    ])
    const putBack = () =>
      env.DB.batch([
        ...taken
          .slice(before.size)
          .map(({ position, bytes }) =>
            env.DB.prepare('INSERT INTO ledger_entry VALUES (?, ?, ?)').bind(
              letter.id,
              position,
              bytes
            )
          ),
        setHead(letter, now),
      ])
    return { letter, putBack, before, now }
  }

  it('is not written on, and an alarm is raised once', async () => {
    const { letter, before, now } = await restored()
    const signer = await aSigner(letter)
    const stewards = () =>
      rowsOf<{ address: string }>(
        `SELECT address FROM outbox WHERE asked = 'alarm' AND letter_id = ?`,
        letter.id
      )

    const first = await tell(letter, yes(signer))
    const dump = await dumpTables()
    const second = await tell(letter, yes(signer))
    const others = [
      await tell(letter, { verb: 'disown', id: signer.id, at: NOON }),
      await tell(letter, { verb: 'expire', id: signer.id, at: NOON * 2 }),
      await tell(letter, { verb: 'erase', id: signer.id, at: NOON }),
    ]

    expect([first, second].map(({ outcome }) => outcome)).toEqual(['refusing', 'refusing'])
    expect(first.letter?.id).toBe(letter.id)
    expect(others.map(({ outcome }) => outcome)).toEqual(Array(3).fill('refusing'))
    expect(await dumpTables()).toBe(dump)
    expect(await alarmsOf(letter)).toEqual([
      {
        kind: 'ledger-fork',
        detail:
          `Written: ${now.size} entries, root ${now.root}. ` +
          `Found: ${before.size} entries, root ${before.root}.`,
      },
    ])
    expect(await stewards()).toEqual([{ address: 'steward@countersign.test' }])
    expect(await headOf(letter)).toMatchObject({ size: before.size, confirmed: 1 })
  })

  it('turns the health page red', async () => {
    const { letter } = await restored()
    await tell(letter, yes(await aSigner(letter)))

    const page = await aVisitor().visit(paths.health())

    expect(page.status).toBe(503)
    expect(await page.json()).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([
        expect.stringContaining(`Alarm ledger-fork of the letter ${letter.slug} since `),
      ]),
    })
    const problems = await listProblems(env.DB, requireSettings(env))
    expect(problems.some((one) => one.includes(letter.slug))).toBe(true)
  })

  it('is not written on after the Registrar has been evicted, either', async () => {
    const { letter } = await restored()
    const signer = await aSigner(letter)
    await evictDurableObject(registrarOf(letter))

    expect((await tell(letter, yes(signer))).outcome).toBe('refusing')
    expect(await rowOf(signer.id)).toMatchObject({ state: 'pending' })
  })

  it.each([
    ['another tree of the same size', 'UPDATE head SET root = ?2 WHERE letter_id = ?1'],
    ['a larger tree', 'UPDATE head SET size = size + 2, root = ?2 WHERE letter_id = ?1'],
    ['no tree at all', 'DELETE FROM head WHERE letter_id = ?1 AND ?2 > 0'],
  ])('need not be smaller: %s', async (_, sql) => {
    const letter = await opened()
    await aCounted(letter)
    const signer = await aSigner(letter)
    await env.DB.prepare(sql).bind(letter.id, 'ab'.repeat(32)).run()

    expect((await tell(letter, yes(signer))).outcome).toBe('refusing')
    expect(await alarmsOf(letter)).toHaveLength(1)
  })

  it('is written on again once it is whole again', async () => {
    const { letter, putBack } = await restored()
    const signer = await aSigner(letter)
    await tell(letter, yes(signer))

    await putBack()

    expect(await tell(letter, yes(signer))).toMatchObject({ signature: { number: 3 } })
    expect(await alarmsOf(letter)).toEqual([])
    expect(await tell(letter, yes(await aSigner(letter)))).toMatchObject({ outcome: 'counted' })
  })
})

describe('a Registrar that goes away', () => {
  /** The Registrar falls over where a call to its database stands. */
  async function fallsOver(letter: Letter, when: 'before' | 'behind', plan: Fate[]) {
    const registrar = registrarOf(letter)
    await runInDurableObject(registrar, (_, state) => {
      plan.push(async (go) => {
        if (when === 'behind') await go()
        state.abort('fell over')
        throw new Error('fell over')
      })
    })
    return watchDatabase(letter, plan)
  }

  it('comes back after an eviction and goes on where it was', async () => {
    const letter = await opened()
    await aCounted(letter)
    await evictDurableObject(registrarOf(letter))

    expect(await aCounted(letter)).toMatchObject({ number: 2 })
    await evictDurableObject(registrarOf(letter))
    expect(await audit(letter)).toMatchObject({ confirmed: 2 })
  })

  it.each([
    ['before its batch was sent', 'before' as const, false],
    ['after its batch had landed', 'behind' as const, true],
  ])('says that it can’t tell, and nothing is lost or doubled: %s', async (_, when, landed) => {
    const letter = await opened()
    const [signer, other] = await signersOf(letter, crowd(2))
    if (!signer || !other) throw new Error('Nobody signed.')
    await fallsOver(letter, when, [goesThrough])

    const answer = await tell(letter, yes(signer))
    const row = await rowOf(signer.id)
    const again = await tell(letter, yes(signer))

    expect(answer).toEqual({ letter: null, outcome: 'unknown' })
    expect(row).toMatchObject({ state: landed ? 'counted' : 'pending' })
    expect(again).toMatchObject({ outcome: 'counted', again: landed, signature: { number: 1 } })
    expect(await tell(letter, yes(other))).toMatchObject({ signature: { number: 2 } })
    expect(await audit(letter)).toMatchObject({ confirmed: 2 })
  })

  it('knows, once it has seen its lost batch landed, that the tree before it is no longer its own', async () => {
    const letter = await opened()
    const [signer, other] = await signersOf(letter, crowd(2))
    if (!signer || !other) throw new Error('Nobody signed.')
    const before = await headOf(letter)
    await watchDatabase(letter, [goesThrough, answerGetsLost, getsLost])
    await tell(letter, yes(signer))
    await tell(letter, yes(signer))
    await setHead(letter, before).run()

    expect((await tell(letter, yes(other))).outcome).toBe('refusing')
  })

  it('knows it too if that batch was found damaged when it was first seen', async () => {
    const letter = await opened()
    const [signer, other, third] = await signersOf(letter, crowd(3))
    if (!signer || !other || !third) throw new Error('Nobody signed.')
    const before = await copyOf(letter, LEDGER)
    await watchDatabase(letter, [goesThrough, answerGetsLost, getsLost])
    expect((await tell(letter, yes(signer))).outcome).toBe('unknown')
    await env.DB.prepare('DELETE FROM ledger_entry WHERE letter_id = ? AND position = 2')
      .bind(letter.id)
      .run()
    expect((await tell(letter, yes(other))).outcome).toBe('refusing')

    // What was published is taken back, and another entry would stand in its place.
    await before.putBack()
    await tell(letter, { verb: 'examine', at: NOON })

    expect((await tell(letter, yes(third))).outcome).toBe('refusing')
    expect(await alarmsOf(letter)).toMatchObject([{ kind: 'ledger-fork' }])
  })

  it('looks again by itself, so that no restored database can come between', async () => {
    const letter = await opened()
    const [signer, other] = await signersOf(letter, crowd(2))
    if (!signer || !other) throw new Error('Nobody signed.')
    const before = await copyOf(letter, LEDGER)
    // Nobody can look at once, nor when the Registrar first tries to.
    await watchDatabase(letter, [goesThrough, answerGetsLost, getsLost, getsLost])
    expect((await tell(letter, yes(signer))).outcome).toBe('unknown')

    const looked = [
      await runDurableObjectAlarm(registrarOf(letter)),
      await runDurableObjectAlarm(registrarOf(letter)),
      await runDurableObjectAlarm(registrarOf(letter)),
    ]
    const { size, root, batch } = await headOf(letter)
    const memory = await memoryOf(letter)
    await before.putBack()

    expect(looked).toEqual([true, true, false])
    expect(memory).toEqual({ committed: { size, root, batch }, intended: [] })
    expect((await tell(letter, yes(other))).outcome).toBe('refusing')
  })

  it('that has lost its memory takes in what it finds as soon as it has examined it', async () => {
    const letter = await opened()
    const before = await copyOf(letter)
    await aCounted(letter)
    await runInDurableObject(registrarOf(letter), (_, state) => state.storage.deleteAll())

    await tell(letter, { verb: 'examine', at: NOON })
    await before.putBack()

    expect((await tell(letter, yes(await aSigner(letter)))).outcome).toBe('refusing')
  })

  it('goes on from a tree that it meant to write and never did', async () => {
    const letter = await opened()
    const signer = await aSigner(letter)
    const { committed } = (await memoryOf(letter)) ?? {}
    await runInDurableObject(registrarOf(letter), (_, state) => {
      const intended = [{ size: 4, root: 'ab'.repeat(32), batch: 'lost' }]
      state.storage.kv.put('memory', { committed, intended })
    })
    await evictDurableObject(registrarOf(letter))

    expect(await tell(letter, yes(signer))).toMatchObject({ signature: { number: 1 } })
    expect(await audit(letter)).toMatchObject({ confirmed: 1 })
  })

  it('is an open question to whoever can’t reach it', async () => {
    const unreachable = {
      idFromName: (name: string) => name,
      get: () => ({ act: () => Promise.reject(new Error('Network connection lost.')) }),
    } as unknown as DurableObjectNamespace<Registrar>

    const answer = await askRegistrar(unreachable, 7, { verb: 'withdraw', id: '7.x', at: NOON })

    expect(answer).toEqual({ letter: null, outcome: 'unknown' })
  })

  it('counts all the same when nobody can be told of the mail', async () => {
    const letter = await opened()
    const signer = await aSigner(letter)
    await runInDurableObject(registrarOf(letter), (instance) => {
      const inside = instance as unknown as { env: Env }
      const sendBatch = () => Promise.reject(new Error('Queue unavailable.'))
      inside.env = { ...inside.env, MAIL_QUEUE: { sendBatch } as unknown as Env['MAIL_QUEUE'] }
    })

    expect(await tell(letter, yes(signer))).toMatchObject({ outcome: 'counted' })
    expect(await rowsOf('SELECT state FROM outbox WHERE signature_id = ?', signer.id)).toEqual([
      { state: 'waiting' },
    ])
  })
})
