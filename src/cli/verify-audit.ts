import { audit, type Audit, type LogReader } from '../ledger/audit.ts'
import { decodeEntry } from '../ledger/decode-entry.ts'
import { bundlePath, decodeBundle, TILE_WIDTH, type Bundle } from '../ledger/tile.ts'
import type { VerifierKey } from '../ledger/vkey.ts'
import { auditData, auditLines } from './verify-audit-report.ts'
import type { Check, Verdict } from './verify-check.ts'
import { compareNumbers } from './verify-compare.ts'
import { compareHistory } from './verify-history.ts'
import { trustFor } from './verify-keys.ts'
import { findLedger, type Found } from './verify-ledger.ts'
import { readLetter } from './verify-letter.ts'
import { unchecked } from './verify-origin.ts'
import { readTitle } from './verify-text.ts'
import type { LedgerPlace } from './verify-where.ts'

/** An audit that went well, and what goes with it. */
export type Audited = {
  found: Found
  result: Audit
  /** The hour of the last entry. */
  hour: number
  /** The past total that was asked for; its totals are null if none was published at that size. */
  past: { size: number; hour: number; totals: Audit['totals'] | null } | null
  /** Out of the words that the ledger names; null if its letter is not known. */
  title: string | null
  /** Whether the site publishes a history, which then is the ledger's. */
  hasHistory: boolean
}

/** More than 256 entries ever take. */
const LARGEST_BUNDLE = 32 * 1024

/** Verifies a whole ledger: every entry, every rule, the root, and the numbers that its site gives. */
export async function verifyAudit(where: LedgerPlace, check: Check): Promise<Verdict> {
  const found = await findLedger(where, check)
  const trust = await trustFor(found.origin, { ...check, site: found.site })

  const { size } = unchecked(found.note, found.base)
  const ends = new Map<number, Uint8Array | null>([[size, null]])
  if (where.size !== null) ends.set(where.size, null)
  const result = await auditLedger(found, trust.keys, check, ends)
  const { hasHistory, title } = await comparePublished(found, result, check)

  const hour = endAt(size, ends)?.hour ?? 0
  const past = where.size === null ? null : pastTotal(where.size, ends, result)
  const audited = { found, result, hour, past, title, hasHistory }
  return { lines: auditLines(audited, trust, new Date()), data: auditData(audited, trust) }
}

/** Audits a ledger over the network. `ends` gets the last entry at each of the sizes in it. */
export async function auditLedger(
  { base, note }: Found,
  keys: VerifierKey[],
  check: Check,
  ends = new Map<number, Uint8Array | null>()
): Promise<Audit> {
  const sizes = [...ends.keys()]
  const log: LogReader = {
    checkpoint: async () => note,
    bundle: async (bundle) => {
      const bytes = await check.reader.bundle(`${base}/${bundlePath(bundle)}`, LARGEST_BUNDLE)
      for (const size of sizes.filter((one) => isIn(bundle, one - 1))) {
        ends.set(size, decodeBundle(bytes)[(size - 1) % TILE_WIDTH] ?? null)
      }
      return bytes
    },
  }
  return audit(log, keys, { onProgress: check.progress, at: sizes })
}

function isIn({ number, width }: Bundle, position: number): boolean {
  const at = position - number * TILE_WIDTH
  return at >= 0 && at < width
}

async function comparePublished({ site, letter }: Found, result: Audit, { reader }: Check) {
  if (!letter) return { title: null, hasHistory: false }
  compareNumbers(letter, result)
  const title = await readTitle(reader, letter, result.texts.at(-1) ?? new Uint8Array())
  const hasHistory = await compareHistory(reader, letter.url, result.hours, async () => {
    const { numbers } = await readLetter(reader, site, letter.slug)
    return numbers.ledgerSize !== result.size
  })
  return { title, hasHistory }
}

function pastTotal(size: number, ends: Map<number, Uint8Array | null>, { totalsAt }: Audit) {
  const end = endAt(size, ends)
  const isPublished = end?.entry.type === 'summary'
  return { size, hour: end?.hour ?? 0, totals: (isPublished && totalsAt.get(size)) || null }
}

function endAt(size: number, ends: Map<number, Uint8Array | null>) {
  const entry = ends.get(size)
  return entry ? decodeEntry(entry) : null
}
