import { ask } from '../ask'
import { equalBytes, joinBytes } from '../ledger/bytes'
import type { Frontier } from '../ledger/frontier'
import { MOST_SIGNATURES, type NoteSigner } from '../ledger/note'
import { ledgerSigners, signingKeys, type LedgerKeys } from '../ledger-keys'
import { fillTiles } from './fill-tiles'
import type { Group } from './group'
import { treeOf, type Tree } from './memory'
import type { Known } from './read'
import { frontierFrom, lastEntriesOf, lastRootsOf } from './read-frontier'
import { LedgerBroken, sealDraft, signaturesIn, signAnew } from './seal-draft'
import { writeSealed, writeSigned } from './write-ledger'

/**
 * Seals what a group appends, and gives the statements that store it. Of an examined ledger that
 * nothing is appended to, the newest checkpoint is signed by whichever key has not signed it yet.
 * Throws LedgerBroken if what is stored does not lead to the head.
 */
export async function appendLedger(
  { db, keys }: { db: D1Database; keys: LedgerKeys },
  known: Known,
  group: Group,
  now: Date
): Promise<D1PreparedStatement[]> {
  const { draft, letter } = group
  const isQuiet = draft.isEmpty && (draft.head.size === 0 || !group.isExamined)
  if (isQuiet) return []

  const frontier = await readFrontier(db, letter.id, treeOf(draft.head), known)
  const signers = await ledgerSigners(keys, letter.origin)
  if (!draft.isEmpty) {
    const sealed = await orBroken(sealDraft(letter, draft, frontier, signers))
    return writeSealed(db, letter.id, sealed, signingKeys(keys), now)
  }
  const anew = await orBroken(signAnew(letter, draft, frontier, signers))
  const stored = Uint8Array.from(storedSignatures(known, draft.head.size))
  const signatures = joinBytes(anew.signatures, ...otherSignatures(stored, signers))
  return equalBytes(stored, signatures)
    ? []
    : writeSigned(db, letter.id, { ...anew, signatures }, signingKeys(keys), now)
}

function storedSignatures({ signed }: Known, size: number): number[] {
  return signed?.size === size ? signed.signatures : []
}

/** What retired keys have signed stays: whoever trusts one of them can still check it. */
function otherSignatures(stored: Uint8Array, signers: NoteSigner[]): Uint8Array[] {
  const others = signaturesIn(stored).filter(
    (one) => !signers.some(({ id }) => startsWith(one, id))
  )
  return others.slice(0, MOST_SIGNATURES - signers.length)
}

function startsWith(signature: Uint8Array, id: Uint8Array): boolean {
  return equalBytes(signature.subarray(0, id.length), id)
}

async function readFrontier(
  db: D1Database,
  letterId: number,
  tree: Tree,
  { parts, signed }: Known
): Promise<Frontier> {
  const { size } = tree
  demandPublished(tree, signed)
  const frontier = await frontierFrom(size, parts)
  if (frontier) return frontier

  await fillTiles(db, letterId, tree)
  const [entries, roots] = await ask(db, lastEntriesOf(db, letterId), lastRootsOf(db, letterId))
  const filled = await frontierFrom(size, { entries, roots })
  if (filled) return filled
  throw new LedgerBroken(`there are not the ${size} entries that the head says`)
}

/** Sealing asks nobody: whatever fails in it was stored wrong. */
async function orBroken<T>(sealing: Promise<T>): Promise<T> {
  try {
    return await sealing
  } catch (error) {
    throw new LedgerBroken(error instanceof Error ? error.message : String(error))
  }
}

/**
 * No checkpoint may say more than the head, or something else of it. One that lacks is signed anew:
 * the ledger is older than checkpoints, or its row was lost.
 */
function demandPublished({ size, root }: Tree, signed: Known['signed']) {
  if (!signed || signed.size < size) return
  const isHead = signed.size === size && Uint8Array.from(signed.root).toHex() === root
  if (!isHead) throw new LedgerBroken(`the newest checkpoint is not that of the ${size} entries`)
}
