import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../../src/ask'
import { drain } from '../../src/mail/drain'
import { prune } from '../../src/mail/prune'
import { sendAgain } from '../../src/mail/send-again'
import { seal } from '../../src/seal'
import { audienceSizes } from '../../src/updates/audience'
import { changeMailing } from '../../src/updates/change-mailing'
import { publishUpdate } from '../../src/updates/publish'
import { signersReached } from '../../src/updates/progress'
import { beginUpdate } from '../../src/updates/save'
import { tellUpdates } from '../../src/updates/tell'
import type { UpdateAudience } from '../../src/updates/update'
import { mailingsOf, writtenUpdate } from '../../src/updates/written'
import { addressKey } from '../../src/mailbox'
import { aCountedDatabase } from '../support/site'
import { rowsOf } from '../support/tables'
import { aLetter, aMailer, at, hours, master, minutes, NOON, settings, stillAt } from './rows'

const DEVELOPMENT = { ...settings, ENVIRONMENT: 'development' as const, RESEND_API_KEY: undefined }
const ALL: UpdateAudience = { signers: 'all', followers: true, hosts: [] }

let people = 0
const newPeople = (n: number) => Array.from({ length: n }, () => `reader-${++people}@example.org`)

type Over = { edition?: number; confirmedAt?: number; state?: string; updates?: number }

/** Signers who asked for news, straight into the table. */
async function signers(letterId: number, addresses: string[], over: Over = {}) {
  const rows = await Promise.all(
    addresses.map(async (address) => ({
      id: `${letterId}.${crypto.getRandomValues(new Uint8Array(16)).toBase64({ alphabet: 'base64url', omitPadding: true })}`,
      key: await addressKey(master, address),
      kept: await seal(master, 'kept-address', address),
    }))
  )
  await env.DB.prepare(
    `INSERT INTO signature (id, letter_id, state, edition, name, public, updates, kept_address,
                            email_key, number, created_at, expires_at, confirmed_at)
     SELECT value->>'id', ?2, ?3, ?4, 'Grace Typedname', 1, ?5, value->>'kept', value->>'key', 1,
            0, 0, ?6
     FROM json_each(?1)`
  )
    .bind(
      JSON.stringify(rows),
      letterId,
      over.state ?? 'counted',
      over.edition ?? 1,
      over.updates ?? 1,
      over.confirmedAt ?? NOON - hours(1)
    )
    .run()
  return rows.map(({ id }) => id)
}

/** People who follow a letter, or a host. */
async function followers(
  of: { letterId: number } | { hostId: number },
  addresses: string[],
  confirmedAt = NOON - hours(1)
) {
  const rows = await Promise.all(
    addresses.map(async (address) => ({
      id: crypto.randomUUID(),
      key: await addressKey(master, address),
      kept: await seal(master, 'kept-address', address),
    }))
  )
  await env.DB.prepare(
    `INSERT INTO follow (id, letter_id, host_id, state, email_key, kept_address, created_at,
                         confirmed_at)
     SELECT value->>'id', ?2, ?3, 'following', value->>'key', value->>'kept', 0, ?4
     FROM json_each(?1)`
  )
    .bind(
      JSON.stringify(rows),
      'letterId' in of ? of.letterId : null,
      'hostId' in of ? of.hostId : null,
      confirmedAt
    )
    .run()
  return rows.map(({ id }) => id)
}

async function hostsOf(letterId: number) {
  const rows = await rowsOf<{ id: number }>(
    'SELECT host_id AS id FROM letter_host WHERE letter_id = ? ORDER BY position',
    letterId
  )
  return rows.map(({ id }) => id)
}

let by = { letterId: 0, accountId: 0 }
beforeAll(async () => {
  const [row] = await rowsOf<{ id: number }>(
    `INSERT INTO account (address, address_key, created_at) VALUES ('o@example.org', 'o', 0)
     RETURNING id`
  )
  by = { letterId: 0, accountId: row?.id ?? 0 }
})

/** A published update whose mail has begun at noon. */
async function anUpdate(letterId: number, audience: Partial<UpdateAudience> = ALL) {
  const whole = { signers: null, followers: false, hosts: [], ...audience }
  const typed = { version: 0, title: 'They answered', author: 'Maud', markdown: 'Read **this**.' }
  const doing = { ...by, letterId }
  const id = await beginUpdate(env.DB, doing, { ...typed, points: [], audience: whole }, at(NOON))
  const [update] = await ask(env.DB, writtenUpdate(env.DB, letterId, id))
  if (!update) throw new Error('It was not written.')
  expect(await publishUpdate(env.DB, doing, update, true, at(NOON))).toBe(true)
  return { ...update, by: doing }
}

/** Goes on until nothing is left to do, some minutes a round; a stop ends a round, and no more. */
async function goOn(db = env.DB, mailer: ReturnType<typeof aMailer> | null = null, from = NOON) {
  const transport = mailer ? { settings, mailer } : { settings: DEVELOPMENT }
  for (let round = 1; round < 200; round++) {
    const now = from + round * minutes(3)
    try {
      const { more } = await tellUpdates(db, master, at(now))
      const done = await drain({ db, ...transport, random: () => 1 }, stillAt(now))
      const left = await rowsOf(`SELECT id FROM outbox WHERE state IN ('waiting', 'claimed')`)
      const running = await rowsOf(`SELECT 1 FROM mailing WHERE state = 'running'`)
      if (!more && !done.more && left.length + running.length === 0) return
    } catch (error) {
      if (!(error instanceof Stopped)) throw error
    }
  }
  throw new Error('It never ended.')
}

class Stopped extends Error {}

type Stop = 'before' | 'after' | null

/** The database, which stops whoever writes to it: before it does so or after, or not at all. */
function aStoppingDatabase(stopAt: (write: number) => Stop) {
  const real = new WeakMap<object, D1PreparedStatement>()
  const writing = new WeakSet<object>()
  const calls = { made: 0 }
  async function write<T>(act: () => Promise<T>): Promise<T> {
    const stop = stopAt(++calls.made)
    if (stop === 'before') throw new Stopped()
    const done = await act()
    if (stop === 'after') throw new Stopped()
    return done
  }
  const watch = (statement: D1PreparedStatement): D1PreparedStatement => {
    const watched = new Proxy(statement, {
      get(target, key) {
        if (key === 'bind') return (...values: unknown[]) => watch(target.bind(...values))
        const member: unknown = Reflect.get(target, key, target)
        if (typeof member !== 'function') return member
        return (...args: unknown[]) =>
          write(async () => (await Reflect.apply(member, target, args)) as unknown)
      },
    })
    writing.add(watched)
    real.set(watched, statement)
    return watched
  }
  const db = new Proxy(env.DB, {
    get(target, key) {
      if (key === 'prepare') {
        return (sql: string) => {
          const statement = target.prepare(sql)
          return /\b(INSERT|UPDATE|DELETE)\b/.test(sql) ? watch(statement) : statement
        }
      }
      return (statements: D1PreparedStatement[]) => {
        const act = () => target.batch(statements.map((one) => real.get(one) ?? one))
        return statements.some((one) => writing.has(one)) ? write(act) : act()
      }
    },
  })
  return { db, calls }
}

/** Whom the development inbox holds mail for, in order; somebody twice stands there twice. */
async function inbox(): Promise<string[]> {
  const rows = await rowsOf<{ address: string }>('SELECT to_address AS address FROM dev_mail')
  return rows.map(({ address }) => address).sort()
}

async function mailingOf(letterId: number) {
  const [[mailing]] = await ask(env.DB, mailingsOf(env.DB, letterId))
  if (!mailing) throw new Error('There is no mailing.')
  return mailing
}

const sentTo = (mailer: ReturnType<typeof aMailer>) =>
  mailer
    .sent()
    .map(({ to }) => to)
    .sort()

describe('mail about an update', () => {
  it('reaches everybody once, wherever it is stopped in between', { timeout: 60_000 }, async () => {
    for (let made = 1, stopAt = 1; stopAt <= made; stopAt++) {
      await env.DB.prepare('DELETE FROM dev_mail').run()
      const letter = await aLetter()
      const [both, signing, following] = [newPeople(1), newPeople(2), newPeople(1)]
      await signers(letter.id, [...both, ...signing])
      await followers({ letterId: letter.id }, [...both, ...following])
      await anUpdate(letter.id)
      // Once before it writes, and at the next write once that is done.
      const { db, calls } = aStoppingDatabase(
        (write) => (['before', 'after'] as const)[write - stopAt] ?? null
      )

      await goOn(db)

      const everybody = [...both, ...signing, ...following].sort()
      expect([stopAt, await inbox()]).toEqual([stopAt, everybody])
      const { state, counts, onItsWay } = await mailingOf(letter.id)
      const n = everybody.length
      const all = { state: 'done', counts: { promised: n, sent: n }, onItsWay: 0 }
      expect({ state, counts, onItsWay }).toEqual(all)
      made = calls.made
    }
  })

  it(
    'reaches several hundred once, stopped at every other write',
    { timeout: 60_000 },
    async () => {
      await env.DB.prepare('DELETE FROM dev_mail').run()
      const letter = await aLetter()
      const addresses = newPeople(450)
      await signers(letter.id, addresses)
      await anUpdate(letter.id)
      let random = 1
      const { db, calls } = aStoppingDatabase(() => {
        random = (random * 48_271) % 2_147_483_647
        return (['before', 'after', null, null] as const)[random % 4] ?? null
      })

      await goOn(db)

      expect(await inbox()).toEqual(addresses.sort())
      expect(calls.made).toBeGreaterThan(20)
      expect((await mailingOf(letter.id)).counts).toEqual({ promised: 450, sent: 450 })
    }
  )

  it('promises two hundred at a time, and no more while as many wait', async () => {
    const letter = await aLetter()
    await signers(letter.id, newPeople(405))
    const { id } = await anUpdate(letter.id)
    const promised = async () =>
      (await rowsOf('SELECT id FROM outbox WHERE update_id = ?', id)).length

    const steps = []
    for (let i = 0; i < 3; i++) {
      const { more } = await tellUpdates(env.DB, master, at(NOON))
      steps.push([more, await promised()])
    }

    expect(steps).toEqual([
      [true, 200],
      [false, 200],
      [false, 200],
    ])
    const share = signersReached(await mailingOf(letter.id)) ?? 0
    expect(share).toBeGreaterThan(0.3)
    expect(share).toBeLessThan(0.7)
    await goOn(env.DB, aMailer())
  })

  it('reads no more rows a step with four thousand signers than with a few hundred', async () => {
    const reads = async (n: number) => {
      const letter = await aLetter()
      const sealed = await seal(master, 'kept-address', 'one@example.org')
      await env.DB.prepare(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
         INSERT INTO signature (id, letter_id, state, edition, public, updates, kept_address,
                                email_key, created_at, expires_at, confirmed_at)
         SELECT ?1 || '.' || hex(randomblob(8)), ?1, 'counted', 2, 1, 1, ?3,
                'many-' || ?1 || '-' || i, 0, 0, 1 FROM n`
      )
        .bind(letter.id, n, sealed)
        .run()
      await anUpdate(letter.id, { ...ALL, signers: { before: 2 } })
      const [step, shown] = [aCountedDatabase(), aCountedDatabase()]
      expect(await tellUpdates(step.db, master, at(NOON))).toEqual({ more: true })
      expect((await mailingOf(letter.id)).counts).toEqual({})
      const { db } = shown
      await ask(db, mailingsOf(db, letter.id), audienceSizes(db, letter.id, 0))
      await env.DB.prepare(`UPDATE mailing SET state = 'cancelled' WHERE letter_id = ?`)
        .bind(letter.id)
        .run()
      return { shown: shown.counted.rowsRead, step: step.counted.rowsRead }
    }

    const [few, many] = [await reads(1200), await reads(4000)]

    expect(few.step).toBeGreaterThan(200)
    expect(many.step).toBeLessThanOrEqual(few.step * 1.05)
    expect(many.shown).toBeLessThanOrEqual(few.shown * 1.05)
  })

  it('goes to signers of earlier editions alone where that is chosen, and to followers besides', async () => {
    const letter = await aLetter()
    const [earlier, newest, both] = [newPeople(2), newPeople(2), newPeople(1)]
    await signers(letter.id, earlier, { edition: 1 })
    await signers(letter.id, [...newest, ...both], { edition: 2 })
    await followers({ letterId: letter.id }, [...both, ...earlier])
    await anUpdate(letter.id, { signers: { before: 2 }, followers: true })
    const mailer = aMailer()

    await goOn(env.DB, mailer)

    expect(sentTo(mailer)).toEqual([...earlier, ...both].sort())
  })

  it('goes once to who signed, follows the letter and follows two of its hosts', async () => {
    const letter = await aLetter()
    const hosts = await hostsOf(letter.id)
    const [first = 0, second = 0] = hosts
    const [all, twice, alone, other] = [newPeople(1), newPeople(1), newPeople(1), newPeople(1)]
    await signers(letter.id, all)
    await followers({ letterId: letter.id }, [...all, ...twice])
    await followers({ hostId: first }, [...all, ...twice, ...alone])
    await followers({ hostId: second }, [...all, ...twice, ...alone])
    await followers({ hostId: (await hostsOf((await aLetter()).id))[0] ?? 0 }, other)
    await anUpdate(letter.id, { ...ALL, hosts })
    const mailer = aMailer()

    await goOn(env.DB, mailer)

    expect(sentTo(mailer)).toEqual([...all, ...twice, ...alone].sort())
    const why = mailer.sent().map(({ text }) => /You get this mail because[^.]*/.exec(text)?.[0])
    expect(new Set(why)).toEqual(
      new Set([
        'You get this mail because you signed this letter and asked for news of it',
        'You get this mail because you asked to follow this letter',
        'You get this mail because you asked to follow Fenmoor Heads',
      ])
    )
  })

  it('does not go to followers of a host that left the letter, nor to who disowned it', async () => {
    const letter = await aLetter()
    const [first = 0, second = 0] = await hostsOf(letter.id)
    const [left, disowned, stays, both] = [1, 1, 1, 1].map(newPeople)
    await followers({ hostId: first }, [...(left ?? []), ...(both ?? [])])
    await followers({ hostId: second }, [...(disowned ?? []), ...(stays ?? []), ...(both ?? [])])
    await anUpdate(letter.id, { hosts: [first, second] })
    await env.DB.batch([
      env.DB.prepare(
        `UPDATE letter_host SET standing = 'left' WHERE letter_id = ? AND host_id = ?`
      ).bind(letter.id, first),
      env.DB.prepare(
        `INSERT INTO suppression (letter_id, email_key, reason, created_at) VALUES (?, ?, 'disowned', 1)`
      ).bind(letter.id, await addressKey(master, disowned?.[0] ?? '')),
    ])
    const mailer = aMailer()

    await goOn(env.DB, mailer)

    expect(sentTo(mailer)).toEqual([...(stays ?? []), ...(both ?? [])].sort())
  })

  it('tells nobody twice who had their turn, even once the rows of that are gone', async () => {
    const letter = await aLetter()
    const hosts = (await hostsOf(letter.id)).slice(0, 1)
    const [signed, follows] = [newPeople(1), newPeople(1)]
    await signers(letter.id, signed)
    await followers({ letterId: letter.id }, [...signed, ...follows])
    await followers({ hostId: hosts[0] ?? 0 }, [...signed, ...follows])
    const { id } = await anUpdate(letter.id, { ...ALL, hosts })
    for (let turn = 0; turn < 3; turn++) {
      await tellUpdates(env.DB, master, at(NOON))
      await env.DB.prepare('DELETE FROM outbox WHERE update_id = ?').bind(id).run()
    }

    expect(await mailingOf(letter.id)).toMatchObject({ state: 'done', counts: { promised: 2 } })
  })

  it('leaves out who signed or followed once it had begun', async () => {
    const letter = await aLetter()
    const [early, late] = [newPeople(1), newPeople(2)]
    await signers(letter.id, early)
    await signers(letter.id, late.slice(0, 1), { confirmedAt: NOON + 1 })
    await followers({ letterId: letter.id }, late.slice(1), NOON + 1)
    await anUpdate(letter.id)
    const mailer = aMailer()

    await goOn(env.DB, mailer)

    expect(sentTo(mailer)).toEqual(early)
  })

  it.each([
    ['was withdrawn', `UPDATE signature SET state = 'withdrawn' WHERE id = ?`],
    ['asked for no more', 'UPDATE signature SET updates = 0, kept_address = NULL WHERE id = ?'],
    ['was erased', 'UPDATE signature SET email_key = NULL, kept_address = NULL WHERE id = ?'],
  ])('does not go to a signature that %s after it was promised', async (_, sql) => {
    const letter = await aLetter()
    const [gone = ''] = await signers(letter.id, newPeople(1))
    const stays = newPeople(1)
    await signers(letter.id, stays)
    await anUpdate(letter.id)
    await tellUpdates(env.DB, master, at(NOON))
    await env.DB.prepare(sql).bind(gone).run()
    const mailer = aMailer()

    await goOn(env.DB, mailer)

    expect(sentTo(mailer)).toEqual(stays)
    expect((await mailingOf(letter.id)).counts).toEqual({ promised: 2, sent: 1, skipped: 1 })
  })

  it('does not go to who no longer follows', async () => {
    const letter = await aLetter()
    const [gone] = await followers({ letterId: letter.id }, newPeople(1))
    await anUpdate(letter.id)
    await goPromising()
    await env.DB.prepare('DELETE FROM follow WHERE id = ?').bind(gone).run()
    const mailer = aMailer()

    await goOn(env.DB, mailer)

    expect(mailer.sent()).toEqual([])
    expect((await mailingOf(letter.id)).counts).toEqual({ promised: 1, skipped: 1 })
  })

  const goPromising = async () => {
    while ((await tellUpdates(env.DB, master, at(NOON))).more);
  }

  it('waits while it is paused, apart from what is on its way, and then goes on', async () => {
    const letter = await aLetter()
    const addresses = newPeople(230)
    await signers(letter.id, addresses)
    const update = await anUpdate(letter.id)
    await tellUpdates(env.DB, master, at(NOON))
    expect(await changeMailing(env.DB, update.by, update, 'pause', at(NOON))).toBe(true)
    expect(await changeMailing(env.DB, update.by, update, 'pause', at(NOON))).toBe(false)
    const [first, rest] = [aMailer(), aMailer()]

    await goOn(env.DB, first)
    const paused = await mailingOf(letter.id)
    await changeMailing(env.DB, update.by, update, 'resume', at(NOON))
    await goOn(env.DB, rest)

    expect(paused).toMatchObject({ state: 'paused', counts: { promised: 200, sent: 200 } })
    expect(first.sent()).toHaveLength(200)
    expect([...sentTo(first), ...sentTo(rest)].sort()).toEqual(addresses.sort())
  })

  it('drops what still waits once it is called off, and can’t be taken up again', async () => {
    const letter = await aLetter()
    await signers(letter.id, newPeople(230))
    const update = await anUpdate(letter.id)
    await tellUpdates(env.DB, master, at(NOON))
    await changeMailing(env.DB, update.by, update, 'cancel', at(NOON))
    const mailer = aMailer()

    await goOn(env.DB, mailer)

    expect(mailer.sent()).toEqual([])
    expect(await changeMailing(env.DB, update.by, update, 'resume', at(NOON))).toBe(false)
    expect(await mailingOf(letter.id)).toMatchObject({
      state: 'cancelled',
      counts: { promised: 200, skipped: 200 },
    })
  })

  it('rests while a steward stops the letter', async () => {
    const letter = await aLetter()
    await signers(letter.id, newPeople(1))
    await anUpdate(letter.id)
    const stop = env.DB.prepare('UPDATE letter SET stopped = ?2 WHERE id = ?1')
    await stop.bind(letter.id, 'paused').run()

    const stopped = await tellUpdates(env.DB, master, at(NOON))
    await stop.bind(letter.id, null).run()

    expect(stopped.more).toBe(false)
    const mailer = aMailer()
    await goOn(env.DB, mailer)
    expect(mailer.sent()).toHaveLength(1)
  })

  it('goes to nobody any more once the letter is taken down, promised or not', async () => {
    const letter = await aLetter()
    await signers(letter.id, newPeople(1))
    await followers({ letterId: letter.id }, newPeople(1))
    await anUpdate(letter.id)
    await tellUpdates(env.DB, master, at(NOON))
    await env.DB.prepare(`UPDATE letter SET stopped = 'taken-down' WHERE id = ?`)
      .bind(letter.id)
      .run()
    const mailer = aMailer()

    await drain({ db: env.DB, settings, mailer, random: () => 1 }, stillAt(NOON))
    const { more } = await tellUpdates(env.DB, master, at(NOON))

    expect(mailer.sent()).toEqual([])
    expect(more).toBe(false)
    expect((await mailingOf(letter.id)).counts).toEqual({ promised: 1, skipped: 1 })
    await env.DB.prepare('UPDATE mailing SET state = ? WHERE letter_id = ?')
      .bind('cancelled', letter.id)
      .run()
  })

  it('has the same bytes when it is tried again, and its rows forget the address once it is sent', async () => {
    const letter = await aLetter()
    await signers(letter.id, newPeople(1))
    await followers({ letterId: letter.id }, newPeople(1))
    const { id } = await anUpdate(letter.id)
    await goPromising()
    const fails = aMailer(() => ({ reason: 'No answer.', ambiguous: true, retryAfterMs: null }))
    const mailer = aMailer()

    await drain({ db: env.DB, settings, mailer: fails, random: () => 1 }, stillAt(NOON))
    await goOn(env.DB, mailer)

    expect(mailer.batches).toEqual(fails.batches)
    const rows = await rowsOf<Record<string, unknown>>(
      'SELECT state, address, to_key FROM outbox WHERE update_id = ?',
      id
    )
    const sent = { state: 'sent', address: null, to_key: null }
    expect(rows).toEqual([sent, sent])
  })

  it('keeps its rows for a month, so that late news of it finds them', async () => {
    const letter = await aLetter()
    await signers(letter.id, newPeople(1))
    const { id } = await anUpdate(letter.id)
    await goOn(env.DB, aMailer())
    const rows = async () => (await rowsOf('SELECT id FROM outbox WHERE update_id = ?', id)).length

    await prune(env.DB, at(NOON + hours(24 * 29)))
    expect(await rows()).toBe(1)
    await prune(env.DB, at(NOON + hours(24 * 31)))
    expect(await rows()).toBe(0)
  })

  it('counts as refused until a steward sends it again, to a follower too', async () => {
    const letter = await aLetter()
    await followers({ letterId: letter.id }, newPeople(1))
    const { id } = await anUpdate(letter.id)
    await goOn(
      env.DB,
      aMailer(() => ({ rejected: 'Not today.' }))
    )
    const refused = (await mailingOf(letter.id)).counts
    const [row] = await rowsOf<{ id: string }>('SELECT id FROM outbox WHERE update_id = ?', id)

    expect(await sendAgain(env.DB, master, { id: row?.id ?? '' }, at(NOON))).toEqual([row?.id])
    await goOn(env.DB, aMailer())

    expect(refused).toEqual({ promised: 1, refused: 1 })
    expect((await mailingOf(letter.id)).counts).toEqual({ promised: 1, refused: 0, sent: 1 })
  })
})
