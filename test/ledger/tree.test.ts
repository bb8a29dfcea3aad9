import { describe, expect, it } from 'vitest'
import { fromHex } from '../../src/ledger/hex'
import {
  addLeaves,
  EMPTY_EDGE,
  edgeText,
  joinSubtrees,
  leafHash,
  nodeHash,
  readEdge,
  rootOf,
  type Edge,
} from '../../src/ledger/tree'
import ledger from '../vectors/ledger.json'
import merkle from '../vectors/merkle.json'
import { someLeaves, treesOver } from './rfc6962'

const zeros = new Uint8Array(32)
const utf8 = (text: string) => new TextEncoder().encode(text)

describe('the hashes of a tree', () => {
  it('are those that the tests of RFC 6962’s authors give', async () => {
    const leaves = await Promise.all(['', 'L123456'].map((entry) => leafHash(utf8(entry))))
    const node = await nodeHash(utf8('N123'), utf8('N456'))

    expect([...leaves, node, await rootOf(EMPTY_EDGE)].map((hash) => hash.toHex())).toEqual([
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
      'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    ])
  })

  it.each([
    ['transparency-dev/merkle', merkle.tree.entries, merkle.tree.roots],
    [
      'this project, worked out elsewhere',
      ledger.entries.map(({ entry_hex: hex }) => hex),
      ledger.roots_hex,
    ],
  ])('come to the roots of the vectors of %s, at each size', async (_, entries, roots) => {
    const ours = [await rootOf(EMPTY_EDGE)]
    let edge = EMPTY_EDGE
    for (const entry of entries) {
      edge = await addLeaves(edge, [await leafHash(fromHex(entry))])
      ours.push(await rootOf(edge))
    }

    expect(ours.map((root) => root.toHex())).toEqual(roots)
  })
})

describe('the edge of a tree', () => {
  it('gives the root that RFC 6962 defines, at each size to 130, from its text alone', async () => {
    const leaves = await someLeaves(130)
    const trees = treesOver(leaves)

    let text = ''
    for (const [size, leaf] of leaves.entries()) {
      const edge = await addLeaves(readEdge(size, text), [leaf])
      text = edgeText(edge)
      expect(await hexOf(rootOf(edge)), `size ${edge.size}`).toBe(await hexOf(trees.root(size + 1)))
    }
  })

  it('is the same however many leaves come at once', async () => {
    const leaves = await someLeaves(130)
    const trees = treesOver(leaves)

    for (let first = 0; first <= 70; first++) {
      for (const second of [0, 1, 2, 3, 7, 31, 32, 33, 60]) {
        const size = first + second
        const some = await addLeaves(EMPTY_EDGE, leaves.slice(0, first))
        const more = await addLeaves(some, leaves.slice(first, size))
        const name = `${first} and ${second}`
        expect(more.size, name).toBe(size)
        expect(await hexOf(rootOf(more)), name).toBe(await hexOf(trees.root(size)))
        expect(edgeText(more), name).toBe(edgeText(await oneByOne(leaves.slice(0, size))))
      }
    }
  })

  it('holds for tens of thousands of leaves at once', { timeout: 30_000 }, async () => {
    const leaves = await someLeaves(65_538)
    const trees = treesOver(leaves)

    for (const size of [65_535, 65_536, 65_537, 65_538]) {
      const edge = await addLeaves(EMPTY_EDGE, leaves.slice(0, size))
      expect(await hexOf(rootOf(edge)), `size ${size}`).toBe(await hexOf(trees.root(size)))
    }
  })

  it('keeps the roots of its perfect subtrees, the largest first', async () => {
    const leaves = await someLeaves(7)

    const edge = await addLeaves(EMPTY_EDGE, leaves)

    const four = await treesOver(leaves).root(4)
    const two = await treesOver(leaves.slice(4)).root(2)
    expect(edge.roots).toEqual([four, two, leaves[6]])
  })

  it('past what 32 bits count still has a subtree for every bit of its size', async () => {
    const [leaf = zeros, ...roots] = await someLeaves(6)
    const edge = { size: 2 ** 40 + 2 ** 32 + 2 ** 31 + 3, roots }

    const grown = await addLeaves(edge, [leaf])

    const [two = zeros, one = zeros] = roots.slice(3)
    const joined = await nodeHash(two, await nodeHash(one, leaf))
    expect(grown).toEqual({ size: edge.size + 1, roots: [...roots.slice(0, 3), joined] })
    expect(readEdge(edge.size, edgeText(edge))).toEqual(edge)
  })

  it('changes no edge that it was given', async () => {
    const [one = zeros, ...more] = await someLeaves(4)
    const edge = await addLeaves(EMPTY_EDGE, [one])

    await addLeaves(edge, more)

    expect(edge).toEqual({ size: 1, roots: [one] })
    expect(EMPTY_EDGE).toEqual({ size: 0, roots: [] })
  })

  it.each([
    ['a subtree missing', 3, 'ab'.repeat(32)],
    ['one too many', 4, 'ab'.repeat(64)],
    ['some for a tree of none', 0, 'ab'.repeat(32)],
    ['none for a tree of one', 1, ''],
    ['one cut short', 1, 'ab'.repeat(31)],
    ['one with something behind it', 1, 'ab'.repeat(33)],
    ['one that is not hex', 1, 'zz'.repeat(32)],
  ])('is refused if it does not fit its size: %s', (_, size, text) => {
    expect(() => readEdge(size, text)).toThrow()
  })

  it('has subtrees to join, or there is no root', async () => {
    await expect(joinSubtrees([])).rejects.toThrow(RangeError)
  })
})

async function oneByOne(leaves: Uint8Array[]): Promise<Edge> {
  let edge = EMPTY_EDGE
  for (const leaf of leaves) edge = await addLeaves(edge, [leaf])
  return edge
}

async function hexOf(hash: Promise<Uint8Array>): Promise<string> {
  return (await hash).toHex()
}
