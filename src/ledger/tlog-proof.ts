import { equalBytes, fromBase64, toBase64 } from './bytes.ts'
import { checkInclusion, MOST_HASHES } from './check-proof.ts'
import { openCheckpoint, type Checkpoint } from './checkpoint.ts'
import type { Totals } from './counts.ts'
import { decodeEntry, type DecodedEntry } from './decode-entry.ts'
import { letterOf } from './origin.ts'
import { Rejected } from './rejected.ts'
import { HASH_LENGTH, leafHash } from './tree.ts'
import type { VerifierKey } from './vkey.ts'

/**
 * That an entry stands at an index of a ledger (C2SP tlog-proof). `hashes` lead from the entry to
 * the root in `checkpoint`, a signed note. Nothing in the format vouches for `extra`.
 */
export type TlogProof = {
  extra: Uint8Array | null
  index: number
  hashes: Uint8Array[]
  checkpoint: string
}

/** An entry that a proof was good for, and the checkpoint that it was proven by. */
export type ProvenEntry = Checkpoint & DecodedEntry & { index: number; signedBy: VerifierKey[] }

/** A published total, proven: as of `hour`, the ledger having `size` entries. */
export type Total = Checkpoint & Totals & { hour: number; signedBy: VerifierKey[] }

const FIRST_LINE = 'c2sp.org/tlog-proof@v1'
const LARGEST_TEXT = 64 * 1024

/** The proof as text: first line, extra if any, index, hashes, an empty line, the checkpoint. */
export function formatTlogProof({ extra, index, hashes, checkpoint }: TlogProof): string {
  const lines = [
    FIRST_LINE,
    ...(extra ? [`extra ${toBase64(extra)}`] : []),
    `index ${index}`,
    ...hashes.map((hash) => toBase64(hash)),
  ]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/** The parts of a proof in its one canonical spelling; the checkpoint is not looked into. */
export function parseTlogProof(text: string): TlogProof {
  demandForm(text.length <= LARGEST_TEXT, 'it is too long')
  const end = text.indexOf('\n\n')
  demandForm(end >= 0, 'it has no empty line before a checkpoint')
  const [first, ...lines] = text.slice(0, end).split('\n')
  demandForm(first === FIRST_LINE, `its first line is not ${FIRST_LINE}`)

  const extra = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : undefined
  const [index = '', ...hashes] = lines
  demandForm(hashes.length <= MOST_HASHES, 'it has too many hashes')
  return {
    extra: extra === undefined ? null : readBase64(extra),
    index: readIndex(index),
    hashes: hashes.map(readHash),
    checkpoint: text.slice(end + 2),
  }
}

/**
 * Checks that an entry stands where its proof says, in a ledger signed by one of the keys and of
 * the letter that the entry names. Throws `Rejected`; a proof's `extra` must be the entry, if any.
 */
export async function checkEntry(claim: {
  entry: Uint8Array
  proof: TlogProof
  keys: VerifierKey[]
}): Promise<ProvenEntry> {
  const { extra, index, hashes, checkpoint: note } = claim.proof
  const { signedBy, ...checkpoint } = await openCheckpoint(note, claim.keys)
  if (extra && !equalBytes(extra, claim.entry)) {
    throw new Rejected(
      'wrong-extra',
      'The proof carries another entry than the one it is to prove.'
    )
  }
  await checkInclusion({
    index: BigInt(index),
    size: BigInt(checkpoint.size),
    leaf: await leafHash(claim.entry),
    proof: hashes,
    root: checkpoint.root,
  })

  const decoded = decodeEntry(claim.entry)
  if (decoded.letterUuid !== letterOf(checkpoint.origin)) {
    throw new Rejected('wrong-letter', 'The entry belongs to another letter than the ledger.')
  }
  return { ...checkpoint, ...decoded, index, signedBy }
}

/**
 * Checks the text of a published total's proof: that its extra is a SUMMARY and the last entry of
 * a ledger signed by one of the keys. Throws `Rejected`.
 */
export async function checkTotal(text: string, keys: VerifierKey[]): Promise<Total> {
  const proof = parseTlogProof(text)
  if (!proof.extra) throw new Rejected('no-total', 'The proof carries no total.')

  const proven = await checkEntry({ entry: proof.extra, proof, keys })
  const { origin, size, root, signedBy, hour, entry, index } = proven
  if (entry.type !== 'summary')
    throw new Rejected('no-total', 'What the proof carries is no total.')
  if (index !== size - 1) {
    throw new Rejected('total-is-not-last', 'Entries follow this total: it was never published.')
  }
  const { confirmed, withdrawn, removed } = entry.totals
  const live = confirmed - withdrawn - removed
  return { origin, size, root, hour, live, confirmed, withdrawn, removed, signedBy }
}

function readIndex(line: string): number {
  const [, digits] = /^index (0|[1-9][0-9]*)$/.exec(line) ?? []
  const index = Number(digits)
  demandForm(Number.isSafeInteger(index), 'it has no index that can be counted to')
  return index
}

function readHash(line: string): Uint8Array {
  const hash = readBase64(line)
  demandForm(hash.length === HASH_LENGTH, 'one of its hashes is not of 32 bytes')
  return hash
}

function readBase64(text: string): Uint8Array {
  try {
    return fromBase64(text)
  } catch {
    throw badProof('a line that should be base64 is not')
  }
}

function demandForm(holds: boolean, problem: string) {
  if (!holds) throw badProof(problem)
}

function badProof(problem: string): Rejected {
  return new Rejected('bad-tlog-proof', `This is no proof of an entry: ${problem}.`)
}
