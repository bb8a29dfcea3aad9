import { describe, expect, it } from 'vitest'
import { checkConsistency } from '../../src/ledger/check-proof'
import {
  EMPTY_FRONTIER,
  growFrontier,
  hashesOf,
  hashInFrontier,
  rootOfFrontier,
  trimFrontier,
  type CompleteTile,
} from '../../src/ledger/frontier'
import { consistencyPath, inclusionPath, proofHashes } from '../../src/ledger/prove'
import { someLeaves, treesOver } from './rfc6962'

const steps = [1, 2, 3, 249, 1, 1, 255, 256, 257, 1000, 500, 63_009, 1, 1, 2, 700]

const size = steps.reduce((sum, step) => sum + step, 0)
const leaves = await someLeaves(size)
const trees = treesOver(leaves)
const levels = await trees.tileLevels()

describe('the frontier of a tree', { timeout: 30_000 }, () => {
  it('grows to the root that RFC 6962 defines, and proves that it grew', async () => {
    let frontier = EMPTY_FRONTIER
    for (const step of steps) {
      const [from, to] = [frontier.size, frontier.size + step]
      const grown = (await growFrontier(frontier, leaves.slice(from, to))).frontier
      const root = await rootOfFrontier(grown)
      expect(root, `size ${to}`).toEqual(await trees.root(to))

      const last = await proofHashes(inclusionPath(to - 1, to), hashInFrontier(grown))
      expect(last, `the last of ${to}`).toEqual(await trees.path(to - 1, to))
      if (from > 0) {
        const proof = await proofHashes(consistencyPath(from, to), hashInFrontier(grown))
        const roots = { oldRoot: await trees.root(from), newRoot: root }
        await checkConsistency({ from: BigInt(from), to: BigInt(to), proof, ...roots })
      }
      frontier = trimFrontier(grown)
    }
    expect(frontier.size).toBe(size)
  })

  it('yields every tile once, as soon as it is complete', async () => {
    let frontier = EMPTY_FRONTIER
    const tiles: CompleteTile[] = []
    for (const step of steps) {
      const to = frontier.size + step
      const grown = await growFrontier(frontier, leaves.slice(frontier.size, to))
      tiles.push(...grown.tiles)
      expect(tiles.filter(({ level }) => level === 0)).toHaveLength(Math.floor(to / 256))
      expect(tiles.filter(({ level }) => level === 1)).toHaveLength(Math.floor(to / 65_536))
      frontier = trimFrontier(grown.frontier)
    }

    for (const { level, number, root, hashes } of tiles) {
      const own = levels[level]?.slice(number * 256, (number + 1) * 256)
      expect(hashesOf(hashes), `tile ${number} of level ${level}`).toEqual(own)
      expect(root, `tile ${number} of level ${level}`).toEqual(levels[level + 1]?.[number])
    }
    expect(new Set(tiles.map(({ level, number }) => `${level}/${number}`)).size).toBe(tiles.length)
  })

  it('is the same in one step as in many, once trimmed, and holds no complete tile', async () => {
    let slow = EMPTY_FRONTIER
    for (const step of steps) {
      const more = leaves.slice(slow.size, slow.size + step)
      slow = trimFrontier((await growFrontier(slow, more)).frontier)
    }

    const fast = trimFrontier((await growFrontier(EMPTY_FRONTIER, leaves)).frontier)

    expect(fast).toEqual(slow)
    expect(fast.rows.map(({ start, hashes }) => [start, hashes.length])).toEqual([
      [Math.floor(size / 256) * 256, size % 256],
      [256, Math.floor(size / 256) - 256],
      [0, 1],
    ])
  })

  it('changes none that it was given', async () => {
    const before = trimFrontier((await growFrontier(EMPTY_FRONTIER, leaves.slice(0, 255))).frontier)
    const copy = structuredClone(before)

    await growFrontier(before, leaves.slice(255, 600))

    expect(before).toEqual(copy)
    expect(EMPTY_FRONTIER).toEqual({ size: 0, rows: [] })
  })

  it('refuses a hash that it does not hold', async () => {
    const { frontier } = await growFrontier(EMPTY_FRONTIER, leaves.slice(0, 300))
    const hashAt = hashInFrontier(trimFrontier(frontier))

    expect(hashAt(0, 256)).toEqual(leaves[256])
    expect(() => hashAt(0, 255)).toThrow(RangeError)
    expect(() => hashAt(0, 300)).toThrow(RangeError)
    expect(() => hashAt(1, 1)).toThrow(RangeError)
    expect(() => hashAt(2, 0)).toThrow(RangeError)
  })
})
