import { equalBytes, fromBase64 } from '../ledger/bytes.ts'
import { checkConsistency } from '../ledger/check-proof.ts'
import type { Checkpoint } from '../ledger/checkpoint.ts'
import { Rejected } from '../ledger/rejected.ts'
import { Refused } from './verify-fetch.ts'
import { readForm } from './verify-origin.ts'
import type { Reader } from './verify-reader.ts'

/** Where the proof is to come from: a file with the text of /consistency, or a ledger's address. */
export type ProofSource = { reader: Reader; file?: string | undefined; base: string }

const LARGEST_PROOF = 16 * 1024

/**
 * Demands that of two checked checkpoints of a ledger the later contains the earlier, whichever way
 * round they come. Throws `Rejected`: `fork`, `bad-consistency-proof` or `no-consistency-proof`.
 */
export async function demandConsistency(a: Checkpoint, b: Checkpoint, source: ProofSource) {
  const [old, grown] = a.size <= b.size ? [a, b] : [b, a]
  if (old.size === grown.size) {
    if (equalBytes(old.root, grown.root)) return
    const what = `There are two different ledgers of ${old.size} entries under one name`
    throw new Rejected('fork', `${what}: its past was changed, or people are shown different ones.`)
  }
  await checkConsistency({
    from: BigInt(old.size),
    to: BigInt(grown.size),
    oldRoot: old.root,
    newRoot: grown.root,
    proof: await readProof(old.size, grown.size, source),
  })
}

async function readProof(from: number, to: number, { reader, file, base }: ProofSource) {
  const url = `${base}/consistency?from=${from}&to=${to}`
  const text = file ? await reader.file(file, LARGEST_PROOF) : await fetchProof(reader, url)
  const lines = text.split('\n').filter((line) => line !== '')
  return readForm(file ?? url, () => lines.map((line) => fromBase64(line)))
}

async function fetchProof(reader: Reader, url: string): Promise<string> {
  try {
    return await reader.text(url, LARGEST_PROOF)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const [answer = ''] = error.message.split('\n')
    throw new Rejected(
      'no-consistency-proof',
      `The site does not prove that the later ledger contains the earlier one: ${answer}`
    )
  }
}
