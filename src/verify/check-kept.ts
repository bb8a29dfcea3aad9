import { Rejected } from '../ledger/rejected.ts'
import { demandExtends } from './extends.ts'
import { findKept, type Kept } from './kept.ts'
import { openSigned, readKeys, readNewest, type Signed, type Source } from './source.ts'

/** What was read, to go on from or to keep as evidence. */
export type SeenKept = { kept?: Kept; newest?: Signed }

/**
 * Checks that the ledger here contains the one of a checkpoint that somebody kept, which is found
 * in a text. What is wrong is `Rejected`; `seen` then holds what was read.
 */
export async function checkKept(source: Source, text: string, seen: SeenKept): Promise<void> {
  const keys = await readKeys(source)
  const newest = await openSigned(source, await readNewest(source), keys)
  seen.newest = newest
  const kept = findKept(text, newest.origin)
  if (!kept) throw new Rejected('no-checkpoint', 'No checkpoint of this ledger was found in it.')

  if (kept.note) await openSigned(source, kept.note, keys)
  seen.kept = kept
  await demandExtends(source, kept, newest)
}
