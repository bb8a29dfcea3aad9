import { describe, expect, it } from 'vitest'
import { checkConsistency, checkInclusion } from '../../src/ledger/check-proof'
import { consistencyPath, inclusionPath, proofHashes, type HashAt } from '../../src/ledger/prove'
import vectors from '../vectors/ledger.json'
import merkle from '../vectors/merkle.json'
import { refusal } from './refusal'
import { treesOver } from './rfc6962'
import { aTiledTree, type TiledTree } from './tiled'

describe('the proofs that transparency-dev/merkle publishes', () => {
  // Its makers check no lengths: both roots of this one are placeholders of 12 bytes.
  const placeholders = ['additional/sizes-are-equal-one-and-proof-is-empty']

  const hashes = merkle.hashes.map((text) => Uint8Array.fromBase64(text))
  const hash = (at: number) => hashes[at] ?? new Uint8Array()

  it.each(merkle.inclusion)('are judged as they say: inclusion, $name', async (one) => {
    const verdict = await refusal(() =>
      checkInclusion({
        index: BigInt(one.index),
        size: BigInt(one.size),
        leaf: hash(one.leaf),
        proof: one.proof.map(hash),
        root: hash(one.root),
      })
    )

    expect(verdict).toBe(one.ok ? 'accepted' : 'bad-inclusion-proof')
  })

  it.each(merkle.consistency)('are judged as they say: consistency, $name', async (one) => {
    const verdict = await refusal(() =>
      checkConsistency({
        from: BigInt(one.from),
        to: BigInt(one.to),
        oldRoot: hash(one.oldRoot),
        newRoot: hash(one.newRoot),
        proof: one.proof.map(hash),
      })
    )

    const isGood = one.ok && !placeholders.includes(one.name)
    expect(verdict).toBe(isGood ? 'accepted' : 'bad-consistency-proof')
  })

  it('are 98 of either kind', () => {
    expect(merkle.inclusion).toHaveLength(98)
    expect(merkle.consistency).toHaveLength(98)
  })
})

describe('the proofs worked out elsewhere for this project', () => {
  const leaves = vectors.entries.map(({ leaf_hash_hex: hex }) => Uint8Array.fromHex(hex))
  const trees = treesOver(leaves)
  const hashAt: HashAt = (_, index) => leaves[index] ?? new Uint8Array()

  it.each(vectors.receipt_inclusion)('are the same and hold: $index of $size', async (one) => {
    const { index, size } = one
    const leaf = leaves[index] ?? new Uint8Array()
    const proof = await proofHashes(inclusionPath(index, size), hashAt)
    const claim = { index: BigInt(index), size: BigInt(size), leaf, proof }

    expect(proof.map((hash) => hash.toBase64())).toEqual(one.proof_b64)
    await checkInclusion({ ...claim, root: await trees.root(size) })
  })

  it.each(vectors.consistency)(
    'are the same and hold: $from to $to',
    async ({ from, to, ...one }) => {
      const proof = await proofHashes(consistencyPath(from, to), hashAt)
      const roots = { oldRoot: await trees.root(from), newRoot: await trees.root(to) }

      expect(proof.map((hash) => hash.toBase64())).toEqual(one.proof_b64)
      await checkConsistency({ from: BigInt(from), to: BigInt(to), proof, ...roots })
    }
  )
})

describe('a proof made from tiles', () => {
  it('is the one that RFC 6962 defines, and holds: each leaf of each size to 130', async () => {
    const tree = await aTiledTree(130)

    const wrong: string[] = []
    for (let size = 1; size <= 130; size++) {
      for (let index = 0; index < size; index++) {
        if (!(await isRightOf(tree, index, size))) wrong.push(`${index} of ${size}`)
      }
    }

    expect(wrong).toEqual([])
  }, 60_000)

  it('is the one that RFC 6962 defines, and holds: from each size to each size to 130', async () => {
    const tree = await aTiledTree(130)

    const wrong: string[] = []
    for (let to = 1; to <= 130; to++) {
      for (let from = 1; from <= to; from++) {
        if (!(await isRightFrom(tree, from, to))) wrong.push(`${from} to ${to}`)
      }
    }

    expect(wrong).toEqual([])
  }, 60_000)

  it('is right where tiles are just full, and just not', async () => {
    const tree = await aTiledTree(65_538)

    const wrong: string[] = []
    for (const size of [255, 256, 257, 258, 511, 512, 513, 65_535, 65_536, 65_537, 65_538]) {
      for (const index of placesIn(size)) {
        if (!(await isRightOf(tree, index, size))) wrong.push(`${index} of ${size}`)
        if (!(await isRightFrom(tree, index + 1, size))) wrong.push(`${index + 1} to ${size}`)
      }
    }

    expect(wrong).toEqual([])
  }, 60_000)
})

/** Where trees of that size are likely to be wrong, and some other places. */
function placesIn(size: number): Set<number> {
  const edges = [0, 1, 254, 255, 256, 257, 510, 511, 512, 65_279, 65_280, 65_534, 65_535, 65_536]
  const spread = Array.from({ length: 24 }, (_, i) => (i * 40_503 + 17) % size)
  return new Set([...edges, ...spread, size - 2, size - 1].filter((at) => at < size))
}

async function isRightOf(tree: TiledTree, index: number, size: number): Promise<boolean> {
  const claim = await tree.inclusion(index, size)
  const holds = (await refusal(() => checkInclusion(claim))) === 'accepted'
  return holds && hexOf(claim.proof) === hexOf(await tree.trees.path(index, size))
}

async function isRightFrom(tree: TiledTree, from: number, to: number): Promise<boolean> {
  const claim = await tree.consistency(from, to)
  const holds = (await refusal(() => checkConsistency(claim))) === 'accepted'
  return holds && hexOf(claim.proof) === hexOf(await tree.trees.proof(from, to))
}

function hexOf(hashes: Uint8Array[]): string {
  return hashes.map((hash) => hash.toHex()).join(' ')
}
