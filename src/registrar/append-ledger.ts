import { ask } from '../ask'
import { equalBytes, joinBytes } from '../ledger/bytes'
import type { Frontier } from '../ledger/frontier'
import { MOST_SIGNATURES, type NoteSigner } from '../ledger/note'
import { ledgerSigners, type LedgerKeys } from '../ledger-keys'
import { BadEntries } from './check-entries'
import { fillTiles } from './fill-tiles'
import type { Group } from './group'
import { treeOf, type Tree } from './memory'
import type { Known } from './read'
import { frontierFrom, lastEntriesOf, lastRootsOf } from './read-frontier'
import { packSignatures, unpackSignatures } from '../ledger/stored-signatures'
import { LedgerBroken, sealDraft, signAnew } from './seal-draft'
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

  const frontier = await readFrontier(db, letter.id, treeOf(draft.before), known, group.isExamined)
  const signers = await ledgerSigners(keys, letter.origin)
  if (!draft.isEmpty) {
    const before = { letter: known.letter ?? letter, last: known.parts.entries.at(-1) }
    const isConfirm = (position: number) => known.confirms.has(position)
    const sealed = await orBroken(sealDraft(before, draft, frontier, signers, isConfirm))
    return writeSealed(db, letter.id, sealed, now)
  }
  const before = { letter, last: known.parts.entries.at(-1) }
  const anew = await orBroken(signAnew(before, draft, frontier, signers))
  const stored = Uint8Array.from(storedSignatures(known, draft.head.size))
  const others = otherSignatures(letter.origin, stored, signers)
  const signatures = joinBytes(anew.signatures, packSignatures(others))
  return equalBytes(stored, signatures)
    ? []
    : [writeSigned(db, letter.id, { ...anew, signatures }, now)]
}

function storedSignatures({ signed }: Known, size: number): number[] {
  return signed?.size === size ? signed.signatures : []
}

/** What retired keys have signed stays: whoever trusts one of them can still check it. */
function otherSignatures(origin: string, stored: Uint8Array, signers: NoteSigner[]) {
  return unpackSignatures(origin, stored)
    .filter((one) => !signers.some(({ id }) => equalBytes(id, one.id)))
    .slice(0, MOST_SIGNATURES - signers.length)
}

/** So many entries are read through at once when a tile is missing; more, when it is examined. */
const FEW_ENTRIES = 16_384

async function readFrontier(
  db: D1Database,
  letterId: number,
  tree: Tree,
  { parts, signed }: Known,
  isExamined: boolean
): Promise<Frontier> {
  const { size } = tree
  demandPublished(tree, signed)
  const frontier = await frontierFrom(size, parts)
  if (frontier) return frontier

  if (size > FEW_ENTRIES && !isExamined) throw new LedgerBroken('tiles are missing')
  await fillTiles(db, letterId, tree)
  const [entries, roots] = await ask(db, lastEntriesOf(db, letterId), lastRootsOf(db, letterId))
  const filled = await frontierFrom(size, { entries, roots })
  if (filled) return filled
  throw new LedgerBroken(`there are not the ${size} entries that the head says`)
}

/** Sealing asks nobody: whatever fails in it was stored wrong, unless the draft itself is. */
async function orBroken<T>(sealing: Promise<T>): Promise<T> {
  try {
    return await sealing
  } catch (error) {
    if (error instanceof BadEntries) throw error
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
