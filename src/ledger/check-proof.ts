import { equalBytes } from './bytes.ts'
import { Rejected } from './rejected.ts'
import { HASH_LENGTH, nodeHash } from './tree.ts'

/** As many as a proof in a tree of 2^63 leaves needs. */
export const MOST_HASHES = 63

type Inclusion = {
  index: bigint
  size: bigint
  leaf: Uint8Array
  proof: Uint8Array[]
  root: Uint8Array
}

type Consistency = {
  from: bigint
  to: bigint
  oldRoot: Uint8Array
  newRoot: Uint8Array
  proof: Uint8Array[]
}

/** Checks that a leaf stands at an index of a tree (RFC 9162 §2.1.3.2). Rejects if it does not. */
export async function checkInclusion(claim: Inclusion): Promise<void> {
  const { index, size, leaf, proof, root } = claim
  demand('inclusion', areHashes([leaf, root, ...proof]) && proof.length <= MOST_HASHES)
  demand('inclusion', 0n <= index && index < size)

  let [at, last, hash] = [index, size - 1n, leaf]
  for (const sibling of proof) {
    demand('inclusion', last > 0n)
    if (isOdd(at) || at === last) {
      hash = await nodeHash(sibling, hash)
      while (!isOdd(at) && at > 0n) [at, last] = [at >> 1n, last >> 1n]
    } else {
      hash = await nodeHash(hash, sibling)
    }
    ;[at, last] = [at >> 1n, last >> 1n]
  }
  demand('inclusion', last === 0n && equalBytes(hash, root))
}

/**
 * Checks that a tree grew from a smaller one, nothing of which changed (RFC 9162 §2.1.4.2). Rejects
 * if it did not. From no leaves there is nothing to prove, and that is rejected too.
 */
export async function checkConsistency(claim: Consistency): Promise<void> {
  const { from, to, oldRoot, newRoot, proof } = claim
  demand('consistency', areHashes([oldRoot, newRoot, ...proof]) && proof.length <= MOST_HASHES)
  demand('consistency', 0n < from && from <= to)
  if (from === to) {
    demand('consistency', proof.length === 0 && equalBytes(oldRoot, newRoot))
    return
  }

  // An old tree that is itself a perfect subtree of the new one stands first, unsaid.
  const [first, ...rest] = isPowerOfTwo(from) ? [oldRoot, ...proof] : proof
  if (!first) throw rejected('consistency')

  let [at, last] = [from - 1n, to - 1n]
  while (isOdd(at)) [at, last] = [at >> 1n, last >> 1n]
  let [old, grown] = [first, first]
  for (const sibling of rest) {
    demand('consistency', last > 0n)
    if (isOdd(at) || at === last) {
      old = await nodeHash(sibling, old)
      grown = await nodeHash(sibling, grown)
      while (!isOdd(at) && at > 0n) [at, last] = [at >> 1n, last >> 1n]
    } else {
      grown = await nodeHash(grown, sibling)
    }
    ;[at, last] = [at >> 1n, last >> 1n]
  }
  demand('consistency', last === 0n && equalBytes(old, oldRoot) && equalBytes(grown, newRoot))
}

type Kind = 'inclusion' | 'consistency'

function demand(kind: Kind, holds: boolean) {
  if (!holds) throw rejected(kind)
}

function rejected(kind: Kind): Rejected {
  return kind === 'inclusion'
    ? new Rejected('bad-inclusion-proof', 'The proof does not lead from the entry to the root.')
    : new Rejected(
        'bad-consistency-proof',
        'The proof does not lead from the earlier root to the later one.'
      )
}

function areHashes(hashes: Uint8Array[]): boolean {
  return hashes.every(({ length }) => length === HASH_LENGTH)
}

function isOdd(number: bigint): boolean {
  return number % 2n === 1n
}

function isPowerOfTwo(number: bigint): boolean {
  return (number & (number - 1n)) === 0n
}
