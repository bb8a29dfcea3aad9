import { describe, expect, it } from 'vitest'
import { checkConsistency, checkInclusion } from '../../src/ledger/check-proof'
import { refusal } from './refusal'
import { someLeaves, treesOver } from './rfc6962'

type Inclusion = Parameters<typeof checkInclusion>[0]
type Consistency = Parameters<typeof checkConsistency>[0]

const LARGEST = 130

// One size more than is proved, so that the last has a neighbour too.
const leaves = await someLeaves(LARGEST + 1)
const trees = treesOver(leaves)
const sizes = Array.from({ length: LARGEST + 2 }, (_, size) => size)
const roots = await Promise.all(sizes.map((size) => trees.root(size)))

const leafAt = (index: number) => leaves[index] ?? new Uint8Array()
const rootAt = (size: number) => roots[size] ?? new Uint8Array()

describe('an inclusion proof', () => {
  it('proves no other leaf, place or tree: each leaf of each size to 130', async () => {
    const accepted: string[] = []
    for (const size of sizes.slice(1, -1)) {
      for (let index = 0; index < size; index++) {
        const claim = await inclusion(index, size)
        const wrong = [
          ...othersThan(index).flatMap((other) => [
            { ...claim, index: BigInt(other) },
            { ...claim, leaf: leafAt(other) },
          ]),
          ...othersThan(size).flatMap((other) => [
            { ...claim, root: rootAt(other) },
            // The size alone is not proved: only a checkpoint says which root is which size's.
            { ...claim, root: rootAt(other), size: BigInt(other) },
          ]),
        ]
        if (await holdsAny(wrong, isIncluded)) accepted.push(`${index} of ${size}`)
      }
    }

    expect(accepted).toEqual([])
  }, 60_000)

  it.each([
    ['before the first leaf', -1n, 11n],
    ['behind the last leaf', 11n, 11n],
    ['far behind it', 7n + 2n ** 64n, 11n],
    ['in a tree of nothing', 0n, 0n],
    ['in less than nothing', 0n, -11n],
  ])('is rejected for a place %s', async (_, index, size) => {
    expect(await isIncluded({ ...(await inclusion(7, 11)), index, size })).toBe(false)
  })

  it('is rejected with any bit of any hash turned over', async () => {
    const claim = await inclusion(7, 11)

    const wrong = [
      ...turnedOver(claim.leaf).map((leaf) => ({ ...claim, leaf })),
      ...turnedOver(claim.root).map((root) => ({ ...claim, root })),
      ...wrongProofs(claim.proof).map((proof) => ({ ...claim, proof })),
    ]

    expect(wrong.length).toBeGreaterThan(6 * 256)
    expect(await holdsAny(wrong, isIncluded)).toBe(false)
    expect(await isIncluded(claim)).toBe(true)
  })

  it('has at most 63 hashes, and is rejected with more, even if it comes out right', async () => {
    const proof = Array.from({ length: 63 }, () => zeros)
    const root = await joined(zeros, ...proof)
    const longer = { proof: [...proof, zeros], root: await nodeOf(root, zeros) }
    const claim = (size: bigint) => ({ index: 0n, size, leaf: zeros })

    expect(await isIncluded({ ...claim(2n ** 63n), proof, root })).toBe(true)
    expect(await isIncluded({ ...claim(2n ** 64n), ...longer })).toBe(false)
  })

  it('is rejected with hashes beyond the root, even if it comes out right', async () => {
    const [leaf, more] = [leafAt(0), leafAt(1)]
    const claim = { index: 0n, size: 1n, leaf }

    expect(await isIncluded({ ...claim, proof: [], root: leaf })).toBe(true)
    for (const root of [await nodeOf(leaf, more), await nodeOf(more, leaf)]) {
      expect(await isIncluded({ ...claim, proof: [more], root })).toBe(false)
    }
  })

  it('is rejected for less than the first place, even if it comes out right', async () => {
    const proof = Array.from({ length: 4 }, () => zeros)
    const root = await joined(zeros, ...proof)

    for (const index of [-1n, -2n, -4n, -16n]) {
      expect(await isIncluded({ index, size: 11n, leaf: zeros, proof, root })).toBe(false)
    }
  })

  it.each([0, 31, 33, 64])(
    'is rejected for a leaf of %i bytes, even if it comes out right',
    async (n) => {
      const leaf = new Uint8Array(n)
      const claim = { index: 0n, size: 2n, leaf, proof: [zeros], root: await nodeOf(leaf, zeros) }

      expect(await isIncluded(claim)).toBe(false)
    }
  )

  it('is rejected if bytes have moved from one hash to the next', async () => {
    const claim = await inclusion(0, 2)
    const both = [...claim.leaf, ...(claim.proof[0] ?? [])]

    for (const cut of [0, 1, 31, 33, 63, 64]) {
      const [leaf, hash] = [Uint8Array.from(both.slice(0, cut)), Uint8Array.from(both.slice(cut))]
      expect(await isIncluded({ ...claim, leaf, proof: [hash] }), `${cut} bytes`).toBe(false)
    }
  })
})

describe('a consistency proof', () => {
  it('proves no other growth: from each size to each size to 130', async () => {
    const accepted: string[] = []
    for (const to of sizes.slice(1, -1)) {
      for (let from = 1; from <= to; from++) {
        const claim = await consistency(from, to)
        const wrong = [
          ...othersThan(from).flatMap((other) => [
            { ...claim, oldRoot: rootAt(other) },
            { ...claim, oldRoot: rootAt(other), from: BigInt(other) },
          ]),
          ...othersThan(to).flatMap((other) => [
            { ...claim, newRoot: rootAt(other) },
            { ...claim, newRoot: rootAt(other), to: BigInt(other) },
          ]),
        ]
        if (await holdsAny(wrong, isConsistent)) accepted.push(`${from} to ${to}`)
      }
    }

    expect(accepted).toEqual([])
  }, 60_000)

  it.each([
    ['from nothing', 0n, 11n],
    ['from less than nothing', -6n, 11n],
    ['backwards', 11n, 6n],
    ['to nothing', 6n, 0n],
    ['from a tree to itself, with hashes', 11n, 11n],
  ])('is rejected %s', async (_, from, to) => {
    expect(await isConsistent({ ...(await consistency(6, 11)), from, to })).toBe(false)
  })

  it('from a tree to itself is empty, and holds for one root only', async () => {
    const claim = await consistency(11, 11)

    expect(claim.proof).toEqual([])
    expect(await isConsistent(claim)).toBe(true)
    expect(await isConsistent({ ...claim, newRoot: rootAt(12) })).toBe(false)
    expect(await isConsistent({ ...claim, proof: [rootAt(11)] })).toBe(false)
  })

  it('of a whole subtree needs hashes too, once the tree has grown', async () => {
    const claim = await consistency(8, 11)

    expect(await isConsistent(claim)).toBe(true)
    expect(await isConsistent({ ...claim, proof: [] })).toBe(false)
    expect(await isConsistent({ ...claim, proof: [], newRoot: claim.oldRoot })).toBe(false)
  })

  it('is rejected with hashes beyond the roots, even if it comes out right', async () => {
    const [first = zeros, added = zeros, before = zeros, more = zeros] = leaves
    const claim = {
      from: 3n,
      to: 4n,
      oldRoot: await nodeOf(before, first),
      newRoot: await nodeOf(before, await nodeOf(first, added)),
    }
    const above = {
      oldRoot: await nodeOf(more, claim.oldRoot),
      newRoot: await nodeOf(more, claim.newRoot),
    }
    const proof = [first, added, before]

    expect(await isConsistent({ ...claim, proof })).toBe(true)
    expect(await isConsistent({ ...claim, ...above, proof: [...proof, more] })).toBe(false)
  })

  it.each([
    [6, 11],
    [8, 11],
  ])('is rejected with any bit of any hash turned over: %i to %i', async (from, to) => {
    const claim = await consistency(from, to)

    const wrong = [
      ...turnedOver(claim.oldRoot).map((oldRoot) => ({ ...claim, oldRoot })),
      ...turnedOver(claim.newRoot).map((newRoot) => ({ ...claim, newRoot })),
      ...wrongProofs(claim.proof).map((proof) => ({ ...claim, proof })),
    ]

    expect(wrong.length).toBeGreaterThan(3 * 256)
    expect(await holdsAny(wrong, isConsistent)).toBe(false)
    expect(await isConsistent(claim)).toBe(true)
  })
})

const zeros = new Uint8Array(32)

async function inclusion(index: number, size: number): Promise<Inclusion> {
  const proof = await trees.path(index, size)
  return {
    index: BigInt(index),
    size: BigInt(size),
    leaf: leafAt(index),
    proof,
    root: rootAt(size),
  }
}

async function consistency(from: number, to: number): Promise<Consistency> {
  const proof = await trees.proof(from, to)
  return { from: BigInt(from), to: BigInt(to), oldRoot: rootAt(from), newRoot: rootAt(to), proof }
}

/** All others in small trees; in larger ones the next, and what one wrong bit makes of it. */
function othersThan(position: number): number[] {
  const wrongBit = position ^ (1 << (position % 7))
  const others = position < 16 ? sizes.slice(0, 18) : [position + 1, wrongBit]
  return others.filter((other) => other !== position && other <= LARGEST)
}

async function isIncluded(claim: Inclusion): Promise<boolean> {
  return (await refusal(() => checkInclusion(claim))) !== 'bad-inclusion-proof'
}

async function isConsistent(claim: Consistency): Promise<boolean> {
  return (await refusal(() => checkConsistency(claim))) !== 'bad-consistency-proof'
}

async function holdsAny<T>(claims: T[], holds: (claim: T) => Promise<boolean>): Promise<boolean> {
  return (await Promise.all(claims.map(holds))).includes(true)
}

/** The bytes as they are but for one bit, for each bit; and some of another length. */
function turnedOver(bytes: Uint8Array): Uint8Array[] {
  const bits = Array.from({ length: bytes.length * 8 }, (_, bit) =>
    bytes.map((byte, at) => (at === Math.floor(bit / 8) ? byte ^ (1 << (bit % 8)) : byte))
  )
  return [...bits, bytes.slice(1), bytes.slice(0, -1), Uint8Array.of(...bytes, 0), new Uint8Array()]
}

/** A proof with a hash changed, missing, twice, in another's place, or too many. */
function wrongProofs(proof: Uint8Array[]): Uint8Array[][] {
  const changed = proof.flatMap((hash, at) => turnedOver(hash).map((one) => proof.with(at, one)))
  const misshapen = proof.flatMap((hash, at) => [
    proof.toSpliced(at, 1),
    proof.toSpliced(at, 0, hash),
    proof.toSpliced(at, 0, zeros),
    proof.slice(0, at),
    ...(at > 0 ? [proof.toSpliced(at, 1).toSpliced(at - 1, 0, hash)] : []),
  ])
  return [...changed, ...misshapen, [...proof, zeros], [...proof, new Uint8Array()]]
}

async function nodeOf(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.of(1, ...left, ...right)))
}

/** A hash with others joined to it one after the other, each on its right. */
async function joined(first: Uint8Array, ...rest: Uint8Array[]): Promise<Uint8Array> {
  let root = first
  for (const hash of rest) root = await nodeOf(root, hash)
  return root
}
