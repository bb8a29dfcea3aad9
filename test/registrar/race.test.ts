import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { requireSettings } from '../../src/env'
import { checkConsistency } from '../../src/ledger/check-proof'
import type { Letter } from '../../src/letters/letter'
import { checkpointOf } from '../../src/proofs/checkpoint'
import { proveConsistency } from '../../src/proofs/prove'
import { ask } from '../../src/ask'
import type { Act } from '../../src/registrar/acts'
import { appendLedger } from '../../src/registrar/append-ledger'
import { commitGroup } from '../../src/registrar/commit-group'
import type { Committed } from '../../src/registrar/committed'
import type { Keeper } from '../../src/registrar/keeper'
import type { Memory } from '../../src/registrar/memory'
import { aLetter } from '../support/letters'
import { audit, rowOf } from './audit'
import { chance } from './chance'
import { correction, crowd, master, NOON, signersOf, yes, type Signer } from './people'
import { checkpointsOf } from './signed'

type Chance = ReturnType<typeof chance>

/** What somebody wants of the Registrar, how they know that they got it, and what must then hold. */
type Wish = { act: (signer: Signer) => Act; done: string[]; row: object | null }

const at = NOON

// Who asks again, because the first answer got lost, may be told that all is done already.
const confirm: Wish = {
  act: (signer) => yes(signer, { quiet: true }),
  done: ['counted'],
  row: { state: 'counted' },
}
const wishes: Record<string, Wish> = {
  confirm,
  withdraw: {
    act: ({ id }) => ({ verb: 'withdraw', id, at }),
    done: ['withdrawn'],
    row: { state: 'withdrawn', kept_address: null },
  },
  correct: {
    act: (signer) => correction(signer, { name: 'Grace Inkwell' }),
    done: ['corrected', 'unchanged'],
    row: { state: 'counted', name: 'Grace Inkwell' },
  },
  erase: { act: ({ id }) => ({ verb: 'erase', id, at }), done: ['erased', 'gone'], row: null },
  disown: {
    act: ({ id }) => ({ verb: 'disown', id, at }),
    done: ['disowned'],
    row: { state: 'disowned', name: null },
  },
}

/** What people come for, one thing after the other. Most of it appends. */
const PLANS = [
  ['confirm'],
  ['confirm'],
  ['confirm', 'withdraw'],
  ['confirm', 'correct'],
  ['confirm', 'erase'],
  ['disown'],
]

/** Somebody who comes for one thing after the other, and asks again until it is granted. */
type Guest = { signer: Signer; plan: Wish[]; granted: Wish | null; number: number | null }

/** Whoever waits for this waits for ever: the program that would go on is gone. */
const never = new Promise<never>(() => undefined)

/** The database of one Registrar, which dies now and then in the midst of a call to it. */
function aFrailDatabase({ next }: Chance, die: () => void): D1Database {
  const lost = () => {
    throw new Error('D1_ERROR: Network connection lost.')
  }
  const dies = () => {
    die()
    return never
  }
  return {
    prepare: (sql: string) => env.DB.prepare(sql),
    async batch<T>(statements: D1PreparedStatement[]): Promise<D1Result<T>[]> {
      const go = () => env.DB.batch<T>(statements)
      const late = () => scheduler.wait(10 + next() * 40).then(() => go().catch(() => undefined))
      const fate = next()
      if (fate < 0.85) return go()
      if (fate < 0.88) return lost()
      if (fate < 0.92) return go().then(lost)
      if (fate < 0.94) return late().then(lost)
      if (fate < 0.95) {
        void late()
        return lost()
      }
      if (fate < 0.97) return dies()
      if (fate < 0.99) return go().then(dies)
      void late()
      return dies()
    },
  } as unknown as D1Database
}

/** A storage that outlives whoever uses it, unless it is lost too. */
function aStorage() {
  const storage = { memory: null as Memory | null, refusals: 0, deaths: 0 }
  return storage
}

/**
 * One Registrar after the other over one storage: each works through groups until it dies in a call
 * to its database. `grant` is told of what was answered; what was not is asked again.
 */
async function work(
  letter: Letter,
  storage: ReturnType<typeof aStorage>,
  random: Chance,
  queue: Guest[],
  after: () => Promise<void>
) {
  for (let rounds = 0; queue.length > 0; rounds++) {
    if (rounds > 5_000) throw new Error('They never come to an end.')
    const group = queue.splice(0, 1 + random.below(4))
    const { promise: death, resolve: die } = Promise.withResolvers<null>()
    const db = aFrailDatabase(random, () => {
      storage.deaths++
      die(null)
    })
    const keeper: Keeper = {
      db,
      master,
      keys: requireSettings(env),
      append: appendLedger,
      recall: () => storage.memory,
      remember: (memory) => (storage.memory = memory),
      alarm: async () => void storage.refusals++,
      calm: async () => undefined,
    }
    const acts = group.map(({ signer, plan }) => (plan[0] ?? confirm).act(signer))
    const commit = commitGroup(keeper, letter.id, acts).catch(() => null)
    const committed = await Promise.race([commit, death])
    queue.push(...group.filter((guest, i) => !isServed(guest, committed, i)))
    await after()
  }
}

/** Notes what a guest was told; is there nothing more that they came for? */
function isServed(guest: Guest, committed: Committed | null, i: number): boolean {
  const answer = committed?.outcomes[i]
  const [wish] = guest.plan
  if (!answer || !wish) return false
  if (wish.done.includes(answer.outcome)) {
    guest.granted = wish
    if ('signature' in answer) guest.number = answer.signature.number
    guest.plan.shift()
  } else if (!['not-yet', 'unknown', 'refusing'].includes(answer.outcome)) {
    throw new Error(`Asked for ${wish.done.join(' or ')}, told ${answer.outcome}.`)
  }
  return guest.plan.length === 0
}

/** Guests who come for whatever the chance says, until together they append so many entries. */
async function guestsOf(letter: Letter, count: number, random: Chance): Promise<Guest[]> {
  const signers = await signersOf(letter, crowd(count, { updates: 'on' }))
  return signers.map((signer) => {
    const plan = random.oneOf(PLANS).map((name) => wishes[name] ?? confirm)
    return { signer, plan, granted: null, number: null }
  })
}

/** Remembers every checkpoint that anybody could ever have read of a letter. */
function aWitness(letter: Letter) {
  const seen = new Map<number, string>()
  return {
    seen,
    async look() {
      const [newest] = await ask(env.DB, checkpointOf(env.DB, { id: letter.id }))
      if (!newest) throw new Error('There is no checkpoint.')
      const before = seen.get(newest.size)
      if (before !== undefined && before !== newest.root.toHex()) {
        throw new Error(`Two roots were published for ${newest.size} entries.`)
      }
      seen.set(newest.size, newest.root.toHex())
    },
  }
}

/** Each checkpoint that was seen is there, and the ledger grew from each to the next. */
async function isOneLine(letter: Letter, seen: Map<number, string>) {
  const stored = new Map((await checkpointsOf(letter)).map(({ size, root }) => [size, root]))
  const sizes = [...seen.keys()].sort((a, b) => a - b)
  for (const size of sizes) expect([size, stored.get(size)]).toEqual([size, seen.get(size)])
  for (const [i, to] of sizes.entries()) {
    const from = sizes[i - 1]
    if (from === undefined) continue
    await checkConsistency({
      from: BigInt(from),
      to: BigInt(to),
      oldRoot: Uint8Array.fromHex(seen.get(from) ?? ''),
      newRoot: Uint8Array.fromHex(seen.get(to) ?? ''),
      proof: await proveConsistency(env.DB, letter.id, from, to),
    })
  }
}

async function gotWhatTheyWereTold(guests: Guest[]) {
  for (const { signer, granted, number } of guests) {
    const row = await rowOf(signer.id)
    const wanted = granted?.row && { ...granted.row, number }
    expect(row).toEqual(wanted ? { ...row, ...wanted } : null)
  }
  const numbers = guests.flatMap(({ number }) => (number === null ? [] : [number]))
  expect(new Set(numbers).size).toBe(numbers.length)
}

beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

describe('two Registrars of one letter, dying all the time', () => {
  it('append a thousand entries in one line, or refuse', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const guests = await guestsOf(letter, 700, chance(20_260_622))
    const storages = [aStorage(), aStorage()]
    const witness = aWitness(letter)

    await Promise.all(
      storages.map((storage, side) => {
        const random = chance(side + 1)
        const after = async () => {
          await witness.look()
          // Only who forgets all takes up where the other one is. Sometimes that comes untimely.
          if (random.next() < (storage.memory?.refused ? 0.5 : 0.01)) storage.memory = null
        }
        const own = guests.filter((_, i) => i % 2 === side)
        return work(letter, storage, random, own, after)
      })
    )
    // A batch may still be on its way.
    await scheduler.wait(100)
    await witness.look()

    const { entries } = await audit(letter, { memory: false })
    expect(entries.length).toBeGreaterThan(1000)
    await gotWhatTheyWereTold(guests)
    await isOneLine(letter, witness.seen)
    for (const { refusals, deaths } of storages) {
      expect(deaths).toBeGreaterThan(20)
      expect(refusals).toBeGreaterThan(5)
    }
  }, 120_000)
})

describe('a Registrar that dies all the time', () => {
  it('takes up its own work each time, never refuses, and gives nobody a wrong answer', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const random = chance(7)
    const guests = await guestsOf(letter, 350, random)
    const storage = aStorage()
    const witness = aWitness(letter)

    await work(letter, storage, random, [...guests], witness.look)
    await scheduler.wait(100)

    const { entries } = await audit(letter, { memory: false })
    expect(entries.length).toBeGreaterThan(500)
    await gotWhatTheyWereTold(guests)
    await isOneLine(letter, witness.seen)
    expect(storage.deaths).toBeGreaterThan(20)
    expect(storage.refusals).toBe(0)
  }, 120_000)
})
