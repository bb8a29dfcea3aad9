import type { Context, MiddlewareHandler } from 'hono'
import { paths } from '../paths'
import type { Site } from './site'

const SECONDS = 5

/** Forgetting more often than this would let a burst of signatures past the cache to D1. */
const FORGET_MS = 20

const forgottenAt = new Map<string, number>()

/**
 * Lets a public page rest at the edge for five seconds, under its path and the query keys it
 * knows. Only what passes here may be cached anywhere; it sets no cookie and reads none.
 */
export function publicRead(...queryKeys: string[]): MiddlewareHandler<Site> {
  return async (c, next) => {
    const key = cacheKey(c, queryKeys)
    const known = await caches.default.match(key)
    if (known) return withPolicy(known)

    await next()
    if (c.res.status !== 200) return
    const kept = new Response(c.res.clone().body, c.res)
    kept.headers.set('cache-control', `max-age=${SECONDS}`)
    c.executionCtx.waitUntil(caches.default.put(key, kept))
    c.res = withPolicy(c.res)
  }
}

/** Lets other sites read an answer: public data, the ledger, badge and embed. */
export const openToAll: MiddlewareHandler = async (c, next) => {
  await next()
  c.res.headers.set('access-control-allow-origin', '*')
  c.res.headers.set('cross-origin-resource-policy', 'cross-origin')
}

/** So that whoever has just signed finds themselves: drops this letter's pages from this edge. */
export async function forgetPublicReads(origin: string, slug: string) {
  const now = Date.now()
  if (now - (forgottenAt.get(slug) ?? 0) < FORGET_MS) return
  forgottenAt.set(slug, now)
  await Promise.all(
    [
      paths.home(),
      paths.letter(slug),
      paths.letterJson(slug),
      paths.countJson(slug),
      paths.signatures(slug),
      paths.signaturesJson(slug),
      paths.newsroom(slug),
    ].map((path) => caches.default.delete(new URL(path, origin).href))
  )
}

function cacheKey(c: Context<Site>, queryKeys: string[]): string {
  const key = new URL(c.req.path, c.get('settings').ORIGIN)
  for (const name of queryKeys) {
    const value = c.req.query(name)
    if (value) key.searchParams.set(name, value)
  }
  return key.href
}

function withPolicy(response: Response): Response {
  const answer = new Response(response.body, response)
  answer.headers.set('cache-control', `public, max-age=0, s-maxage=${SECONDS}`)
  return answer
}
