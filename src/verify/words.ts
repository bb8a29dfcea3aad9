import { toBase64 } from '../ledger/bytes.ts'
import { TYPES } from '../ledger/entry.ts'
import { toHex } from '../ledger/hex.ts'
import type { VerifierKey } from '../ledger/vkey.ts'

const grouped = new Intl.NumberFormat('en-GB')
const listed = new Intl.ListFormat('en-GB')

/** "1 signature", "1,347 signatures", "2 entries". */
export function amount(n: number, one: string, more = `${one}s`): string {
  return `${grouped.format(n)} ${n === 1 ? one : more}`
}

export function entries(n: number): string {
  return amount(n, 'entry', 'entries')
}

/** "key a5971604" */
export function keyNames(keys: VerifierKey[]): string {
  return listed.format(keys.map(({ id }) => `key ${toHex(id)}`))
}

export function short(root: Uint8Array): string {
  return `${toBase64(root).slice(0, 12)}…`
}

/** How many entries there were of each kind, by the code that is their second byte. */
export function kinds(counts: Map<number, number>): string {
  const found = KINDS.flatMap(([code, one, more]) => {
    const n = counts.get(code) ?? 0
    return n > 0 ? [amount(n, one, more)] : []
  })
  return listed.format(found)
}

const KINDS: [code: number, one: string, more?: string][] = [
  [TYPES.confirm, 'signature confirmed', 'signatures confirmed'],
  [TYPES.amend, 'corrected', 'corrected'],
  [TYPES.withdraw, 'withdrawn', 'withdrawn'],
  [TYPES.invalidate, 'removed', 'removed'],
  [TYPES.reinstate, 'reinstated', 'reinstated'],
  [TYPES.text, 'edition of the text', 'editions of the text'],
  [TYPES.summary, 'statement of the totals', 'statements of the totals'],
  [TYPES.close, 'closing', 'closings'],
  [
    TYPES.anonymise,
    'note that signers were made anonymous',
    'notes that signers were made anonymous',
  ],
]
