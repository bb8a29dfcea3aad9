import { joinBytes } from './bytes.ts'
import { fromHex, toHex } from './hex.ts'

/**
 * The right edge of a tree: the roots of the perfect subtrees that its leaves fall into, largest
 * first. It is all that adding a leaf or computing the root needs.
 */
export type Edge = { size: number; roots: Uint8Array[] }

export const EMPTY_EDGE: Edge = { size: 0, roots: [] }

export const HASH_LENGTH = 32

const LEAF = Uint8Array.of(0x00)
const NODE = Uint8Array.of(0x01)

/** RFC 6962 leaf hash: SHA-256 of 0x00 and the entry's bytes. */
export function leafHash(entry: Uint8Array): Promise<Uint8Array> {
  return sha256(joinBytes(LEAF, entry))
}

/** RFC 6962 node hash: SHA-256 of 0x01 and the two hashes below. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
  return sha256(joinBytes(NODE, left, right))
}

/**
 * The edge after more leaves. Two subtrees of one size become one, as carrying does in binary;
 * level by level, so that the hashes of a level are made at once.
 */
export async function addLeaves(edge: Edge, leaves: Uint8Array[]): Promise<Edge> {
  const old = [...edge.roots]
  const roots: Uint8Array[] = []
  let row = leaves
  for (let left = edge.size; left > 0 || row.length > 0; left = Math.floor(left / 2)) {
    const root = left % 2 === 1 ? old.pop() : undefined
    if (root) row = [root, ...row]
    const last = row.length % 2 === 1 ? row.at(-1) : undefined
    if (last) roots.unshift(last)
    row = await joinPairs(row)
  }
  return { size: edge.size + leaves.length, roots }
}

/** The tree's root (RFC 6962); of no leaves, SHA-256(""). */
export async function rootOf(edge: Edge): Promise<Uint8Array> {
  return edge.size === 0 ? sha256(new Uint8Array()) : joinSubtrees(edge.roots)
}

/** The root over neighbouring subtrees, given largest first: joined from the smallest. */
export async function joinSubtrees(roots: Uint8Array[]): Promise<Uint8Array> {
  const [smallest, ...larger] = roots.toReversed()
  if (!smallest) throw new RangeError('there is nothing to join')

  let root = smallest
  for (const left of larger) root = await nodeHash(left, root)
  return root
}

/** An edge as the text that the head keeps. */
export function edgeText(edge: Edge): string {
  return edge.roots.map((root) => toHex(root)).join('')
}

/** An edge from the head's text; throws if it does not have the subtrees that its size asks for. */
export function readEdge(size: number, text: string): Edge {
  if (text.length !== bitsSet(size) * HASH_LENGTH * 2) {
    throw new Error(`the edge does not fit ${size} entries`)
  }
  const roots = (text.match(/.{64}/g) ?? []).map((hex) => fromHex(hex))
  return { size, roots }
}

function joinPairs(row: Uint8Array[]): Promise<Uint8Array[]> {
  const pairs: Promise<Uint8Array>[] = []
  let left: Uint8Array | undefined
  for (const hash of row) {
    if (left) pairs.push(nodeHash(left, hash))
    left = left ? undefined : hash
  }
  return Promise.all(pairs)
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

function bitsSet(size: number): number {
  return size.toString(2).replaceAll('0', '').length
}
