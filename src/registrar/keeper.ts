import type { LedgerKeys } from '../ledger-keys'
import type { appendLedger } from './append-ledger'
import type { Memory, Refusal, Tree } from './memory'

/** All that a Registrar works with: database, keys, what it remembers, and whom it alarms. */
export type Keeper = {
  db: D1Database
  master: Uint8Array
  keys: LedgerKeys
  append: typeof appendLedger
  /** The Registrar's own storage, which outlives it and which no database restore reaches. */
  recall: () => Memory | null
  remember: (memory: Memory) => void
  alarm: (kind: string, detail: string) => Promise<void>
  calm: (kind: string) => Promise<void>
}

/** Stops writing, and says why until it is over. */
export async function refuse(keeper: Keeper, memory: Memory, refused: Refusal, detail: string) {
  // What was found before is not what is found now; each stands or falls for itself.
  if (memory.refused && memory.refused !== refused) await keeper.calm(memory.refused)
  keeper.remember({ ...memory, refused })
  await keeper.alarm(refused, detail)
}

/** Whatever stopped the writing is over. */
export async function calm(keeper: Keeper, refused: Refusal, memory: Memory) {
  await keeper.calm(refused)
  keeper.remember(memory)
}

/** What a steward needs to know of a database that shows another tree than was written. */
export function forkInWords(memory: Memory, found: Tree): string {
  const size = (tree: Tree) => `${tree.size} entries, root ${tree.root || 'none'}`
  const written = memory.committed ? size(memory.committed) : 'unknown'
  return `Written: ${written}. Found: ${size(found)}.`
}
