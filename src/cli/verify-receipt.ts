import { toBase64 } from '../ledger/bytes.ts'
import { readReceipt } from '../ledger/read-receipt.ts'
import { checkReceipt, type CheckedReceipt, type Place, type Receipt } from '../ledger/receipt.ts'
import type { Standing } from '../ledger/standings.ts'
import { parseTlogProof } from '../ledger/tlog-proof.ts'
import { ukHour } from '../uk-time.ts'
import { Problem } from './problem.ts'
import { keepNote, type Check, type Verdict } from './verify-check.ts'
import { standingNow, totalWith, type Now } from './verify-contains.ts'
import { trustFor } from './verify-keys.ts'
import { readUpTo } from './verify-reader.ts'
import { aboutKeys, keysData, sumLine, totalsData } from './verify-report.ts'
import { count, hourInUtc, number, plain } from './verify-words.ts'

type Asked = {
  file: string
  /** A file or an address. */
  total: string | undefined
  consistency: string | undefined
  audit: boolean
}

const STANDINGS: Record<Standing, string> = {
  live: 'it counts.',
  withdrawn: 'it does not count: it was withdrawn.',
  invalidated: 'it does not count: it was removed.',
}

const LARGEST_RECEIPT = 256 * 1024

/**
 * Verifies a signer's receipt; if a total is given too, that its ledger contains the receipt; and if
 * an audit is wanted, how the signature stands by now.
 */
export async function verifyReceipt(asked: Asked, check: Check): Promise<Verdict> {
  const receipt = await readReceiptFile(asked.file, check)
  const trust = await trustFor(receipt.origin, { ...check, site: null })
  const checked = await checkReceipt(receipt, trust.keys)
  const total = asked.total ? await totalWith(checked, asked.total, asked.consistency, check) : null
  const now = asked.audit ? await standingNow(checked, check) : null
  return {
    lines: [
      'Verified: the ledger’s key signed a ledger that holds the signature of this receipt.',
      ...receiptLines(checked),
      '',
      ...(total ? [`The ledger of this total contains it: ${sumLine(total)}`] : []),
      ...(now ? nowLines(now) : ['Whether a later entry withdrew or removed it, --audit tells.']),
      'It proves that you signed, to whoever sees it: keep it to yourself if you would rather not.',
      ...aboutKeys(checked.signedBy, trust),
    ],
    data: {
      origin: checked.origin,
      edition: checked.edition,
      fields: checked.fields,
      confirmed: placeData(checked),
      amended: checked.amended && placeData(checked.amended),
      total: total && { ...totalsData(total), hour: hourInUtc(total.hour), size: total.size },
      now: now && { standing: now.standing, size: now.size, corrected_by: now.correctedBy },
      ...keysData(checked.signedBy, trust),
    },
  }
}

/** Not kept for the evidence, apart from the notes in it: it is personal. */
async function readReceiptFile(file: string, check: Check): Promise<Receipt> {
  const receipt = readReceipt(parse(await readUpTo(file, LARGEST_RECEIPT), file))
  for (const part of [receipt, receipt.amended]) {
    if (part) keepNote(check, file, parseTlogProof(part.proof).checkpoint)
  }
  return receipt
}

function parse(bytes: Uint8Array, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new Problem(`${file} is not a receipt: it is not JSON. Download the receipt once more.`)
  }
}

function receiptLines(checked: CheckedReceipt): string[] {
  const { fields, edition, index, hour, amended, size, root, origin } = checked
  const shown = fields.public ? 'shown publicly' : 'not shown publicly'
  return [
    `Name: ${plain(fields.name)} (${shown})`,
    ...(fields.affiliation ? [`Role: ${plain(fields.affiliation)}`] : []),
    `Edition signed: ${edition}`,
    `Entry: ${number(index)}, made ${ukHour(hour)}`,
    ...(amended
      ? [`Corrected: by entry ${number(amended.index)}, made ${ukHour(amended.hour)}`]
      : []),
    `Ledger: ${origin}`,
    `Size: ${count(size, 'entry', 'entries')}`,
    `Root: ${toBase64(root)}`,
  ]
}

function nowLines({ size, standing, correctedBy: by }: Now): string[] {
  return [
    `By now, at ${count(size, 'entry', 'entries')}, ${STANDINGS[standing]}`,
    ...(by === null
      ? []
      : [`Corrected since, by entry ${number(by)}: this receipt shows what was said before.`]),
  ]
}

function placeData({ index, hour, size, root }: Place) {
  return { index, hour: hourInUtc(hour), size, root: toBase64(root) }
}
