import { joinBytes } from './entry'
import { fromHex, toHex } from './hex'

/**
 * The right edge of a tree: the roots of the perfect subtrees that its leaves fall into, largest
 * first. It is all that adding a leaf or computing the root needs.
 */
export type Edge = { size: number; roots: Uint8Array[] }

export const EMPTY_EDGE: Edge = { size: 0, roots: [] }

const HASH_DIGITS = 64

/** RFC 6962 leaf hash: SHA-256 of 0x00 and the entry's bytes. */
export function leafHash(entry: Uint8Array): Promise<Uint8Array> {
  return sha256(joinBytes(Uint8Array.of(0x00), entry))
}

/** The edge after one more leaf. Two subtrees of one size become one, as carrying does in binary. */
export async function addLeaf(edge: Edge, leaf: Uint8Array): Promise<Edge> {
  const roots = [...edge.roots]
  let root = leaf
  for (let size = edge.size; size % 2 === 1; size = Math.floor(size / 2)) {
    root = await nodeHash(roots.pop() ?? leaf, root)
  }
  return { size: edge.size + 1, roots: [...roots, root] }
}

/** The tree's root (RFC 6962): its subtrees joined from the smallest; of no leaves, SHA-256(""). */
export async function rootOf(edge: Edge): Promise<Uint8Array> {
  const [smallest, ...larger] = edge.roots.toReversed()
  if (!smallest) return sha256(new Uint8Array())

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
  if (text.length !== bitsSet(size) * HASH_DIGITS) {
    throw new Error(`the edge does not fit ${size} entries`)
  }
  const roots = (text.match(/.{64}/g) ?? []).map((hex) => fromHex(hex))
  return { size, roots }
}

function nodeHash(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
  return sha256(joinBytes(Uint8Array.of(0x01), left, right))
}

async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

function bitsSet(size: number): number {
  return size.toString(2).replaceAll('0', '').length
}
