import { existsSync } from 'node:fs'
import { Problem } from './problem.ts'

/** What an address that somebody pasted speaks of. `size` is the past total that it names, if any. */
export type Where = { site: string } & (
  | { kind: 'letter'; slug: string; size: number | null }
  | { kind: 'ledger'; uuid: string; size: number | null }
  | { kind: 'site' }
)

/** One letter's ledger, by its page or by itself. */
export type LedgerPlace = Exclude<Where, { kind: 'site' }>

const LETTER = /^\/letters\/([a-z0-9-]+)(?:\.json)?(?:\/|$)/
const LEDGER = /^\/ledger\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/i
const SITE = /^\/(?:newsroom\/?|\.well-known\/.*)?$/
const PAST_TOTAL = /^\/letters\/[^/]+\/newsroom\/at\/(\d+)/

const HOST_AND_PATH = /^(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?\/(?:letters|ledger)\//i

/** Reads a letter's address, a ledger's, or a site's, with any tail; the scheme may be missing. */
export function readWhere(typed: string): Where {
  const url = parse(typed)
  const site = url.origin
  const size = sizeIn(url)

  const slug = slugIn(url)
  if (slug) return { kind: 'letter', site, slug, size }
  const [, uuid] = LEDGER.exec(url.pathname) ?? []
  if (uuid) return { kind: 'ledger', site, uuid: uuid.toLowerCase(), size }
  if (SITE.test(url.pathname)) return { kind: 'site', site }
  throw unclear(typed)
}

/** Like readWhere, for what speaks of one letter only. */
export function readLedgerPlace(typed: string): LedgerPlace {
  const where = readWhere(typed)
  if (where.kind !== 'site') return where
  throw new Problem(`${typed} is a whole site. Give the address of one of its letters.`)
}

/** The letter whose page an address is; null if it is none. */
export function slugIn({ pathname }: URL): string | null {
  return LETTER.exec(pathname)?.[1] ?? null
}

/** Whether something typed is meant as an address, where a file would do as well. */
export function isAddress(typed: string): boolean {
  if (/^https?:\/\//i.test(typed)) return true
  return HOST_AND_PATH.test(typed) && !existsSync(typed)
}

/** Whether a host is this very machine, where keys may come without encryption. */
export function isLocal(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
}

function parse(typed: string): URL {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed)
  const url = URL.parse(hasScheme ? typed : `https://${typed}`)
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw unclear(typed)
  if (!hasScheme && isLocal(url.hostname)) url.protocol = 'http:'
  return url
}

function sizeIn(url: URL): number | null {
  const digits = PAST_TOTAL.exec(url.pathname)?.[1] ?? url.searchParams.get('size') ?? ''
  return /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : null
}

function unclear(typed: string) {
  return new Problem(
    `"${typed}" is not an address that this can check. Paste one such as:\n` +
      '  https://letters.example.org/letters/a-letter  (a letter, or any page of it)\n' +
      '  https://letters.example.org                   (every letter of a site)'
  )
}
