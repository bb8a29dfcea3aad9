import { toBase64 } from '../ledger/bytes.ts'
import { checkTotal, type Total } from '../ledger/tlog-proof.ts'
import { Problem } from './problem.ts'
import type { Check, Verdict } from './verify-check.ts'
import { demandConsistency } from './verify-consistency.ts'
import { trustFor } from './verify-keys.ts'
import { aboutKeys, headLines, keysData, sumLine, totalsData } from './verify-report.ts'
import { readTotal } from './verify-total.ts'
import { hourInUtc } from './verify-words.ts'

type Pair = { a: string; b: string; consistency?: string | undefined }

/** Verifies two totals of one ledger, and that the later ledger contains the earlier one. */
export async function verifyPair({ a, b, consistency }: Pair, check: Check): Promise<Verdict> {
  const [one, other] = [await readTotal(a, check), await readTotal(b, check)]
  if (one.origin !== other.origin) {
    throw new Problem(
      `These are totals of two ledgers, which can’t be compared:\n  ${one.origin}\n  ${other.origin}`
    )
  }
  const read = one.site ? one : other
  const trust = await trustFor(read.origin, { ...check, site: read.site })
  const totals = [await checkTotal(one.text, trust.keys), await checkTotal(other.text, trust.keys)]
  const [old, grown] = totals.toSorted((x, y) => x.size - y.size) as [Total, Total]
  await demandConsistency(old, grown, { reader: check.reader, file: consistency, base: read.base })

  return {
    lines: [
      ...(old.size === grown.size
        ? ['Verified: both are the same total of the same ledger.', '', ...totalLines(old)]
        : [
            'Verified: the later ledger contains the earlier one unchanged, and only adds to it.',
            '',
            'Earlier',
            ...totalLines(old),
            '',
            'Later',
            ...totalLines(grown),
          ]),
      ...aboutKeys(grown.signedBy, trust),
    ],
    data: {
      origin: grown.origin,
      earlier: totalData(old),
      later: totalData(grown),
      ...keysData(grown.signedBy, trust),
    },
  }
}

function totalLines(total: Total): string[] {
  return [sumLine(total), ...headLines(total, total.hour)]
}

function totalData(total: Total) {
  const { size, root, hour } = total
  return { ...totalsData(total), hour: hourInUtc(hour), size, root: toBase64(root) }
}
