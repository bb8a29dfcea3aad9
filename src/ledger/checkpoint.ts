import { fromBase64, toBase64 } from './bytes.ts'
import { openNote } from './note.ts'
import { Rejected } from './rejected.ts'
import { HASH_LENGTH } from './tree.ts'
import type { VerifierKey } from './vkey.ts'

/** The head of a ledger: its name, how many entries it has, and their root. */
export type Checkpoint = { origin: string; size: number; root: Uint8Array }

/** A checkpoint as the text that is signed (C2SP tlog-checkpoint, without extension lines). */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`
}

/** The checkpoint that a text says, in its one canonical form; anything else is rejected. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', digits = '', hash = '', ...rest] = text.split('\n')
  const size = /^(0|[1-9][0-9]*)$/.test(digits) ? Number(digits) : Number.NaN
  const isWhole = rest.length === 1 && rest[0] === '' && origin !== ''
  if (!isWhole || !Number.isSafeInteger(size)) throw badCheckpoint()

  const root = fromBase64(hash)
  if (root.length !== HASH_LENGTH) throw badCheckpoint()
  return { origin, size, root }
}

/** The checkpoint in a signed note. Only keys in the ledger's own name count. */
export async function openCheckpoint(
  note: string,
  keys: VerifierKey[]
): Promise<Checkpoint & { signedBy: VerifierKey[] }> {
  const origin = note.slice(0, note.indexOf('\n'))
  const named = keys.filter(({ name }) => name === origin)
  const { text, signedBy } = await openNote(note, named)
  return { ...parseCheckpoint(text), signedBy }
}

function badCheckpoint(): Rejected {
  return new Rejected('bad-checkpoint', 'This is not a checkpoint: an origin, a size and a root.')
}
