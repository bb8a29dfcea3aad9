import type { VerifierKey } from '../ledger/vkey.ts'
import type { Reader } from './verify-reader.ts'

/** One thing to check, and what goes with it. */
export type Check = {
  /** As typed: it goes into the evidence. */
  asked: string[]
  /** The keys that `--vkey` gives. None: a site's own are fetched. */
  pinned: VerifierKey[]
  reader: Reader
  /** Signed notes that were compared, and where each stood: the heart of the evidence. */
  notes: { from: string; note: string }[]
  progress: (done: number, size: number) => void
}

/** What a check came to, in words for people and in data for machines. */
export type Verdict = { lines: string[]; data: Record<string, unknown> }

/** Keeps a signed note for the evidence, and gives it back. */
export function keepNote(check: Check, from: string, note: string): string {
  check.notes.push({ from, note })
  return note
}
