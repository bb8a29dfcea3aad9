import { fromBase64 } from '../ledger/bytes.ts'
import type { Checkpoint } from '../ledger/checkpoint.ts'

/** A checkpoint that somebody kept; without a signature line there is no note. */
export type Kept = Checkpoint & { note: string | null }

const ROOT = '[A-Za-z0-9+/]{43}='
const SIGNATURE = '[A-Za-z0-9+/]{91}='

/**
 * Finds a checkpoint of a ledger in what mail programs and people make of one: quoted, indented,
 * its lines broken, words around it. Null if there is none.
 */
export function findKept(text: string, origin: string): Kept | null {
  const bare = text.replace(/^[>\s]+/gm, '').replace(/\s/g, '')
  const name = origin.replace(/\W/g, '\\$&')
  const found = new RegExp(`${name}(\\d{1,15}?)(${ROOT})((?:—${name}${SIGNATURE})*)`).exec(bare)
  if (!found) return null

  const [, digits = '', root = '', signed = ''] = found
  const lines = signed.split('—').filter((line) => line !== '')
  const signatures = lines.map((line) => `— ${origin} ${line.slice(origin.length)}\n`)
  return {
    origin,
    size: Number(digits),
    root: fromBase64(root),
    note: signatures.length > 0 ? `${origin}\n${digits}\n${root}\n\n${signatures.join('')}` : null,
  }
}
