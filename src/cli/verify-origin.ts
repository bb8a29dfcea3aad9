import { parseCheckpoint, type Checkpoint } from '../ledger/checkpoint.ts'
import { parseNote } from '../ledger/note.ts'
import { letterOf } from '../ledger/origin.ts'
import { Rejected } from '../ledger/rejected.ts'
import { Problem } from './problem.ts'
import { isLocal } from './verify-where.ts'

/**
 * What a signed note says of its ledger; nobody has checked its signature yet. Throws `Problem` if
 * what stands at `from` is no such note.
 */
export function unchecked(note: string, from: string): Checkpoint & { uuid: string } {
  return readForm(from, () => {
    const checkpoint = parseCheckpoint(parseNote(note).text)
    return { ...checkpoint, uuid: letterOf(checkpoint.origin) }
  })
}

/** Reads the outer form of something. What has another form proves nothing, against nobody. */
export function readForm<T>(from: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof Rejected ? notInForm(from, error) : error
  }
}

export function notInForm(from: string, { message }: Rejected): Problem {
  return new Problem(
    `${from} does not hold what is looked for there. ${message}\n` +
      'Is it the right one, and is the site well? Look at it, and try again later.'
  )
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
