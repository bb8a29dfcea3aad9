import { checkConsistency, checkInclusion } from '../ledger/check-proof'
import { checkpointText, openCheckpoint } from '../ledger/checkpoint'
import { encodeEntry } from '../ledger/entry'
import { growFrontier, hashInFrontier, type CompleteTile, type Frontier } from '../ledger/frontier'
import { fromHex } from '../ledger/hex'
import { formatNote, signNote, type NoteSigner } from '../ledger/note'
import {
  consistencyPath,
  inclusionPath,
  proofHashes,
  rootOfSubtrees,
  subtreesOf,
  type HashAt,
} from '../ledger/prove'
import { packSignatures } from '../ledger/stored-signatures'
import {
  addLeaves,
  EMPTY_EDGE,
  edgeText,
  leafHash,
  readEdge,
  rootOf,
  type Edge,
} from '../ledger/tree'
import type { Letter } from '../letters/letter'
import { checkEntries, checkLast } from './check-entries'
import type { Draft } from './draft'
import type { Head } from './row'

/** A signed head as it is stored: its signatures are key id and signature, one behind the other. */
export type SignedHead = { size: number; root: Uint8Array; signatures: Uint8Array }

/** What a batch appends to the ledger, checked and signed. */
export type Sealed = {
  entries: { position: number; bytes: Uint8Array }[]
  tiles: CompleteTile[]
  signed: SignedHead
}

/** A ledger before a draft: its letter as it was read, and its last entry. */
type Ledger = { letter: Letter; last: Uint8Array | undefined }

/** What is stored of a ledger does not fit together; nothing may be signed on top of it. */
export class LedgerBroken extends Error {}

/**
 * Turns a draft into entries, complete tiles and a signed checkpoint, and moves its head there.
 * Everything is worked out twice: the root from the head's edge and from the stored entries and
 * tiles, the totals from the head and from the entries. The new SUMMARY must be in the tree, and
 * the tree have grown from the one before. Throws if any of that fails: then nothing is signed.
 */
export async function sealDraft(
  ledger: Ledger,
  draft: Draft,
  frontier: Frontier,
  signers: NoteSigner[],
  isConfirm: (position: number) => boolean
): Promise<Sealed> {
  const { uuid, origin } = ledger.letter
  const { before } = draft
  const added = draft.summed().map(({ entry, hour }) => encodeEntry(uuid, hour, entry))
  checkLast({ ...ledger, head: before })
  checkEntries({ ...ledger, head: before }, added, isConfirm)
  const leaves = await Promise.all(added.map((bytes) => leafHash(bytes)))
  const edge = await addLeaves(edgeOf(before), leaves)
  const grown = await growFrontier(frontier, leaves)
  const root = await rootOf(edge)
  const hashAt = hashInFrontier(grown.frontier)
  await checkTree(before, hashAt)
  await checkGrowth(before, { size: edge.size, root, leaf: leaves.at(-1) }, hashAt)

  const signed = await signHead(origin, edge.size, root, signers)
  const entries = added.map((bytes, i) => ({ position: before.size + i, bytes }))
  Object.assign(draft.head, { size: edge.size, edge: edgeText(edge), root: root.toHex() })
  return { entries, tiles: grown.tiles, signed }
}

/** Signs the head as it stands, after checking that the stored entries and tiles lead to it. */
export async function signAnew(
  ledger: Ledger,
  { before }: Draft,
  frontier: Frontier,
  signers: NoteSigner[]
): Promise<SignedHead> {
  checkLast({ ...ledger, head: before })
  await checkTree(before, hashInFrontier(frontier))
  return signHead(ledger.letter.origin, before.size, fromHex(before.root), signers)
}

/** Throws unless stored entries and tiles, and the edge, lead to the root of the head. */
async function checkTree(head: Head, hashAt: HashAt) {
  if (head.size === 0) return
  const root = await rootOfSubtrees(subtreesOf(0, head.size), hashAt)
  demand(root.toHex() === head.root, `the ${head.size} stored entries do not lead to its root`)
  const edge = await rootOf(edgeOf(head))
  demand(edge.toHex() === head.root, `the edge of ${head.size} entries does not lead to its root`)
}

type Grown = { size: number; root: Uint8Array; leaf: Uint8Array | undefined }

async function checkGrowth(old: Head, { size, root, leaf }: Grown, hashAt: HashAt) {
  const again = await rootOfSubtrees(subtreesOf(0, size), hashAt)
  demand(again.toHex() === root.toHex(), `two ways to the root of ${size} entries differ`)
  if (!leaf) throw new Error('There is nothing to append.')

  const path = await proofHashes(inclusionPath(size - 1, size), hashAt)
  const [index, to] = [BigInt(size - 1), BigInt(size)]
  await checkInclusion({ index, size: to, leaf, proof: path, root })
  if (old.size === 0) return
  const proof = await proofHashes(consistencyPath(old.size, size), hashAt)
  const [from, oldRoot] = [BigInt(old.size), fromHex(old.root)]
  await checkConsistency({ from, to, oldRoot, newRoot: root, proof })
}

function edgeOf({ size, edge }: Head): Edge {
  return size === 0 ? EMPTY_EDGE : readEdge(size, edge)
}

async function signHead(
  origin: string,
  size: number,
  root: Uint8Array,
  signers: NoteSigner[]
): Promise<SignedHead> {
  const text = checkpointText({ origin, size, root })
  const signatures = await signNote(text, signers)
  // A signature that came out wrong would be published for good.
  const { signedBy } = await openCheckpoint(formatNote(text, signatures), signers)
  demand(signedBy.length === signers.length, 'a key did not sign')
  return { size, root, signatures: packSignatures(signatures) }
}

function demand(holds: boolean, problem: string) {
  if (!holds) throw new LedgerBroken(problem)
}
