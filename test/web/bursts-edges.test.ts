import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { foremost, isMuch, isUnusual, type Shared } from '../../src/bursts/patterns'
import { forgetCounts } from '../../src/gate/forget'
import type { Letter } from '../../src/letters/letter'
import { domainKey } from '../../src/mailbox'
import { paths } from '../../src/paths'
import { seal } from '../../src/seal'
import { arrive, casesOf, noticedOn, type Trace } from '../support/arrivals'
import { HOUR, MINUTE, passTime } from '../support/clock'
import { aLetter } from '../support/letters'
import { runCron } from '../support/site'
import { rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

const master = Uint8Array.fromBase64(env.MASTER_KEY)

// A look is at all letters: those of the tests before have nothing new.
beforeEach(() => run('DELETE FROM trace'))

/** One look at all letters. */
const look = () => runCron('*/5 * * * *')

const run = (sql: string, ...params: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...params)
    .run()

/** What the site notices on letters to which these came, at one look. */
async function noticed(letters: [of: Partial<Trace>, n: number, at?: number][][]) {
  const made: Letter[] = []
  for (const arrivals of letters) {
    const letter = await aLetter()
    for (const [of, n, at] of arrivals) await arrive(letter, n, () => of, at)
    made.push(letter)
  }
  await look()
  return Promise.all(made.map(noticedOn))
}

describe('a fifth of the hour that shares a name', () => {
  const EIGHTY_PER_CENT = 240

  it('is noticed if these have one browser, or one page before, and nobody else has it', async () => {
    const own = { name: 1, agent: 1 }
    const led = { name: 1, referrer: 'a.example.org' }

    const seen = await noticed([
      [
        [own, 60],
        [{}, EIGHTY_PER_CENT],
      ],
      [
        [led, 60],
        [{}, EIGHTY_PER_CENT],
      ],
      [
        [own, 60],
        [{ agent: 1 }, 11],
        [{}, EIGHTY_PER_CENT - 11],
      ],
      [
        [led, 60],
        [{ referrer: led.referrer }, 11],
        [{}, EIGHTY_PER_CENT - 11],
      ],
    ])

    expect(seen).toEqual(seen.map(() => ['name 60 of 300']))
  })

  it('is nothing if it has not, or others have that too', async () => {
    const own = { name: 1, agent: 1 }
    const led = { name: 1, referrer: 'a.example.org' }

    const seen = await noticed([
      [
        [{ name: 1 }, 60],
        [{}, EIGHTY_PER_CENT],
      ],
      [
        [own, 30],
        [{ name: 1, agent: 2 }, 30],
        [{}, EIGHTY_PER_CENT],
      ],
      [
        [own, 59],
        [{ name: 1, agent: null }, 1],
        [{}, EIGHTY_PER_CENT],
      ],
      [
        [own, 60],
        [{ agent: 1 }, 12],
        [{}, EIGHTY_PER_CENT - 12],
      ],
      [
        [led, 59],
        [{ name: 1 }, 1],
        [{}, EIGHTY_PER_CENT],
      ],
      [
        [led, 30],
        [{ name: 1, referrer: 'b.example.org' }, 30],
        [{}, EIGHTY_PER_CENT],
      ],
      [
        [led, 60],
        [{ referrer: led.referrer }, 12],
        [{}, EIGHTY_PER_CENT - 12],
      ],
    ])

    expect(seen).toEqual(seen.map(() => []))
  })
})

describe('what a look compares', () => {
  it('is nothing unusual if the hours before had as much of it, whatever it is', async () => {
    const earlier = Date.now() - 5 * HOUR
    const kinds: Partial<Trace>[] = [
      { network: 1 },
      { wider: 1 },
      { name: 1 },
      { local: 1 },
      { confirmedAfter: 900 },
    ]

    const usual = kinds.map((of): [Partial<Trace>, number, number?][] => [
      [of, 60],
      [{}, 60],
      [of, 100, earlier],
      [{}, 100, earlier],
    ])
    const late = kinds.map((of): [Partial<Trace>, number, number?][] => [
      [of, 60],
      [{}, 60],
      [of, 100, earlier - 24 * HOUR],
      [{}, 100, earlier],
    ])

    expect(await noticed(usual)).toEqual(kinds.map(() => []))
    expect(await noticed(late)).toEqual(
      ['network', 'wider', 'name', 'local', 'latency'].map((what) => [`${what} 60 of 120`])
    )
  })

  it('is not what this machine’s own trials left in the hours before', async () => {
    const earlier = Date.now() - 5 * HOUR

    const seen = await noticed([
      [
        [{ name: 1 }, 40],
        [{}, 60],
        [{ network: null }, 200, earlier],
      ],
    ])

    expect(seen).toEqual([[]])
  })

  it('is not what was removed already, and begins with the twenty-fifth', async () => {
    const seen = await noticed([
      [[{ name: 1, state: 'removed' }, 60]],
      [
        [{ name: 1 }, 55],
        [{ state: 'removed' }, 200],
      ],
      [
        [{ name: 1 }, 25],
        [{}, 200, Date.now() - 5 * HOUR],
      ],
      [
        [{ name: 1 }, 24],
        [{}, 200, Date.now() - 5 * HOUR],
      ],
    ])

    expect(seen).toEqual([[], ['name 55 of 55'], ['name 25 of 25'], []])
  })

  it('leaves a letter alone whose ledger is closed', async () => {
    const letter = await aLetter()
    await arrive(letter, 60, () => ({ name: 1 }))
    await run('UPDATE letter SET finished_at = 1 WHERE id = ?', letter.id)

    await look()

    expect(await casesOf(letter)).toEqual([])
  })

  it('leaves those out that a case is about, as long as nobody has decided it', async () => {
    const letter = await aLetter()
    await arrive(letter, 60, () => ({ name: 1, domain: 1, state: 'held', confirmedAfter: 9000 }))
    await look()
    const first = await noticedOn(letter)
    await arrive(letter, 20, () => ({ domain: 1 }))

    const living = []
    for (const state of ['suggested', 'open', 'asked', 'running', 'paused', 'undoing']) {
      await run('UPDATE signature_case SET state = ? WHERE letter_id = ?', state, letter.id)
      await look()
      living.push((await casesOf(letter)).length)
    }
    await run(`UPDATE signature_case SET state = 'dismissed' WHERE letter_id = ?`, letter.id)
    await look()

    expect(first).toEqual(['name 60 of 60'])
    expect(living).toEqual([1, 1, 1, 1, 1, 1])
    expect((await noticedOn(letter)).toSorted()).toEqual(['domain 80 of 80', ...first])
  })
})

describe('the case that is suggested', () => {
  it('finds such signatures again by what they share, from that hour on', async () => {
    const kinds: [of: Partial<Trace>, criteria: object][] = [
      [{ network: 1 }, { network: 1 }],
      [{ wider: 2 }, { wider: 2 }],
      [{ name: 3 }, { nameHash: 3 }],
      [{ local: 4 }, { local: 4 }],
      [{ confirmedAfter: 900 }, { within: 5000 }],
    ]
    const letters = await Promise.all(kinds.map(() => aLetter()))
    for (const [i, letter] of letters.entries()) await arrive(letter, 60, () => kinds[i]?.[0] ?? {})
    passTime(0)

    await look()

    const cases = (await Promise.all(letters.map(casesOf))).flat()
    const from = Date.now() - HOUR
    expect(cases.map(({ criteria }) => JSON.parse(criteria) as object)).toEqual(
      kinds.map(([, criteria]) => ({ ...criteria, from, states: ['counted', 'held'] }))
    )
  })

  it('names a mail domain by an address kept for news, or else has its key alone', async () => {
    const [kept, known] = [await aLetter(), await aLetter()]
    for (const letter of [kept, known]) await arrive(letter, 60, () => ({ domain: 1 }))
    await run(
      `UPDATE signature SET kept_address = ? WHERE id IN
         (SELECT id FROM signature WHERE letter_id = ? LIMIT 1)`,
      await seal(master, 'kept-address', 'ada@quill.example.org'),
      kept.id
    )
    await run(`UPDATE signature SET domain_key = 'the key' WHERE letter_id = ?`, known.id)

    await look()

    const [[one], [other]] = [await casesOf(kept), await casesOf(known)]
    expect(JSON.parse(one?.criteria ?? '')).toMatchObject({
      domain: 'quill.example.org',
      domainKey: await domainKey(master, 'ada@quill.example.org'),
    })
    expect(JSON.parse(other?.criteria ?? '')).toMatchObject({ domainKey: 'the key' })
    expect(other?.criteria).not.toContain('"domain"')
  })

  it('of a letter that can’t be looked at keeps no other from its own', async () => {
    const [broken, sound] = [await aLetter(), await aLetter()]
    for (const letter of [broken, sound]) await arrive(letter, 60, () => ({ domain: 1 }))
    await run(
      `CREATE TRIGGER broken BEFORE INSERT ON signature_case WHEN new.letter_id = ${broken.id}
       BEGIN SELECT raise(ABORT, 'out of order'); END`
    )

    const failure = await look().catch((error: unknown) => error)
    await run('DROP TRIGGER broken')

    expect(failure).toBeInstanceOf(Error)
    expect(await casesOf(broken)).toEqual([])
    expect(await noticedOn(sound)).toEqual(['domain 60 of 60'])
  })
})

describe('of patterns', () => {
  const shared = (over: Partial<Shared>): Shared => {
    return { pattern: 'name', key: 1, n: 60, known: 0, isAlike: false, ...over }
  }

  it('one is a known staff’s if more than half are known, and a /24 may be a staff room', () => {
    expect(isMuch(shared({ known: 30 }), 100)).toBe(true)
    expect(isMuch(shared({ known: 31 }), 100)).toBe(false)
    expect(isMuch(shared({ pattern: 'wider', n: 49 }), 49)).toBe(false)
    expect(isMuch(shared({ pattern: 'wider', n: 50 }), 50)).toBe(true)
  })

  it('the larger of two alike is told, and twenty-five hours’ signatures are enough to compare', () => {
    const [less, more] = [shared({ n: 95 }), shared({ key: 2, n: 100 })]

    expect(foremost([less, more])).toBe(more)
    expect(isUnusual(shared({ n: 30 }), 100, { all: 25, n: 0 })).toBe(true)
  })
})

describe('a letter that signatures rush to', () => {
  /** So many forms in each of the five minutes from that many slots ago to that many. */
  async function forms(letter: Letter, n: number, from = 0, to = from) {
    const slot = Math.floor(Date.now() / (5 * MINUTE))
    await env.DB.batch(
      Array.from({ length: to - from + 1 }, (_, i) =>
        env.DB.prepare('INSERT INTO gate_count (slot, letter_id, key, n) VALUES (?, ?, 0, ?)').bind(
          slot - from - i,
          letter.id,
          n
        )
      )
    )
  }

  const pressureOn = async (letter: Letter) =>
    (
      await rowsOf<{ since: number | null }>(
        'SELECT pressure_since AS since FROM letter WHERE id = ?',
        letter.id
      )
    )[0]?.since ?? null

  it('is compared with the median of its own six hours, not with its peak, or another’s hours', async () => {
    const [busy, peaked, quiet, usual, earlier] = await Promise.all(
      Array.from({ length: 5 }, () => aLetter())
    )
    if (!busy || !peaked || !quiet || !usual || !earlier) throw new Error('No letters.')
    await forms(busy, 400, 2, 73)
    await forms(peaked, 400, 2, 37)
    await forms(peaked, 900)
    await forms(quiet, 301)
    await forms(usual, 100, 2, 38)
    await forms(usual, 900)
    await forms(earlier, 100, 30, 73)
    await forms(earlier, 900)
    await forgetCounts(env.DB, new Date())

    await runCron()

    const pressed = await Promise.all([peaked, quiet, usual, earlier, busy].map(pressureOn))
    expect(pressed.map((since) => since !== null)).toEqual([true, true, false, false, false])
  })

  it('is under pressure anew from when it comes anew, and not once it has closed', async () => {
    const [letter, closed] = [await aLetter(), await aLetter()]
    await run(`UPDATE letter SET state = 'closed' WHERE id = ?`, closed.id)
    await forms(letter, 301)
    await forms(closed, 301)
    await runCron()
    const first = await pressureOn(letter)
    passTime(7 * HOUR)
    await forms(letter, 301)

    await runCron()

    expect(first).not.toBeNull()
    expect(await pressureOn(letter)).toBe(Date.now())
    expect(await pressureOn(closed)).toBeNull()
    const read = JSON.parse(await aVisitor().read(paths.letterJson(letter.slug))) as object
    expect(read).toMatchObject({ checking_since: new Date().toISOString() })
  })
})
