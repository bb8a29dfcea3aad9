import { hashCount, TILE_WIDTH, type Tile } from './tile.ts'
import { joinSubtrees, nodeHash } from './tree.ts'

/** A perfect subtree: 2^level leaves, the first of them leaf number `index * 2^level`. */
export type Subtree = { level: number; index: number }

/** Hash number `index` of all the tiles of a level. */
export type HashAt = (tileLevel: number, index: number) => Uint8Array

/** Levels of the tree that one tile spans. */
const TILE_HEIGHT = 8

/**
 * What proves a leaf to be in a tree (RFC 6962 §2.1.1), each hash as the perfect subtrees that it
 * is joined from, largest first. Throws a RangeError if the tree has no such leaf.
 */
export function inclusionPath(index: number, size: number): Subtree[][] {
  demandRange(0 <= index && index < size, index, size)
  const path: Subtree[][] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    const isLeft = index < middle
    path.unshift(isLeft ? subtreesOf(middle, to) : subtreesOf(from, middle))
    if (isLeft) to = middle
    else from = middle
  }
  return path
}

/**
 * What proves that a tree grew from a smaller one (RFC 6962 §2.1.2), in the same form. Of a tree
 * and itself there is nothing to prove. Throws a RangeError unless 1 ≤ old ≤ size.
 */
export function consistencyPath(old: number, size: number): Subtree[][] {
  demandRange(1 <= old && old <= size, old, size)
  const path: Subtree[][] = []
  let [from, to] = [0, size]
  while (to > old) {
    const middle = from + splitOf(to - from)
    const isLeft = old <= middle
    path.unshift(isLeft ? subtreesOf(middle, to) : subtreesOf(from, middle))
    if (isLeft) to = middle
    else from = middle
  }
  // Whoever checks the proof knows the old root, but not that of its last subtree.
  return from === 0 ? path : [subtreesOf(from, to), ...path]
}

/** The perfect subtrees of neighbouring leaves, the largest first. */
export function subtreesOf(from: number, to: number): Subtree[] {
  const subtrees: Subtree[] = []
  for (let at = from; at < to;) {
    let level = 0
    while (2 ** (level + 1) <= to - at) level++
    subtrees.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return subtrees
}

/** The tiles that a proof needs, each as wide as a tree of that size makes it. */
export function tilesFor(path: Subtree[][], size: number): Tile[] {
  const tiles = new Map<string, Tile>()
  for (const subtree of path.flat()) {
    const level = tileLevelOf(subtree)
    const number = Math.floor(firstHashOf(subtree) / TILE_WIDTH)
    const width = Math.min(TILE_WIDTH, hashCount(level, size) - number * TILE_WIDTH)
    tiles.set(`${level}/${number}`, { level, number, width })
  }
  return [...tiles.values()]
}

/** The hashes of a proof, from those that the tiles hold. */
export function proofHashes(path: Subtree[][], hashAt: HashAt): Promise<Uint8Array[]> {
  return Promise.all(path.map((subtrees) => rootOfSubtrees(subtrees, hashAt)))
}

/** The root over neighbouring subtrees, from the hashes that the tiles hold. */
export async function rootOfSubtrees(subtrees: Subtree[], hashAt: HashAt): Promise<Uint8Array> {
  return joinSubtrees(await Promise.all(subtrees.map((one) => rootOfSubtree(one, hashAt))))
}

/** Several proofs ask for the same subtrees; joining them once is most of the work saved. */
const joined = new WeakMap<HashAt, Map<string, Promise<Uint8Array>>>()

function rootOfSubtree(subtree: Subtree, hashAt: HashAt): Promise<Uint8Array> {
  const known = joined.get(hashAt) ?? new Map<string, Promise<Uint8Array>>()
  joined.set(hashAt, known)
  const key = `${subtree.level}/${subtree.index}`
  const root = known.get(key) ?? joinBelow(subtree, hashAt)
  known.set(key, root)
  return root
}

async function joinBelow({ level, index }: Subtree, hashAt: HashAt): Promise<Uint8Array> {
  if (level % TILE_HEIGHT === 0) return hashAt(level / TILE_HEIGHT, index)
  const below = [
    rootOfSubtree({ level: level - 1, index: index * 2 }, hashAt),
    rootOfSubtree({ level: level - 1, index: index * 2 + 1 }, hashAt),
  ] as const
  return nodeHash(await below[0], await below[1])
}

function tileLevelOf({ level }: Subtree): number {
  return Math.floor(level / TILE_HEIGHT)
}

function firstHashOf({ level, index }: Subtree): number {
  return index * 2 ** (level % TILE_HEIGHT)
}

/** The largest power of two below the number of leaves: where RFC 6962 parts a tree. */
function splitOf(leaves: number): number {
  let split = 1
  while (split * 2 < leaves) split *= 2
  return split
}

function demandRange(holds: boolean, number: number, size: number) {
  if (holds && Number.isSafeInteger(number) && Number.isSafeInteger(size)) return
  throw new RangeError(`a tree of ${size} leaves has no ${number}`)
}
