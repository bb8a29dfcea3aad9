import type { Noticed } from '../cases/case'

/** What signatures of the last hour have in common that people seldom share by chance. */
export type Shared = {
  pattern: Noticed['pattern']
  /** Which network, domain, name … it is, as traces have it. Of the latency there is but one. */
  key: number | null
  n: number
  /** Of these: from a school’s mail domain, or from what stewards know. */
  known: number
  /** Have all of these one browser, or one page before, that the others of the hour hardly have. */
  isAlike: boolean
}

/** The letter’s own hours before the last one, of a day at most: all that came, and of these. */
export type Before = { all: number; n: number }

/** Fewer are no burst, whatever they share. */
export const AT_LEAST = 25

/** People at one place share network and mail domain: a staff room of forty signs in one morning. */
const AT_LEAST_OF_COLLEAGUES = 50

/** A whole school’s or authority’s staff may sign on one day. */
const OF_KNOWN = { atLeast: 200, share: 0.6 }

/** So much of the last hour; if browser or page before are all the same too, less speaks enough. */
const SHARE = 0.3
export const SHARE_IF_ALIKE = 0.15

/** Standard deviations above what the hours before let expect; and from how many on they tell anything. */
const DEVIATIONS = 3
const HISTORY = 25

/** Where two cover nearly the same, the narrower says it better. In this order. */
const NARROW_FIRST = ['local', 'name', 'network', 'wider', 'domain', 'latency'] as const
const NEARLY = 0.9

/** Does this make up so much of the hour that the hours before should be looked at. */
export function isMuch({ pattern, n, known, isAlike }: Shared, ofAll: number): boolean {
  if (known * 2 > n) return n >= OF_KNOWN.atLeast && n > ofAll * OF_KNOWN.share
  const ofColleagues = pattern === 'network' || pattern === 'wider' || pattern === 'domain'
  const atLeast = ofColleagues ? AT_LEAST_OF_COLLEAGUES : AT_LEAST
  return n >= atLeast && n > ofAll * (isAlike ? SHARE_IF_ALIKE : SHARE)
}

/**
 * Is it more than the letter’s own hours let expect. They say which part of its signatures shares
 * this; of as many as came in the last hour, that part would be so many, give or take (the normal
 * approximation of a binomial). A letter without such hours is judged by number alone, and a larger one.
 */
export function isUnusual({ n }: Shared, ofAll: number, before: Before): boolean {
  if (before.all < HISTORY) return n >= AT_LEAST_OF_COLLEAGUES
  const part = (before.n + 1) / (before.all + 2)
  return n - ofAll * part >= DEVIATIONS * Math.sqrt(ofAll * part * (1 - part))
}

/** The one to ask people about: the largest, and of those that cover nearly the same the narrowest. */
export function foremost(shared: Shared[]): Shared | null {
  const most = Math.max(...shared.map(({ n }) => n))
  const largest = shared.filter(({ n }) => n >= most * NEARLY)
  const place = ({ pattern }: Shared) => NARROW_FIRST.indexOf(pattern)
  return largest.toSorted((a, b) => place(a) - place(b) || b.n - a.n)[0] ?? null
}
