import { evictDurableObject, listDurableObjectIds, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { draft } from '../../src/letters/draft'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { aLetter } from '../support/letters'
import { numbersOf } from '../support/signers'
import { aSite } from '../support/site'
import { dumpTables, registrarMemory } from '../support/tables'
import { aVisitor } from '../support/visitor'
import { aCounted, aSigner, NOON, registrarOf, tell, yes } from '../registrar/people'
import { aNetwork, askToWatch, aWatcher, limitShard, shardOfLetter, withBindings } from './watching'

// Some of these wait until something is told once more.
vi.setConfig({ testTimeout: 20_000 })

const SHARD_FULL = 503
const soon = { timeout: 8000, interval: 20 }

/** An audience that can't be reached until it is `back`. */
function unreachable() {
  const state = { isBack: false }
  const get = (id: DurableObjectId) => {
    if (!state.isBack) throw new Error('gone')
    return env.AUDIENCE.get(id)
  }
  const idFromName = (name: string) => env.AUDIENCE.idFromName(name)
  return { state, AUDIENCE: { idFromName, get } as unknown as typeof env.AUDIENCE }
}

const silent = {
  idFromName: (name: string) => name,
  get: () => ({ tell: () => new Promise(() => undefined) }),
} as unknown as typeof env.AUDIENCE

/** A database that can't be reached. */
const noDatabase = {
  prepare: () => {
    throw new Error('gone')
  },
} as unknown as D1Database

/** An audience in which every shard answers alike; how many were asked is counted. */
function audienceOf(answer: () => Promise<Response>) {
  const fetch = vi.fn<typeof answer>(answer)
  const all = { idFromName: (name: string) => name, get: () => ({ fetch }) }
  return { fetch, AUDIENCE: all as unknown as typeof env.AUDIENCE }
}

/** A Registrar that does as it is told, and whose answers get lost. */
const answerless = {
  idFromName: (name: string) => env.REGISTRAR.idFromName(name),
  get: (id: DurableObjectId) => ({
    async follow(shard: number, follows: boolean) {
      await env.REGISTRAR.get(id).follow(shard, follows)
      throw new Error('lost')
    },
  }),
} as unknown as typeof env.REGISTRAR

/** Which shards the Registrar tells of changes. */
async function followersOf(letter: Letter) {
  const memory = new Map(JSON.parse(await registrarMemory(letter)) as [string, number[]][])
  return memory.get('shards') ?? []
}

describe('whoever watches a letter', () => {
  it('is told the number at once, and nothing else', async () => {
    const letter = await aLetter()
    await aCounted(letter)

    const watcher = await aWatcher(letter)

    await expect.poll(() => watcher.counts, soon).toHaveLength(1)
    const { as_of, ...count } = watcher.counts[0] ?? {}
    const { ledger } = await numbersOf(letter)
    expect(count).toEqual({ counted: 1, ledger_size: ledger.size })
    expect(new Date(as_of ?? '').toISOString()).toBe(as_of)
  })

  it('is told of each change, up and down, as an absolute number', async () => {
    const letter = await aLetter()
    const watchers = [await aWatcher(letter), await aWatcher(letter)]
    const both = () => watchers.map(({ counted }) => counted)

    const signer = await aCounted(letter)
    await expect.poll(both, soon).toEqual([1, 1])

    await tell(letter, { verb: 'withdraw', id: signer.id, at: NOON })
    await expect.poll(both, soon).toEqual([0, 0])
    const sizes = watchers[0]?.counts.map(({ ledger_size }) => ledger_size) ?? []
    expect(sizes).toEqual([...new Set(sizes)].sort((a, b) => a - b))
  })

  it('is never told a name', async () => {
    const letter = await aLetter()
    const watcher = await aWatcher(letter)

    await aCounted(letter, { name: 'Zuleika Merriweather', school: 'Fenmoor High' })

    await expect.poll(() => watcher.counted, soon).toBe(1)
    for (const count of watcher.counts) {
      expect(Object.keys(count)).toEqual(['counted', 'as_of', 'ledger_size'])
    }
  })

  it('of another letter hears nothing of it', async () => {
    const [letter, other] = [await aLetter(), await aLetter()]
    const [here, there] = [await aWatcher(letter), await aWatcher(other)]

    await aCounted(letter)

    await expect.poll(() => here.counted, soon).toBe(1)
    expect(there.counted).toBe(0)
  })

  it('may say whatever they like, and it changes nothing', async () => {
    const letter = await aLetter()
    const [loud, quiet] = [await aWatcher(letter), await aWatcher(letter)]

    for (const said of ['', '{', '{"counted":99,"ledger_size":99}', 'x'.repeat(100_000)]) {
      loud.socket.send(said)
    }
    loud.socket.send(new Uint8Array([0, 255]))
    await aCounted(letter)

    await expect.poll(() => [loud.counted, quiet.counted], soon).toEqual([1, 1])
    expect(loud.closed).toBeNull()
  })

  it('can find out whether anybody is there still', async () => {
    const letter = await aLetter()
    const watcher = await aWatcher(letter)

    watcher.socket.send('ping')

    await expect.poll(() => watcher.texts.map(({ text }) => text), soon).toContain('pong')
  })

  it('changes nothing in the database', async () => {
    const letter = await aLetter()
    const before = await dumpTables()

    const watcher = await aWatcher(letter)
    await expect.poll(() => watcher.counted, soon).toBe(0)

    expect(await dumpTables()).toBe(before)
  })
})

describe('the address of a live number', () => {
  it('is for sockets only', async () => {
    const letter = await aLetter()

    const answer = await aVisitor().visit(paths.live(letter.slug))

    expect(answer.status).toBe(426)
    expect(answer.headers.get('upgrade')).toBe('websocket')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('is not there for a letter that has no page', async () => {
    const openedAt = new Date()
    const { id: _, ...like } = await aLetter()
    await draft(env.DB, env.ORIGIN, { ...like, slug: 'not-published', goal: null }, openedAt)

    const upgraded = await askToWatch({ slug: 'not-published' })
    const unknown = await askToWatch({ slug: 'nowhere-to-be-found' })
    const plain = await aVisitor().visit(paths.live('not-published'))

    expect([upgraded, unknown, plain].map(({ status }) => status)).toEqual([404, 404, 404])
    expect(upgraded.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})

describe('when nobody can be let in', () => {
  it.each([
    ['every shard is full', () => Promise.resolve(new Response(null, { status: SHARD_FULL })), 40],
    ['a shard can’t be reached', () => Promise.reject(new Error('overloaded')), 1],
  ])('because %s, it is said where the number is', async (_, answer, asked) => {
    const letter = await aLetter()
    const { fetch, AUDIENCE } = audienceOf(answer)

    const headers = { upgrade: 'websocket' }
    const full = await aSite({ AUDIENCE })(paths.live(letter.slug), { headers })

    expect(full.status).toBe(503)
    expect(full.headers.get('retry-after')).toBe('60')
    expect(await full.text()).toContain('count.json')
    expect(fetch).toHaveBeenCalledTimes(asked)
  })
})

describe('a shard', () => {
  it('that is full sends people on, and all are told', async () => {
    const letter = await aLetter()
    await limitShard(letter, { room: 2 })

    const watchers: Awaited<ReturnType<typeof aWatcher>>[] = []
    for (let i = 0; i < 3; i++) watchers.push(await aWatcher(letter))
    await aCounted(letter)

    await expect.poll(() => watchers.map(({ counted }) => counted), soon).toEqual([1, 1, 1])
    expect(await followersOf(letter)).toEqual([0, 1])
  })

  it('has room again when somebody leaves', async () => {
    const letter = await aLetter()
    await limitShard(letter, { room: 1 })
    const first = await aWatcher(letter)
    const direct = () =>
      shardOfLetter(letter).fetch(`https://audience/${letter.id}/0/somebody`, {
        headers: { upgrade: 'websocket' },
      })
    expect((await direct()).status).toBe(SHARD_FULL)

    first.socket.close()

    await expect.poll(async () => (await direct()).status, soon).toBe(101)
  })

  it('takes only so many from one network, and still takes others', async () => {
    const letter = await aLetter()
    await limitShard(letter, { perVisitor: 2 })
    const network = aNetwork()
    await aWatcher(letter, network)
    await aWatcher(letter, network)

    expect((await askToWatch(letter, network)).status).toBe(429)
    expect((await askToWatch(letter)).status).toBe(101)
  })

  it('takes the addresses of one subscriber for one network', async () => {
    const letter = await aLetter()
    await limitShard(letter, { perVisitor: 1 })
    await aWatcher(letter, '2001:db8:77:1::1')

    expect((await askToWatch(letter, '2001:db8:77:1::2')).status).toBe(429)
    expect((await askToWatch(letter, '2001:db8:77:2::1')).status).toBe(101)
  })

  it('knows after sleeping who is there', async () => {
    const letter = await aLetter()
    const network = aNetwork()
    await aWatcher(letter, network)
    await evictDurableObject(shardOfLetter(letter))
    await limitShard(letter, { perVisitor: 1 })

    expect((await askToWatch(letter, network)).status).toBe(429)
    expect((await askToWatch(letter)).status).toBe(101)
  })

  it('that was empty for a moment tells what changed meanwhile', async () => {
    const letter = await aLetter()
    vi.spyOn(Date, 'now').mockReturnValue(Date.now())
    const first = await aWatcher(letter)
    await expect.poll(() => first.counted, soon).toBe(0)
    first.socket.close()
    await expect.poll(() => followersOf(letter), soon).toEqual([])
    await aCounted(letter)

    const second = await aWatcher(letter)

    await expect.poll(() => second.counted, soon).toBe(1)
    vi.mocked(Date.now).mockRestore()
  })

  it('is told from its first watcher to its last, and not before or after', async () => {
    const letter = await aLetter()
    await aCounted(letter)
    expect(await followersOf(letter)).toEqual([])
    const shards = await listDurableObjectIds(env.AUDIENCE)
    expect(shards.some((id) => id.equals(shardOfLetter(letter).id))).toBe(false)

    const [first, second] = [await aWatcher(letter), await aWatcher(letter)]
    expect(await followersOf(letter)).toEqual([0])
    first.socket.close()
    await expect.poll(() => first.closed, soon).not.toBeNull()
    expect(await followersOf(letter)).toEqual([0])

    second.socket.close()
    await expect.poll(() => followersOf(letter), soon).toEqual([])
  })

  it('goes on where it was after sleeping', async () => {
    const letter = await aLetter()
    const watcher = await aWatcher(letter)
    await expect.poll(() => watcher.counted, soon).toBe(0)

    await evictDurableObject(shardOfLetter(letter))
    await evictDurableObject(registrarOf(letter))
    await aCounted(letter)

    await expect.poll(() => watcher.counts.map(({ counted }) => counted), soon).toEqual([0, 1])
  })

  it('that has lost everybody is told once more, and then no longer', async () => {
    const letter = await aLetter()
    const watcher = await aWatcher(letter)
    await evictDurableObject(shardOfLetter(letter), { webSockets: 'close' })
    await expect.poll(() => watcher.closed, soon).not.toBeNull()

    await aCounted(letter)

    await expect.poll(() => followersOf(letter), soon).toEqual([])
    const late = await aWatcher(letter)
    await expect.poll(() => late.counted, soon).toBe(1)
    expect(await followersOf(letter)).toEqual([0])
  })

  it('is not told for ever because an answer got lost', async () => {
    const letter = await aLetter()
    const earlier = await aWatcher(letter)
    earlier.socket.close()
    await expect.poll(() => followersOf(letter), soon).toEqual([])
    const { undo } = await withBindings(shardOfLetter(letter), { REGISTRAR: answerless })
    const watcher = await aWatcher(letter)
    await undo()
    expect(await followersOf(letter)).toEqual([0])

    watcher.socket.close()

    await expect.poll(() => followersOf(letter), soon).toEqual([])
    // A word from earlier that came late.
    await registrarOf(letter).follow(0, true)
    await aCounted(letter)
    await expect.poll(() => followersOf(letter), soon).toEqual([])
  })
})

describe('a number that can’t be told', () => {
  it('holds nobody up who is counted, and is told as soon as it can be', async () => {
    const letter = await aLetter()
    const watcher = await aWatcher(letter)
    const { state, AUDIENCE } = unreachable()
    await withBindings(registrarOf(letter), { AUDIENCE })
    const signer = await aSigner(letter)

    const { outcome } = await tell(letter, yes(signer))

    expect(outcome).toBe('counted')
    expect(watcher.counted).not.toBe(1)
    state.isBack = true
    await expect.poll(() => watcher.counted, soon).toBe(1)
  })

  it('holds nobody up either if there is no answer at all', async () => {
    const letter = await aLetter()
    await aWatcher(letter)
    await withBindings(registrarOf(letter), { AUDIENCE: silent })

    const answers = [await tell(letter, yes(await aSigner(letter)))]
    answers.push(await tell(letter, yes(await aSigner(letter))))

    expect(answers.map(({ outcome }) => outcome)).toEqual(['counted', 'counted'])
  })

  it('is read again from the database, until nothing is new', async () => {
    const letter = await aLetter()
    const watcher = await aWatcher(letter)
    await aCounted(letter)
    await expect.poll(() => watcher.counted, soon).toBe(1)
    await evictDurableObject(registrarOf(letter))
    await withBindings(registrarOf(letter), { AUDIENCE: silent })
    await evictDurableObject(shardOfLetter(letter))
    await aCounted(letter)
    expect(watcher.counted).toBe(1)

    await runDurableObjectAlarm(shardOfLetter(letter))

    await expect.poll(() => watcher.counted, soon).toBe(2)
    await runDurableObjectAlarm(shardOfLetter(letter))
    expect(await runDurableObjectAlarm(shardOfLetter(letter))).toBe(false)
  })

  it('is told after all if whoever was to tell it crashed', async () => {
    const letter = await aLetter()
    const watcher = await aWatcher(letter)
    await expect.poll(() => watcher.counted, soon).toBe(0)
    await withBindings(registrarOf(letter), { AUDIENCE: silent })
    await aCounted(letter)
    await evictDurableObject(registrarOf(letter))

    await runDurableObjectAlarm(registrarOf(letter))

    await expect.poll(() => watcher.counted, soon).toBe(1)
  })

  it('to someone who comes while the database is away is told once it is back', async () => {
    const letter = await aLetter()
    const { undo } = await withBindings(shardOfLetter(letter), { DB: noDatabase })
    const watcher = await aWatcher(letter)
    await undo()
    expect(watcher.counts).toEqual([])

    await runDurableObjectAlarm(shardOfLetter(letter))

    await expect.poll(() => watcher.counted, soon).toBe(0)
  })

  it('is looked for once after the last news, and then no more', async () => {
    const letter = await aLetter()
    const watcher = await aWatcher(letter)
    await aCounted(letter)
    await expect.poll(() => watcher.counted, soon).toBe(1)

    await expect.poll(() => runDurableObjectAlarm(shardOfLetter(letter)), soon).toBe(true)
    expect(await runDurableObjectAlarm(shardOfLetter(letter))).toBe(false)
  })

  it('reaches those who watch already when somebody else comes', async () => {
    const letter = await aLetter()
    const early = await aWatcher(letter)
    await expect.poll(() => early.counted, soon).toBe(0)
    await withBindings(registrarOf(letter), { AUDIENCE: silent })
    await aCounted(letter)
    await evictDurableObject(shardOfLetter(letter))

    const late = await aWatcher(letter)

    await expect.poll(() => [early.counted, late.counted], soon).toEqual([1, 1])
  })

  it('is looked for again and again by a shard that the Registrar does not know of', async () => {
    const letter = await aLetter()
    const deaf = { ...env.REGISTRAR, idFromName: () => 'x', get: () => ({}) }
    const shard = shardOfLetter(letter)
    const { undo } = await withBindings(shard, { REGISTRAR: deaf as never })
    const watcher = await aWatcher(letter)
    await aCounted(letter)

    await runDurableObjectAlarm(shard)
    await expect.poll(() => watcher.counted, soon).toBe(1)
    expect(await followersOf(letter)).toEqual([])

    await undo()
    await runDurableObjectAlarm(shard)
    expect(await followersOf(letter)).toEqual([0])
  })
})
