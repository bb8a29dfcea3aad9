import { Rejected } from './rejected.ts'
import { isOfAnotherType, parseVkey, type VerifierKey } from './vkey.ts'

/** A key as one line of a key file, and what stands above it as a comment. */
export type KeyFileLine = { vkey: string; comment?: string }

/** The text of a key file: one key a line, each below its comment. */
export function formatKeyFile(keys: KeyFileLine[]): string {
  const lines = keys.flatMap(({ vkey, comment }) => {
    return comment ? [`# ${comment.replaceAll(/\s+/g, ' ')}`, vkey] : [vkey]
  })
  return lines.map((line) => `${line}\n`).join('')
}

/**
 * The Ed25519 keys of a key file. Passed over are blank lines, what begins with #, and keys for
 * signatures of other types, which may come. Any other line that is no verifier key rejects the file
 * (`bad-vkey`), so that no key is lost in silence.
 */
export async function parseKeyFile(text: string): Promise<VerifierKey[]> {
  const keys: VerifierKey[] = []
  for (const [i, line] of text.split('\n').entries()) {
    const vkey = line.trim()
    if (vkey !== '' && !vkey.startsWith('#')) keys.push(...(await keysAt(i + 1, vkey)))
  }
  return keys
}

async function keysAt(line: number, vkey: string): Promise<VerifierKey[]> {
  try {
    return isOfAnotherType(vkey) ? [] : [await parseVkey(vkey)]
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    throw new Rejected('bad-vkey', `Line ${line} of the key file is not a verifier key.`)
  }
}
