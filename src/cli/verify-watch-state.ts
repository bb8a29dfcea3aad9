import { open, rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { openCheckpoint, type Checkpoint } from '../ledger/checkpoint.ts'
import { Rejected } from '../ledger/rejected.ts'
import { formatVkey, parseVkey, type VerifierKey } from '../ledger/vkey.ts'
import { Problem } from './problem.ts'
import { object, text } from './verify-letter.ts'
import { readUpTo } from './verify-reader.ts'

/** What a look leaves for the next one: where it looked, the signed checkpoint, the keys, when. */
export type State = { place: string; note: string; keys: VerifierKey[]; at: Date }

const KIND = 'countersign-watch/1'
const LARGEST_STATE = 256 * 1024

/** The last look, its checkpoint checked once more; null if there was none. */
export async function readState(path: string): Promise<(State & { head: Checkpoint }) | null> {
  if (!existsSync(path)) return null
  const bytes = await readUpTo(path, LARGEST_STATE)
  try {
    const state = await parseState(new TextDecoder().decode(bytes), path)
    return { ...state, head: await openCheckpoint(state.note, state.keys) }
  } catch (error) {
    const isForeign = [Rejected, SyntaxError, Problem].some((kind) => error instanceof kind)
    if (!isForeign) throw error
    throw new Problem(
      `${path} does not hold an earlier look, or no longer does. Put back a copy of it, or name\n` +
        'a new file: the ledger is then watched from now on only.'
    )
  }
}

/** Writes a look, whole or not at all: first beside the file, then in its place. */
export async function writeState(path: string, { place, note, keys, at }: State): Promise<void> {
  const state = {
    kind: KIND,
    place,
    checkpoint: note,
    keys: keys.map(formatVkey),
    looked_at: at.toISOString(),
  }
  const beside = `${path}.${process.pid}.new`
  try {
    const file = await open(beside, 'w')
    await file.writeFile(`${JSON.stringify(state, null, 2)}\n`)
    await file.sync()
    await file.close()
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    const { code } = error as NodeJS.ErrnoException
    throw new Problem(`Can’t write (${code}) the file ${path}, so this look is not kept.`)
  }
}

async function parseState(json: string, path: string): Promise<State> {
  const state = object(JSON.parse(json), path)
  if (state.kind !== KIND) throw new SyntaxError('another kind of file')
  const at = new Date(text(state, 'looked_at', path))
  if (Number.isNaN(at.getTime())) throw new SyntaxError('no time')
  const keys = Object.values(object(state.keys, path)).map((key) => parseVkey(String(key)))
  return {
    place: text(state, 'place', path),
    note: text(state, 'checkpoint', path),
    keys: await Promise.all(keys),
    at,
  }
}
