import type { Head } from './row'

/** The tree that a head stands for, and the batch that wrote it: also one that appended nothing. */
export type Tree = { size: number; root: string; batch: string | null }

/**
 * What the Registrar's own storage remembers: the tree last known to be written, and those whose
 * batch was sent without an answer yet. `refused` is why it does not write for now: the database
 * shows none of these, or its entries do not lead to the tree it shows.
 */
export type Memory = { committed: Tree | null; intended: Tree[]; refused?: Refusal }

/** Also the kind of the alarm that tells of it. */
export type Refusal = 'ledger-fork' | 'ledger-broken'

/** Of a Registrar that has not worked yet, or lost its storage. */
export const NO_MEMORY: Memory = { committed: null, intended: [] }

const NO_TREE: Tree = { size: 0, root: '', batch: null }

export function treeOf(head: Head | null): Tree {
  return head ? { size: head.size, root: head.root, batch: head.batch } : NO_TREE
}

export function sameTree(a: Tree, b: Tree): boolean {
  return a.size === b.size && a.root === b.root && a.batch === b.batch
}

/**
 * May the Registrar write on top of this tree? Only on the one it wrote last, or on one that it
 * meant to write. Anything else is a restored or foreign database, and the ledger must not fork.
 */
export function isKnownTree(memory: Memory, tree: Tree): boolean {
  const { committed, intended } = memory
  return !committed || [committed, ...intended].some((one) => sameTree(one, tree))
}
