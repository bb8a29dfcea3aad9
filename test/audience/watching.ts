import { runInDurableObject } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { shardOf } from '../../src/audience/shards'
import type { LiveCount } from '../../src/audience/live-count'
import type { Env } from '../../src/env'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'

let networks = 0

/** Asks for a socket, as a browser does. */
export function askToWatch(letter: Pick<Letter, 'slug'>, address = aNetwork()) {
  return exports.default.fetch(new URL(paths.live(letter.slug), env.ORIGIN), {
    headers: { upgrade: 'websocket', 'cf-connecting-ip': address },
  })
}

export function aNetwork() {
  return `198.51.100.${++networks}`
}

/** Somebody who watches a letter's number; all that they are told is kept, with its time. */
export async function aWatcher(letter: Pick<Letter, 'slug'>, address?: string) {
  const { webSocket: socket, status } = await askToWatch(letter, address)
  if (!socket) throw new Error(`The answer was ${status}, and no socket.`)
  const texts: { text: string; at: number }[] = []
  let closed: number | null = null
  socket.accept()
  socket.addEventListener('message', ({ data }) => {
    texts.push({ text: String(data), at: performance.now() })
  })
  socket.addEventListener('close', ({ code }) => (closed = code))
  return {
    socket,
    texts,
    get closed() {
      return closed
    },
    /** Every number told so far. */
    get counts(): LiveCount[] {
      return texts.flatMap(({ text }) => (text === 'pong' ? [] : [JSON.parse(text) as LiveCount]))
    },
    /** The number told last. */
    get counted() {
      return this.counts.at(-1)?.counted
    },
  }
}

export function shardOfLetter(letter: Pick<Letter, 'id'>, shard = 0) {
  return shardOf(env.AUDIENCE, letter.id, shard)
}

/** Makes a shard smaller than it is. */
export async function limitShard(
  letter: Pick<Letter, 'id'>,
  limits: { room?: number; perVisitor?: number },
  shard = 0
) {
  await runInDurableObject(shardOfLetter(letter, shard), (audience) => {
    Object.assign(audience.limits, limits)
  })
}

/** Gives a Durable Object other bindings from now on; what they were comes back from `undo`. */
export async function withBindings<T extends Rpc.DurableObjectBranded | undefined>(
  stub: DurableObjectStub<T>,
  over: Partial<Env>
) {
  let before: Env | undefined
  const put = (bindings: (now: Env) => Env) =>
    runInDurableObject(stub, (instance) => {
      const inside = instance as unknown as { env: Env }
      before ??= inside.env
      inside.env = bindings(inside.env)
    })
  await put((now) => ({ ...now, ...over }))
  return { undo: () => put((now) => before ?? now) }
}
