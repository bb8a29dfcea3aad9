import { consistencyPath, inclusionPath, proofHashes, type HashAt } from '../../src/ledger/prove'
import { someLeaves, treesOver } from './rfc6962'

export type TiledTree = Awaited<ReturnType<typeof aTiledTree>>

/** So many leaves, what RFC 6962 makes of them, and what our code proves of them from tiles. */
export async function aTiledTree(count: number) {
  const leaves = await someLeaves(count)
  const trees = treesOver(leaves)
  const levels = await trees.tileLevels()

  /** Only what the tiles of a tree of that size hold. */
  const hashAt = (size: number): HashAt => {
    return (level, index) => {
      const hash = index < Math.floor(size / 256 ** level) ? levels[level]?.[index] : undefined
      if (!hash) throw new Error(`No tile of ${size} holds hash ${index} of level ${level}.`)
      return hash
    }
  }
  const leaf = (index: number) => leaves[index] ?? new Uint8Array()

  return {
    leaf,
    trees,
    /** Our proof that a leaf is in the tree, as the claim to be checked. */
    inclusion: async (index: number, size: number) => ({
      index: BigInt(index),
      size: BigInt(size),
      leaf: leaf(index),
      proof: await proofHashes(inclusionPath(index, size), hashAt(size)),
      root: await trees.root(size),
    }),
    /** Our proof that the tree grew, as the claim to be checked. */
    consistency: async (from: number, to: number) => ({
      from: BigInt(from),
      to: BigInt(to),
      oldRoot: await trees.root(from),
      newRoot: await trees.root(to),
      proof: await proofHashes(consistencyPath(from, to), hashAt(to)),
    }),
  }
}
