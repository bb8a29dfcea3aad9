import { joinBytes, readUint, uint } from './bytes.ts'
import { Rejected } from './rejected.ts'

/**
 * The first `width` hashes of a tile. A tile of level 0 holds leaf hashes, one of a higher level
 * the roots of 256 tiles of the level below (C2SP tlog-tiles).
 */
export type Tile = { level: number; number: number; width: number }

/** The first `width` entries of a bundle of 256. */
export type Bundle = { number: number; width: number }

export const TILE_WIDTH = 256

const HIGHEST_LEVEL = 63

/** A tile's address within its ledger: `tile/0/x001/x234/067`, or `tile/0/000.p/112`. */
export function tilePath({ level, number, width }: Tile): string {
  return `tile/${level}/${numbered(number, width)}`
}

/** An entry bundle's address within its ledger. */
export function bundlePath({ number, width }: Bundle): string {
  return `tile/entries/${numbered(number, width)}`
}

/** What an address below a ledger names; null unless it is spelt the one right way. */
export function parseTilePath(path: string): { tile: Tile } | { bundle: Bundle } | null {
  const parts =
    /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path)
  if (!parts) return null
  const [, kind = '', groups = '', partial = String(TILE_WIDTH)] = parts
  const number = Number(groups.replaceAll(/[x/]/g, ''))
  const width = Number(partial)
  if (!Number.isSafeInteger(number * TILE_WIDTH)) return null

  const level = kind === 'entries' ? 0 : Number(kind)
  const spelt = kind === 'entries' ? bundlePath : tilePath
  const isOne = level <= HIGHEST_LEVEL && width >= 1 && width <= TILE_WIDTH
  if (!isOne || spelt({ level, number, width }) !== path) return null
  return kind === 'entries' ? { bundle: { number, width } } : { tile: { level, number, width } }
}

/** How many hashes the tiles of a level hold, for a tree of that size. */
export function hashCount(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level)
}

/** Every bundle of a ledger of that size, in order; the last may be partial. */
export function* bundlesOf(size: number): Generator<Bundle> {
  for (let number = 0; number * TILE_WIDTH < size; number++) {
    yield { number, width: Math.min(TILE_WIDTH, size - number * TILE_WIDTH) }
  }
}

/** Entries one behind the other, the length of each in two bytes before it. */
export function encodeBundle(entries: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return joinBytes(...entries.flatMap((entry) => [uint(entry.length, 2), entry]))
}

/** The entries of a bundle; rejected unless it ends where an entry does. */
export function decodeBundle(bytes: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const length = at + 2 <= bytes.length ? readUint(bytes, at, 2) : bytes.length
    const entry = bytes.subarray(at + 2, at + 2 + length)
    if (entry.length !== length) throw new Rejected('bad-bundle', 'A bundle of entries is cut off.')
    entries.push(entry)
    at += 2 + length
  }
  return entries
}

/** A number in groups of three digits, and the width if it is not a whole tile. */
function numbered(number: number, width: number): string {
  const digits = String(number)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? []
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
  return width === TILE_WIDTH ? path : `${path}.p/${width}`
}
