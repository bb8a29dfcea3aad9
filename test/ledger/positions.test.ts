import { describe, expect, it } from 'vitest'
import {
  consistencyPath,
  inclusionPath,
  proofHashes,
  tilesFor,
  type Subtree,
} from '../../src/ledger/prove'
import { bundlesOf, hashCount } from '../../src/ledger/tile'
import { pathRanges, proofRanges, type Range } from './rfc6962'

// Powers at which arithmetic on 32 bits, or on what a double rounds, goes wrong; and their neighbours.
const sizes = [2 ** 31, 2 ** 32, 2 ** 33, 2 ** 40, 2 ** 48, 2 ** 52]
  .flatMap((power) => [-257, -256, -1, 0, 1, 2, 255, 256, 257, 65_537].map((more) => power + more))
  .concat(4_294_967_295 * 3, 1_234_567_890_123, Number.MAX_SAFE_INTEGER - 1)
  .concat(Number.MAX_SAFE_INTEGER)

/** Some leaves of a tree of that size. */
function placesIn(size: number): number[] {
  const [third, odd] = [Math.floor(size / 3), (size * 5) % 9_007_199]
  const edges = [0, 1, 255, 256, 65_535, 65_536, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32]
  const ends = [size - 65_537, size - 257, size - 256, size - 2, size - 1]
  return [...edges, ...ends, third, odd].filter((at) => 0 <= at && at < size)
}

describe.each([
  [
    'inclusion',
    (place: number, size: number) => inclusionPath(place, size),
    (place: number, size: number) => pathRanges(BigInt(place), BigInt(size)),
  ],
  [
    'consistency',
    (place: number, size: number) => consistencyPath(place + 1, size),
    (place: number, size: number) => proofRanges(BigInt(place) + 1n, BigInt(size)),
  ],
])('a path of %s in a tree past what 32 bits count', (_, ours, theirs) => {
  it('leads over the subtrees that RFC 6962 says, none of them rounded', () => {
    for (const size of sizes) {
      for (const place of placesIn(size)) {
        const path = ours(place, size).map((subtrees) => subtrees.map(spelt))
        const expected = theirs(place, size).map((range) => perfectIn(range).map(spelt))
        expect(path, `${place} of ${size}`).toEqual(expected)
      }
    }
  })

  it('needs the tiles that hold them, as wide as the size makes them, each once', () => {
    for (const size of sizes) {
      for (const place of placesIn(size)) {
        const tiles = tilesFor(ours(place, size), size)
        const expected = theirs(place, size)
          .flatMap(perfectIn)
          .map((one) => tileOf(one, size))
        const names = tiles.map(({ level, number, width }) => `${level}/${number}.p/${width}`)
        expect(names.toSorted(), `${place} of ${size}`).toEqual([...new Set(expected)].toSorted())
      }
    }
  })

  it('asks for the hashes that make up its subtrees, and no others', async () => {
    for (const size of [2 ** 31 + 257, 2 ** 40 - 1, Number.MAX_SAFE_INTEGER]) {
      for (const place of placesIn(size)) {
        const asked = new Set<string>()
        await proofHashes(ours(place, size), (level, index) => {
          asked.add(`${level}/${index}`)
          return new Uint8Array(32)
        })
        const expected = theirs(place, size).flatMap(perfectIn).flatMap(hashesOf)
        expect([...asked].toSorted(), `${place} of ${size}`).toEqual(expected.toSorted())
      }
    }
  })
})

describe('a path that there is not', () => {
  it.each([
    [11, 11],
    [12, 11],
    [-1, 11],
    [0, 0],
    [0.5, 11],
    [0, 1.5],
    [Number.NaN, 11],
    [0, Number.NaN],
    [0, Number.POSITIVE_INFINITY],
    [0, 2 ** 53],
    [2 ** 53 - 1, 2 ** 53],
    [2 ** 53, 2 ** 53 - 1],
  ])('of inclusion is refused: %d of %d', (index, size) => {
    expect(() => inclusionPath(index, size)).toThrow(RangeError)
  })

  it.each([
    [0, 11],
    [0, 0],
    [12, 11],
    [-1, 11],
    [1.5, 11],
    [1, 11.5],
    [Number.NaN, 11],
    [1, Number.NaN],
    [1, Number.POSITIVE_INFINITY],
    [1, 2 ** 53],
    [2 ** 53, 2 ** 53],
  ])('of consistency is refused: %d to %d', (from, to) => {
    expect(() => consistencyPath(from, to)).toThrow(RangeError)
  })
})

describe('the count of a level’s hashes', () => {
  it('is whole on every level of every size', () => {
    for (const size of [0, 1, 255, 256, 257, 65_535, 65_536, 70_000, ...sizes]) {
      for (let level = 0; level < 64; level++) {
        const expected = BigInt(size) / 256n ** BigInt(level)
        expect(BigInt(hashCount(level, size)), `${level} of ${size}`).toBe(expected)
      }
    }
  })

  it('is not worked out for bundles that nobody asks for yet', () => {
    const bundles = bundlesOf(Number.MAX_SAFE_INTEGER)

    expect([bundles.next().value, bundles.next().value]).toEqual([
      { number: 0, width: 256 },
      { number: 1, width: 256 },
    ])
  })
})

type Perfect = { level: bigint; index: bigint }

/** The perfect subtrees of a range that begins where one of them may, largest first. */
function perfectIn({ from, to }: Range): Perfect[] {
  const subtrees: Perfect[] = []
  for (let at = from; at < to;) {
    const level = BigInt((to - at).toString(2).length - 1)
    if (at % (1n << level) !== 0n) throw new Error(`No subtree of ${level} begins at ${at}.`)
    subtrees.push({ level, index: at >> level })
    at += 1n << level
  }
  return subtrees
}

function spelt({ level, index }: Subtree | Perfect): string {
  return `${level}/${index}`
}

/** The hashes on the level of tiles just below a subtree, or on its own. */
function hashesOf({ level, index }: Perfect): string[] {
  const width = 1n << (level % 8n)
  return Array.from(
    { length: Number(width) },
    (_, i) => `${level / 8n}/${index * width + BigInt(i)}`
  )
}

/** The tile that holds those hashes, in a tree of that size. */
function tileOf({ level, index }: Perfect, size: number): string {
  const tileLevel = level / 8n
  const number = (index << (level % 8n)) >> 8n
  const left = (BigInt(size) >> (8n * tileLevel)) - (number << 8n)
  return `${tileLevel}/${number}.p/${left > 256n ? 256n : left}`
}
