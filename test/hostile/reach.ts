import { env } from 'cloudflare:workers'
import { request } from './site'
import { addressesOf, pagesOf } from './targets'
import { aWorld, type World } from './world'

export const FORM = 'application/x-www-form-urlencoded'

/** A button and nothing else: whatever comes with it is not read. */
export const UNREAD = ['/desk/sign-out', '/desk/letters/:id/pack', '/dev/demo']

/** What there is to be asked: addresses by their paths, for POST and for GET. */
export type Reach = { world: World; posts: Map<string, string>; pages: Map<string, string> }

/** A world of which each kind of page was opened a few times. */
export async function aReach(): Promise<Reach> {
  const world = await aWorld(3)
  return { world, posts: addressesOf(world), pages: pagesOf(world) }
}

export type Sent = { type: string; body: BodyInit | null; headers?: Record<string, string> }

/** Sends whatever it is, from a page of the site. */
export function send({ world }: Reach, path: string, { type, body, headers }: Sent) {
  return request(path, {
    method: 'POST',
    body,
    headers: { origin: env.ORIGIN, cookie: world.cookie, 'content-type': type, ...headers },
  })
}

export function ask({ world }: Reach, path: string, method = 'GET') {
  return request(path, { method, headers: { cookie: world.cookie } })
}
