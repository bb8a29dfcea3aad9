import { parseCheckpoint, type Checkpoint } from '../ledger/checkpoint.ts'
import { parseNote } from '../ledger/note.ts'
import { letterOf } from '../ledger/origin.ts'
import { Rejected } from '../ledger/rejected.ts'
import { isLocal } from './verify-where.ts'

/** What a signed note says of its ledger; nobody has checked its signature yet. */
export function unchecked(note: string): Checkpoint & { uuid: string } {
  const checkpoint = parseCheckpoint(parseNote(note).text)
  return { ...checkpoint, uuid: letterOf(checkpoint.origin) }
}

/** The site in a ledger's name, `<host>/ledger/<uuid>`: https, but http for this machine. */
export function siteOf(origin: string): string {
  // Strict, because names are shown in commands that people copy into a shell.
  const [, host] = /^([a-z0-9.-]+(?::\d+)?)\/[a-z]+\/[0-9a-f-]{36}$/.exec(origin) ?? []
  const url = host ? URL.parse(`https://${host}`) : null
  if (!url) throw new Rejected('bad-origin', `A ledger can’t be named ${origin}.`)
  if (isLocal(url.hostname)) url.protocol = 'http:'
  return url.origin
}
