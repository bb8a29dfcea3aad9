import { joinBytes } from '../ledger/bytes'
import { checkConsistency, checkInclusion } from '../ledger/check-proof'
import { checkpointText, openCheckpoint } from '../ledger/checkpoint'
import { encodeEntry } from '../ledger/entry'
import {
  growFrontier,
  hashInFrontier,
  rootOfFrontier,
  type CompleteTile,
  type Frontier,
} from '../ledger/frontier'
import { fromHex } from '../ledger/hex'
import { formatNote, signNote, type NoteSigner } from '../ledger/note'
import { consistencyPath, inclusionPath, proofHashes } from '../ledger/prove'
import { addLeaves, EMPTY_EDGE, edgeText, leafHash, readEdge, rootOf } from '../ledger/tree'
import type { Draft } from './draft'

/** A signed head as it is stored: its signatures are key id and signature, one behind the other. */
export type SignedHead = { size: number; root: Uint8Array; signatures: Uint8Array }

/** What a batch appends to the ledger, checked and signed. */
export type Sealed = {
  entries: { position: number; bytes: Uint8Array }[]
  tiles: CompleteTile[]
  signed: SignedHead
}

const STORED_SIGNATURE = 4 + 64

/** Stored signatures one by one. */
export function signaturesIn(stored: Uint8Array): Uint8Array[] {
  const count = Math.floor(stored.length / STORED_SIGNATURE)
  return Array.from({ length: count }, (_, i) =>
    stored.slice(i * STORED_SIGNATURE, (i + 1) * STORED_SIGNATURE)
  )
}

type Ledger = { uuid: string; origin: string }

/** What is stored of a ledger does not fit together; nothing may be signed on top of it. */
export class LedgerBroken extends Error {}

/**
 * Turns a draft into entries, complete tiles and a signed checkpoint, and moves its head there.
 * The root is computed twice, from the head's edge and from the stored entries and tiles; the new
 * SUMMARY must be in the tree, and the tree have grown from the one before. Throws if anything of
 * that fails: then nothing is signed.
 */
export async function sealDraft(
  { uuid, origin }: Ledger,
  draft: Draft,
  frontier: Frontier,
  signers: NoteSigner[]
): Promise<Sealed> {
  const before = await checkHead(draft, frontier)
  const added = draft.summed().map(({ entry, hour }) => encodeEntry(uuid, hour, entry))
  const leaves = await Promise.all(added.map((bytes) => leafHash(bytes)))
  const old = draft.head
  const edge = await addLeaves(old.size ? readEdge(old.size, old.edge) : EMPTY_EDGE, leaves)
  const grown = await growFrontier(frontier, leaves)
  const root = await rootOf(edge)
  await checkGrowth(before, grown.frontier, root, leaves.at(-1))

  const signed = await signHead(origin, edge.size, root, signers)
  const entries = added.map((bytes, i) => ({ position: old.size + i, bytes }))
  Object.assign(draft.head, { size: edge.size, edge: edgeText(edge), root: root.toHex() })
  return { entries, tiles: grown.tiles, signed }
}

/** Signs the head as it stands, after checking that the stored entries and tiles lead to it. */
export async function signAnew(
  { origin }: Ledger,
  draft: Draft,
  frontier: Frontier,
  signers: NoteSigner[]
): Promise<SignedHead> {
  const { size, root } = await checkHead(draft, frontier)
  return signHead(origin, size, root, signers)
}

type Before = { size: number; root: Uint8Array }

/** The head that the draft was read with; throws unless the entries and tiles lead to its root. */
async function checkHead({ head }: Draft, frontier: Frontier): Promise<Before> {
  if (head.size === 0) return { size: 0, root: await rootOf(EMPTY_EDGE) }
  const root = await rootOfFrontier(frontier)
  demand(root.toHex() === head.root, `the ${head.size} stored entries do not lead to its root`)
  const edge = await rootOf(readEdge(head.size, head.edge))
  demand(edge.toHex() === head.root, `the edge of ${head.size} entries does not lead to its root`)
  return { size: head.size, root: fromHex(head.root) }
}

async function checkGrowth(
  old: Before,
  frontier: Frontier,
  root: Uint8Array,
  leaf: Uint8Array | undefined
) {
  const { size } = frontier
  const hashAt = hashInFrontier(frontier)
  const again = await rootOfFrontier(frontier)
  demand(again.toHex() === root.toHex(), `two ways to the root of ${size} entries differ`)
  if (!leaf) throw new Error('There is nothing to append.')

  const path = await proofHashes(inclusionPath(size - 1, size), hashAt)
  const [index, to] = [BigInt(size - 1), BigInt(size)]
  await checkInclusion({ index, size: to, leaf, proof: path, root })
  if (old.size === 0) return
  const proof = await proofHashes(consistencyPath(old.size, size), hashAt)
  const from = BigInt(old.size)
  await checkConsistency({ from, to, oldRoot: old.root, newRoot: root, proof })
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
  const kept = signatures.flatMap(({ id, signature }) => [id, signature])
  return { size, root, signatures: joinBytes(...kept) }
}

function demand(holds: boolean, problem: string) {
  if (!holds) throw new LedgerBroken(problem)
}
