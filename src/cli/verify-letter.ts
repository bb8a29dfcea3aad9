import { Problem } from './problem.ts'
import type { Reader } from './verify-reader.ts'

/** What a site says of a letter in its JSON, in so far as the ledger can confirm it. */
export type PublishedLetter = {
  slug: string
  url: string
  /** Its people are made up. */
  isDemonstration: boolean
  /** The signed checkpoint, of the moment of the numbers. */
  note: string
  numbers: PublishedNumbers
  root: string
  edition: number
  textSha256: string
}

/** Under the names that the JSON gives them. */
export type PublishedNumbers = {
  counted: number
  confirmed: number
  withdrawn: number
  removed: number
  ledgerSize: number
}

const LARGEST_LETTER = 4 * 1024 * 1024

/** Reads a letter's JSON. Throws `Problem` if it is no such thing. */
export async function readLetter(
  reader: Reader,
  site: string,
  slug: string
): Promise<PublishedLetter> {
  const url = `${site}/letters/${slug}.json`
  const letter = object(await readJson(reader, url, LARGEST_LETTER), url)
  const ledger = object(letter.ledger, url)
  if (ledger.checkpoint === null) {
    throw new Problem(`${url} has no signed checkpoint yet. Try again in a few minutes.`)
  }
  return {
    slug,
    url: `${site}/letters/${slug}`,
    isDemonstration: letter.demonstration === true,
    note: text(ledger, 'checkpoint', url),
    numbers: {
      counted: whole(letter, 'counted', url),
      confirmed: whole(letter, 'confirmed', url),
      withdrawn: whole(letter, 'withdrawn', url),
      removed: whole(letter, 'removed', url),
      ledgerSize: whole(ledger, 'size', url),
    },
    root: text(ledger, 'root', url),
    edition: whole(letter, 'edition', url),
    textSha256: text(letter, 'text_sha256', url),
  }
}

/** What JSON at an address says; whoever reads it looks at it closely. */
export async function readJson(reader: Reader, url: string, limit: number): Promise<unknown> {
  const json = await reader.text(url, limit)
  try {
    return JSON.parse(json)
  } catch {
    throw notCountersign(url)
  }
}

/** A field of an object that came from JSON, where it has to be a whole number. */
export function whole(from: Record<string, unknown>, field: string, url: string): number {
  const value = from[field]
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  throw notCountersign(url)
}

export function text(from: Record<string, unknown>, field: string, url: string): string {
  const value = from[field]
  if (typeof value === 'string') return value
  throw notCountersign(url)
}

export function object(value: unknown, url: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null) return { ...value }
  throw notCountersign(url)
}

function notCountersign(url: string): Problem {
  return new Problem(
    `${url} is not what a Countersign site says of a letter.\n` +
      'Look at the letter in a browser: is its address right, and is the site one of Countersign’s?'
  )
}
