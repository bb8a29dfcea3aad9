import type { Audience } from './audience'

type Audiences = DurableObjectNamespace<Audience>

/** A letter's audience is so many Durable Objects at most; each is used once those before are full. */
const MOST_SHARDS = 40

/** Whoever comes within this time begins where there was room just now. */
const REMEMBER_MS = 10_000

const roomSeen = new Map<number, { shard: number; until: number }>()

/** How a shard says that it takes nobody in. */
export const FULL = 503
export const TOO_MANY = 429

/** The Durable Object that is one shard of a letter's audience. */
export function shardOf(audiences: Audiences, letterId: number, shard: number) {
  return audiences.get(audiences.idFromName(`${letterId}/${shard}`))
}

/**
 * Takes a watcher into the first shard that has room. Answers 101 with the socket, 429 if too many
 * come from where this `visitor` is, or 503 if every shard is full or one can't be reached.
 */
export async function enterAudience(
  audiences: Audiences,
  letterId: number,
  visitor: string,
  now: Date
): Promise<Response> {
  const seen = roomSeen.get(letterId)
  const fresh = seen && seen.until > now.getTime() ? seen : { shard: 0, until: 0 }
  for (let { shard } = fresh; shard < MOST_SHARDS; shard++) {
    const url = `https://audience/${letterId}/${shard}/${visitor}`
    const headers = { upgrade: 'websocket' }
    // Overloaded, or just being replaced: whoever can't watch asks count.json, and tries again.
    const answer = await shardOf(audiences, letterId, shard)
      .fetch(url, { headers })
      .catch(() => null)
    if (!answer) break
    if (answer.status === FULL) continue
    roomSeen.set(letterId, { shard, until: fresh.until || now.getTime() + REMEMBER_MS })
    return answer
  }
  return new Response(null, { status: FULL })
}
