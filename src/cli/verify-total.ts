import { Rejected } from '../ledger/rejected.ts'
import { checkTotal, parseTlogProof } from '../ledger/tlog-proof.ts'
import { keepNote, type Check, type Verdict } from './verify-check.ts'
import { trustFor } from './verify-keys.ts'
import { demandUuid, findLedger } from './verify-ledger.ts'
import { COMMAND } from './verify-help.ts'
import { readForm, siteOf, unchecked } from './verify-origin.ts'
import { aboutKeys, headData, headLines, sumLine, totalsData } from './verify-report.ts'
import { isAddress, readLedgerPlace } from './verify-where.ts'

/** A total's proof as it was read. `site` is where; null for a file. */
export type ReadTotal = { text: string; origin: string; site: string | null; base: string }

const LARGEST_TOTAL = 64 * 1024

/** Verifies that a total was signed as its ledger's last word at its size. */
export async function verifyTotal(from: string, check: Check): Promise<Verdict> {
  const read = await readTotal(from, check)
  const trust = await trustFor(read.origin, { ...check, site: read.site })
  const total = await checkTotal(read.text, trust.keys)
  return {
    lines: [
      sumLine(total),
      'Verified: the ledger’s key signed this total as the ledger’s last entry.',
      ...headLines(total, total.hour),
      '',
      'This proves that the total was published. Whether the entries add up to it, an audit tells:',
      `  ${COMMAND} ${read.base}`,
      ...aboutKeys(total.signedBy, trust),
    ],
    data: { ...totalsData(total), ...headData(total, total.hour, trust) },
  }
}

/** Reads a total's proof from a file, or from the site of a letter or ledger. Nothing is checked. */
export async function readTotal(from: string, check: Check): Promise<ReadTotal> {
  if (isAddress(from)) return fetchTotal(from, check)
  const text = await check.reader.file(from, LARGEST_TOTAL)
  const { origin, uuid } = headOf(text, from, check)
  return { text, origin, site: null, base: `${siteOf(origin)}/ledger/${uuid}` }
}

async function fetchTotal(url: string, check: Check): Promise<ReadTotal> {
  const where = readLedgerPlace(url)
  const { site, size } = where
  const uuid = where.kind === 'ledger' ? where.uuid : (await findLedger(where, check)).uuid
  const base = `${site}/ledger/${uuid}`
  const query = size === null ? '' : `?size=${size}`
  const text = await check.reader.text(`${base}/total.tlog-proof${query}`, LARGEST_TOTAL)

  const head = headOf(text, url, check)
  demandUuid(head.uuid, uuid)
  if (size === null || size === head.size) return { text, origin: head.origin, site, base }
  throw new Rejected('another-size', `This is the total of ${head.size} entries, not of ${size}.`)
}

function headOf(text: string, from: string, check: Check) {
  const { checkpoint } = readForm(from, () => parseTlogProof(text))
  return unchecked(keepNote(check, from, checkpoint), from)
}
