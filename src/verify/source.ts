import { fromBase64 } from '../ledger/bytes.ts'
import { openCheckpoint, type Checkpoint } from '../ledger/checkpoint.ts'
import { parseKeyFile } from '../ledger/key-file.ts'
import { Rejected } from '../ledger/rejected.ts'
import { bundlePath, type Bundle } from '../ledger/tile.ts'
import type { VerifierKey } from '../ledger/vkey.ts'

/** Where a ledger is read: its folder on this site, and the site's file of keys. */
export type Source = { ledger: string; keyFile: string; signal: AbortSignal }

/** A signed note, and the checkpoint that it says. */
export type Signed = Checkpoint & { note: string; signedBy: VerifierKey[] }

/** The site gave no answer, or not the one asked for. Nothing is proven by that, either way. */
export class Unreadable extends Error {
  /** Of the answer, if there was one. */
  readonly status: number | null

  constructor(message: string, status: number | null = null) {
    super(message)
    this.status = status
  }
}

export function readNewest(source: Source): Promise<string> {
  return readText(source, `${source.ledger}/checkpoint`)
}

export async function readKeys(source: Source): Promise<VerifierKey[]> {
  return parseKeyFile(await readText(source, source.keyFile))
}

export async function readBundle(source: Source, bundle: Bundle): Promise<Uint8Array> {
  const answer = await get(source, `${source.ledger}/${bundlePath(bundle)}`)
  return new Uint8Array(await answer.arrayBuffer())
}

/** Opens a signed note and makes sure that it is of this very ledger. */
export async function openSigned(
  source: Source,
  note: string,
  keys: VerifierKey[]
): Promise<Signed> {
  const checkpoint = await openCheckpoint(note, keys)
  if (checkpoint.origin.endsWith(source.ledger)) return { note, ...checkpoint }
  throw new Rejected('wrong-ledger', `This checkpoint is of another ledger: ${checkpoint.origin}.`)
}

/** The site's proof that its tree of one size grew out of its tree of a smaller one. */
export async function readConsistency(
  source: Source,
  from: number,
  to: number
): Promise<Uint8Array[]> {
  const text = await readText(source, `${source.ledger}/consistency?from=${from}&to=${to}`)
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map(fromBase64)
}

async function readText(source: Source, path: string): Promise<string> {
  return (await get(source, path)).text()
}

async function get({ signal }: Source, path: string): Promise<Response> {
  const answer = await fetch(path, { signal, credentials: 'omit' }).catch(() => {
    signal.throwIfAborted()
    throw new Unreadable(`${path} could not be reached`)
  })
  if (answer.ok) return answer
  throw new Unreadable(`${path} was answered with status ${answer.status}`, answer.status)
}
