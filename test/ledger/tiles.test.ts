import { describe, expect, it } from 'vitest'
import {
  bundlePath,
  bundlesOf,
  decodeBundle,
  encodeBundle,
  hashCount,
  parseTilePath,
  tilePath,
} from '../../src/ledger/tile'
import { refusal } from './refusal'

const spellings: [number: number, spelt: string][] = [
  [0, '000'],
  [7, '007'],
  [67, '067'],
  [999, '999'],
  [1000, 'x001/000'],
  [1_234_067, 'x001/x234/067'],
  [999_999, 'x999/999'],
  [1_000_000, 'x001/x000/000'],
  [2 ** 31, 'x002/x147/x483/648'],
  [2 ** 32 + 1, 'x004/x294/x967/297'],
  [2 ** 40, 'x001/x099/x511/x627/776'],
  [2 ** 45 - 1, 'x035/x184/x372/x088/831'],
]

describe('the path of a tile', () => {
  it.each(spellings)('spells its number in groups of three digits: %i', (number, spelt) => {
    expect(tilePath({ level: 0, number, width: 256 })).toBe(`tile/0/${spelt}`)
    expect(tilePath({ level: 5, number, width: 112 })).toBe(`tile/5/${spelt}.p/112`)
    expect(bundlePath({ number, width: 256 })).toBe(`tile/entries/${spelt}`)
    expect(bundlePath({ number, width: 1 })).toBe(`tile/entries/${spelt}.p/1`)
  })

  it('is read back as what it was made from', () => {
    for (const [number] of spellings) {
      for (const width of [1, 9, 10, 99, 100, 112, 255, 256]) {
        const bundle = { number, width }
        expect(parseTilePath(bundlePath(bundle))).toEqual({ bundle })
        for (const level of [0, 1, 5, 9, 10, 63]) {
          const tile = { level, number, width }
          expect(parseTilePath(tilePath(tile))).toEqual({ tile })
        }
      }
    }
  })

  it.each([
    ['cut short', ['', 'tile', 'tile/', 'tile/0', 'tile/0/', 'tile/entries', '0/000']],
    ['with strange slashes', ['/tile/0/000', 'tile/0/000/', 'tile//0/000', 'tile\\0\\000']],
    ['with another name', ['Tile/0/000', 'x/tile/0/000', 'tile/Entries/000', 'tile/entry/000']],
    ['without groups of three', ['tile/0/0', 'tile/0/00', 'tile/0/0000', 'tile/0/1234067']],
    ['with an x amiss', ['tile/0/x001', 'tile/0/001/000', 'tile/0/X001/000', 'tile/0/x001/x067']],
    ['with a group too long or short', ['tile/0/x01/000', 'tile/0/x0001/000', 'tile/0/x/000']],
    ['with groups of zeros first', ['tile/0/x000/000', 'tile/entries/x000/x001/000']],
    ['on a level past 63', ['tile/64/000', 'tile/99/000', 'tile/100/000', 'tile/256/000']],
    ['on a level with zeros first', ['tile/00/000', 'tile/01/000', 'tile/063/000']],
    ['on no level', ['tile/-1/000', 'tile/+1/000', 'tile/1.0/000', 'tile/1e1/000', 'tile/0x1/000']],
    ['without the width it says', ['tile/0/000.p', 'tile/0/000.p/', 'tile/0/000p/1']],
    ['with no width', ['tile/0/000.p/0', 'tile/entries/000.p/0', 'tile/0/000.p/-1']],
    ['as partial and whole', ['tile/0/000.p/256', 'tile/entries/000.p/256', 'tile/0/000.p/257']],
    ['with zeros before its width', ['tile/0/000.p/01', 'tile/0/000.p/001', 'tile/0/000.p/0112']],
    ['with a width not in digits', ['tile/0/000.p/+1', 'tile/0/000.p/1.5', 'tile/0/000.p/1e2']],
    ['with more behind it', ['tile/0/000.p/1/', 'tile/0/000.p/1.p/1', 'tile/0/000/000']],
    ['with spaces', [' tile/0/000', 'tile/0/000 ', 'tile/ 0/000', 'tile/0/000\n', 'tile/0/\t00']],
    ['with other digits', ['tile/0/٠٠٠', 'tile/0/０００', 'tile/٠/000', 'tile/0/%30%30%30']],
    ['with a number no ledger reaches', ['tile/0/x035/x184/x372/x088/832', aLongPath(6)]],
    ['with a number without end', [aLongPath(400), `tile/0/x${'0'.repeat(4000)}/000`]],
  ])('is none %s', (_, paths) => {
    expect(paths.filter((path) => parseTilePath(path) !== null)).toEqual([])
  })

  it('is none with any character of it changed, dropped or doubled, unless it spells another', () => {
    for (const path of ['tile/0/x001/x234/067.p/112', 'tile/entries/x070/000', 'tile/10/000.p/7']) {
      for (const changed of neighboursOf(path)) {
        const read = parseTilePath(changed)
        if (!read) continue
        const spelt = 'tile' in read ? tilePath(read.tile) : bundlePath(read.bundle)
        expect(spelt).toBe(changed)
      }
    }
  })
})

describe('the tiles of a ledger', () => {
  it('are as many and as wide as its size makes them', () => {
    const tiles = (level: number) => {
      const hashes = hashCount(level, 70_000)
      return [Math.floor(hashes / 256), hashes % 256]
    }

    // The example of C2SP tlog-tiles.
    expect(tiles(0)).toEqual([273, 112])
    expect(tiles(1)).toEqual([1, 17])
    expect(tiles(2)).toEqual([0, 1])
    expect(tiles(3)).toEqual([0, 0])
  })

  it.each([
    ['nothing', 0, []],
    ['one entry', 1, [[0, 1]]],
    ['a bundle but one', 255, [[0, 255]]],
    ['a whole bundle', 256, [[0, 256]]],
    [
      'a bundle and one',
      257,
      [
        [0, 256],
        [1, 1],
      ],
    ],
  ])('come with bundles of its entries: %s', (_, size, expected) => {
    expect([...bundlesOf(size)].map(({ number, width }) => [number, width])).toEqual(expected)
  })

  it('come with bundles of all its entries, the last as wide as what is left', () => {
    const bundles = [...bundlesOf(70_000)]

    expect(bundles).toHaveLength(274)
    expect(bundles.at(-1)).toEqual({ number: 273, width: 112 })
    expect(bundles.reduce((sum, { width }) => sum + width, 0)).toBe(70_000)
  })
})

describe('a bundle of entries', () => {
  const entries = [Uint8Array.of(1, 2, 3), new Uint8Array(), new Uint8Array(300).fill(7)]
  const bundle = encodeBundle(entries)

  it('holds each entry behind its length in two bytes', () => {
    expect(encodeBundle(entries.slice(0, 2)).toHex()).toBe('00030102030000')
    expect(bundle.slice(7, 10).toHex()).toBe('012c07')
    expect(decodeBundle(bundle)).toEqual(entries)
    expect(decodeBundle(new Uint8Array())).toEqual([])
  })

  it('holds no entry longer than its length can say', () => {
    expect(encodeBundle([new Uint8Array(65_535)])).toHaveLength(65_537)
    expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow(RangeError)
  })

  it('is rejected cut off anywhere but behind an entry', async () => {
    const whole = [0, 5, 7, 309]

    for (let end = 0; end <= bundle.length; end++) {
      const verdict = await refusal(() => decodeBundle(bundle.slice(0, end)))
      expect(verdict, `${end} bytes`).toBe(whole.includes(end) ? 'accepted' : 'bad-bundle')
    }
  })

  it('means the same bytes as it was read from, whatever they are', async () => {
    for (let at = 0; at < 10; at++) {
      for (let byte = 0; byte < 256; byte++) {
        const changed = bundle.with(at, byte)
        const verdict = await refusal(() => {
          expect(encodeBundle(decodeBundle(changed))).toEqual(changed)
        })
        expect(['accepted', 'bad-bundle']).toContain(verdict)
      }
    }
  })
})

function aLongPath(groups: number): string {
  return `tile/0/${'x999/'.repeat(groups)}999`
}

/** Every text that one character more, less or other makes of a text. */
function neighboursOf(text: string): string[] {
  const characters = [...'0123456789x/.p+- eE%\n\0é']
  return Array.from(text, (_, at) => [text.slice(0, at), text.slice(at + 1), text.slice(at)])
    .flatMap(([before, after, rest]) => [
      `${before}${after}`,
      ...characters.map((one) => `${before}${one}${after}`),
      ...characters.map((one) => `${before}${one}${rest}`),
    ])
    .filter((one) => one !== text)
}
