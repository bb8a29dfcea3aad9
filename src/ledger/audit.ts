import { openCheckpoint, type Checkpoint } from './checkpoint.ts'
import { equalBytes } from './bytes.ts'
import type { HourCounts, Totals } from './counts.ts'
import { letterOf } from './origin.ts'
import { Rejected } from './rejected.ts'
import { Replay } from './replay.ts'
import { bundlePath, bundlesOf, decodeBundle, type Bundle } from './tile.ts'
import { addLeaves, EMPTY_EDGE, leafHash, rootOf } from './tree.ts'
import type { VerifierKey } from './vkey.ts'

/** Reads a ledger, from the network or from files: its checkpoint's note, and its entries. */
export type LogReader = {
  checkpoint(): Promise<string>
  bundle(bundle: Bundle): Promise<Uint8Array>
}

export type AuditOptions = {
  /** The note to audit, instead of the reader's newest. */
  checkpoint?: string
  /** Told after each bundle. */
  onProgress?: (done: number, size: number) => void
  /** Earlier sizes whose totals are wanted. */
  at?: number[]
}

/** A ledger that holds. `totalsAt` has the totals at those sizes asked for that it has reached. */
export type Audit = Checkpoint & {
  totals: Totals
  hours: Map<number, HourCounts>
  texts: Uint8Array[]
  closed: boolean
  anonymisedBefore: number
  signedBy: VerifierKey[]
  totalsAt: Map<number, Totals>
  replay: Replay
}

/** How many bundles are asked for before the first of them is here. */
const AHEAD = 6

/**
 * Reads a ledger from its first entry, replays it and checks its root against a checkpoint signed by
 * one of the keys. Throws `Rejected`, and what the reader throws. A broken rule is told of after the
 * root has shown that the entries are those that were signed; if they are not, it is `wrong-root`.
 */
export async function audit(
  reader: LogReader,
  keys: VerifierKey[],
  options: AuditOptions = {}
): Promise<Audit> {
  const note = options.checkpoint ?? (await reader.checkpoint())
  const { signedBy, ...checkpoint } = await openCheckpoint(note, keys)
  const replay = new Replay(letterOf(checkpoint.origin))
  const totalsAt = new Map<number, Totals>()
  const wanted = new Set(options.at)

  let edge = EMPTY_EDGE
  let broken: Rejected | null = null
  for await (const entries of readAhead(reader, checkpoint.size)) {
    edge = await addLeaves(edge, await Promise.all(entries.map(leafHash)))
    broken ??= replayBundle(replay, entries, wanted, totalsAt)
    options.onProgress?.(edge.size, checkpoint.size)
  }
  demandRoot(checkpoint, await rootOf(edge))
  if (broken) throw broken
  demandSummary(replay)

  return {
    ...checkpoint,
    totals: replay.totals(),
    hours: replay.hours(),
    texts: replay.texts(),
    closed: replay.closed,
    anonymisedBefore: replay.anonymisedBefore,
    signedBy,
    totalsAt,
    replay,
  }
}

/** The entries of each bundle in order, some bundles being read before they are needed. */
async function* readAhead(reader: LogReader, size: number): AsyncGenerator<Uint8Array[]> {
  const reading: Promise<Uint8Array[]>[] = []
  for (const bundle of bundlesOf(size)) {
    const entries = readBundle(reader, bundle)
    // If an earlier one fails, nobody asks for this one any more, and its failure is nobody's.
    entries.catch(() => {})
    reading.push(entries)
    if (reading.length === AHEAD) yield (await reading.shift()) ?? []
  }
  for (const entries of reading) yield await entries
}

async function readBundle(reader: LogReader, bundle: Bundle): Promise<Uint8Array[]> {
  const entries = decodeBundle(await reader.bundle(bundle))
  const is = `${bundlePath(bundle)} has ${entries.length} entries instead of ${bundle.width}.`
  if (entries.length < bundle.width) throw new Rejected('bundle-too-short', is)
  if (entries.length > bundle.width) throw new Rejected('bundle-too-long', is)
  return entries
}

/** Replays on, and returns the first broken rule, if any. */
function replayBundle(
  replay: Replay,
  entries: Uint8Array[],
  wanted: Set<number>,
  totalsAt: Map<number, Totals>
): Rejected | null {
  try {
    for (const entry of entries) {
      replay.add(entry)
      if (wanted.has(replay.size)) totalsAt.set(replay.size, replay.totals())
    }
    return null
  } catch (error) {
    if (error instanceof Rejected) return error
    throw error
  }
}

function demandRoot({ root, size }: Checkpoint, computed: Uint8Array) {
  if (equalBytes(root, computed)) return
  throw new Rejected('wrong-root', `The ${size} entries are not those that were signed.`)
}

function demandSummary({ endsWithSummary }: Replay) {
  if (endsWithSummary) return
  throw new Rejected('no-summary-at-the-end', 'The ledger does not end with its totals.')
}
