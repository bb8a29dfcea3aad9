import type { Context, MiddlewareHandler } from 'hono'
import { paths } from '../paths'
import type { Site } from './site'

/** What the edge may do with an answer, and what whoever asked is told. */
export type Rest = { kept: string; told: string }

const FIVE_SECONDS: Rest = { kept: 'max-age=5', told: 'public, max-age=0, s-maxage=5' }

/** For what should not change, but that nobody has checked. */
export const A_MINUTE: Rest = { kept: 'max-age=60', told: 'public, max-age=60' }

/** For what was checked, and that no later change of the ledger can change. */
export const FOR_EVER: Rest = {
  kept: 'max-age=31536000',
  told: 'public, max-age=31536000, immutable',
}

/** Forgetting more often than this would let a burst of signatures past the cache to D1. */
const FORGET_MS = 250

/** A key of an address that an answer depends on: as it is, or only on what it folds to. */
export type QueryKey = string | { name: string; fold: (value: string) => string }

const forgottenAt = new Map<string, number>()

/**
 * Lets a public page rest at the edge for five seconds, under its path and the query keys it
 * knows, or as long as its handler says by setting `rest`. Only what passes here may be cached
 * anywhere; it sets no cookie and reads none.
 */
export function publicRead(...queryKeys: QueryKey[]): MiddlewareHandler<Site> {
  return async (c, next) => {
    const key = cacheKey(c, queryKeys)
    const known = await caches.default.match(key)
    if (known) return withPolicy(known, restOf(known).told)

    await next()
    if (c.res.status !== 200) return
    const { kept, told } = c.get('rest') ?? FIVE_SECONDS
    const copy = new Response(c.res.clone().body, c.res)
    copy.headers.set('cache-control', kept)
    c.executionCtx.waitUntil(caches.default.put(key, copy))
    c.res = withPolicy(c.res, told)
  }
}

/** Lets other sites read an answer: public data, the ledger, badge and embed. */
export const openToAll: MiddlewareHandler<Site> = (c, next) => {
  c.set('openToAll', true)
  return next()
}

/**
 * So that whoever has just been counted finds themselves: drops the letter's pages from this edge,
 * and others that hang on it, now or, in a burst, a moment later. Failing does no harm: the pages are five seconds old at most.
 */
export async function forgetPublicReads(c: Context<Site>, slug: string, others: string[] = []) {
  const now = Date.now()
  const due = (forgottenAt.get(slug) ?? 0) + FORGET_MS
  if (due > now + FORGET_MS) return
  if (now >= due) {
    forgottenAt.set(slug, now)
    return dropPages(c.get('settings').ORIGIN, slug, others)
  }
  forgottenAt.set(slug, due)
  const later = scheduler
    .wait(due - now)
    .then(() => dropPages(c.get('settings').ORIGIN, slug, others))
  c.executionCtx.waitUntil(later)
}

async function dropPages(origin: string, slug: string, others: string[]) {
  const pages = [
    ...others,
    paths.home(),
    paths.letter(slug),
    paths.letterJson(slug),
    paths.countJson(slug),
    paths.historyJson(slug),
    paths.historyCsv(slug),
    paths.breakdownCsv(slug),
    paths.sharesJson(slug),
    paths.sharesCsv(slug),
    paths.places(slug),
    paths.correctionsJson(slug),
    paths.signatures(slug),
    paths.organisations(slug),
    paths.comments(slug),
    paths.signaturesJson(slug),
    paths.newsroom(slug),
    paths.newsrooms(),
    paths.corrections(slug),
    paths.ledger(slug),
    paths.feed(slug),
    paths.handIn(slug),
    paths.updates(slug),
    paths.badge(slug),
    paths.embed(slug),
  ]
  const drops = pages.map((path) => caches.default.delete(new URL(path, origin).href))
  await Promise.allSettled(drops)
}

/** How long a kept answer was meant to rest; where that can't be told, the shortest. */
function restOf(kept: Response): Rest {
  const policy = kept.headers.get('cache-control')
  return [A_MINUTE, FOR_EVER].find((one) => one.kept === policy) ?? FIVE_SECONDS
}

function cacheKey(c: Context<Site>, queryKeys: QueryKey[]): string {
  const key = new URL(c.req.path, c.get('settings').ORIGIN)
  for (const one of queryKeys) {
    const { name, fold } = typeof one === 'string' ? { name: one, fold: String } : one
    const value = fold(c.req.query(name) ?? '')
    if (value) key.searchParams.set(name, value)
  }
  return key.href
}

function withPolicy(response: Response, told: string): Response {
  const answer = new Response(response.body, response)
  answer.headers.set('cache-control', told)
  return answer
}
