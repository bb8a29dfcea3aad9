import { equalBytes } from '../ledger/bytes.ts'
import type { Checkpoint } from '../ledger/checkpoint.ts'
import { letterOf } from '../ledger/origin.ts'
import type { CheckedReceipt, Place } from '../ledger/receipt.ts'
import { Rejected } from '../ledger/rejected.ts'
import type { Standing } from '../ledger/standings.ts'
import { checkTotal, type Total } from '../ledger/tlog-proof.ts'
import { auditLedger } from './verify-audit.ts'
import type { Check } from './verify-check.ts'
import { demandConsistency, type ProofSource } from './verify-consistency.ts'
import { trustFor } from './verify-keys.ts'
import { findLedger } from './verify-ledger.ts'
import { siteOf } from './verify-origin.ts'
import { readTotal } from './verify-total.ts'
import { count, number } from './verify-words.ts'

/** Verifies a total, and demands that its ledger contains a receipt's entries. */
export async function totalWith(
  receipt: CheckedReceipt,
  from: string,
  file: string | undefined,
  check: Check
): Promise<Total> {
  const { text, origin, site, base } = await readTotal(from, check)
  demandSameLedger(receipt.origin, origin)
  const trust = await trustFor(origin, { ...check, site })
  const total = await checkTotal(text, trust.keys)
  await demandContained(receipt, total, { reader: check.reader, file, base })
  return total
}

/** How a receipt's signature stands, and which entry corrected it after the receipt was made. */
export type Now = { standing: Standing; size: number; correctedBy: number | null }

/** Audits the whole ledger of a receipt, and tells how its signature stands there now. */
export async function standingNow(receipt: CheckedReceipt, check: Check): Promise<Now> {
  const { origin } = receipt
  const where = {
    kind: 'ledger',
    site: siteOf(origin),
    uuid: letterOf(origin),
    size: null,
  } as const
  const found = await findLedger(where, check)
  demandSameLedger(origin, found.origin)
  const trust = await trustFor(origin, { ...check, site: found.site })
  const result = await auditLedger(found, trust.keys, check)
  await demandContained(receipt, result, { reader: check.reader, base: found.base })

  const standing = result.replay.standing(receipt.index)
  const newest = result.replay.amendedBy(receipt.index)
  const correctedBy = newest === (receipt.amended?.index ?? null) ? null : newest
  if (standing) return { standing, size: result.size, correctedBy }
  throw new Rejected('no-signature', `Entry ${number(receipt.index)} confirms no signature.`)
}

async function demandContained(receipt: CheckedReceipt, ledger: Checkpoint, source: ProofSource) {
  for (const { index, size, root } of placesOf(receipt)) {
    if (index >= ledger.size) throw tooEarly(index, ledger.size)
    await demandConsistency({ origin: receipt.origin, size, root }, ledger, source)
  }
}

/** The places that have heads of their own: mostly one, for a correction is proven by the same. */
function placesOf(receipt: CheckedReceipt): Place[] {
  const { amended } = receipt
  if (!amended) return [receipt]
  return equalBytes(amended.root, receipt.root) ? [amended] : [receipt, amended]
}

function demandSameLedger(receipts: string, other: string) {
  if (receipts === other) return
  throw new Rejected('another-ledger', `The receipt is of ${receipts}; this is ${other}.`)
}

function tooEarly(index: number, size: number): Rejected {
  const has = `the ledger of this number has ${count(size, 'entry', 'entries')}`
  return new Rejected(
    'older-than-the-receipt',
    `The receipt is for entry ${number(index)}; ${has}.`
  )
}
