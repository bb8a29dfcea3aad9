import { equalBytes } from '../ledger/bytes.ts'
import { checkConsistency } from '../ledger/check-proof.ts'
import type { Checkpoint } from '../ledger/checkpoint.ts'
import { Rejected } from '../ledger/rejected.ts'
import { readConsistency, Unreadable, type Source } from './source.ts'

/**
 * Makes sure that the ledger of one checkpoint grew into that of another, in whichever order they
 * come, and that nothing in it was changed. Rejects two that can't both be true.
 */
export async function demandExtends(source: Source, a: Checkpoint, b: Checkpoint): Promise<void> {
  const [earlier, later] = a.size <= b.size ? [a, b] : [b, a]
  if (earlier.size === later.size) {
    if (equalBytes(earlier.root, later.root)) return
    throw new Rejected('fork', `There are two different ledgers of ${earlier.size} entries.`)
  }
  await checkConsistency({
    from: BigInt(earlier.size),
    to: BigInt(later.size),
    oldRoot: earlier.root,
    newRoot: later.root,
    proof: await readProof(source, earlier.size, later.size),
  })
}

/** To say no, of sizes that were signed, is no mere failure to answer. */
async function readProof(source: Source, from: number, to: number): Promise<Uint8Array[]> {
  try {
    return await readConsistency(source, from, to)
  } catch (error) {
    if (!(error instanceof Unreadable) || error.status !== 404) throw error
    throw new Rejected(
      'no-consistency-proof',
      `The site does not prove that its ledger of ${to} entries contains the one of ${from}.`
    )
  }
}
