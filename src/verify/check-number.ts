import type { Audit } from '../ledger/audit.ts'
import { parseCheckpoint } from '../ledger/checkpoint.ts'
import { parseNote } from '../ledger/note.ts'
import { Rejected } from '../ledger/rejected.ts'
import { auditEntries } from './audit-entries.ts'
import type { Evidence } from './evidence.ts'
import { demandExtends } from './extends.ts'
import { openSigned, readKeys, readNewest, type Source } from './source.ts'
import type { Watch } from './watch.ts'
import { amount, entries, keyNames, short } from './words.ts'

/** The numbers that a page states, and the signed note that it states them by. */
export type Shown = {
  counted: number
  confirmed: number
  withdrawn: number
  removed: number
  checkpoint: string
}

/**
 * Checks a page's number against the whole ledger, read anew: signatures, every entry and rule, the
 * root, and that the page's checkpoint and the newest are of one history. What is wrong is
 * `Rejected`, and then `evidence` holds what was read.
 */
export async function checkNumber(
  source: Source,
  shown: Shown,
  watch: Watch,
  evidence: Evidence
): Promise<Audit> {
  evidence.note('this page', shown.checkpoint)
  watch.begins('checkpoint')
  const newest = await readNewest(source)
  evidence.note('the ledger', newest)
  const keys = await readKeys(source)
  const { origin, size, root } = parseCheckpoint(parseNote(newest).text)
  evidence.keys(keys, origin)
  watch.passes('checkpoint', `${entries(size)}, root ${short(root)}`)

  watch.begins('signature')
  const stated = await openSigned(source, shown.checkpoint, keys)
  const found = await openSigned(source, newest, keys)
  watch.passes('signature', `Signed by ${keyNames(found.signedBy)}.`)

  const [earlier, later] = stated.size < found.size ? [stated, found] : [found, stated]
  const auditing = { source, keys, at: stated.size, watch, evidence }
  const audited = await auditEntries(later, auditing)

  watch.begins('history')
  await demandExtends(source, earlier, later)
  watch.passes('history', grownFrom(earlier.size, later.size))

  watch.begins('number')
  demandTotals(shown, stated.size, audited)
  watch.passes('number', `${amount(shown.counted, 'signature')}, as the page says.`)
  return audited
}

function grownFrom(earlier: number, later: number): string {
  return earlier === later
    ? 'The checkpoint on this page is the newest there is.'
    : `The ledger has grown from ${entries(earlier)} to ${entries(later)}, and nothing in it changed.`
}

function demandTotals(shown: Shown, size: number, { totalsAt }: Audit) {
  const totals = totalsAt.get(size)
  const isRight =
    totals?.live === shown.counted &&
    totals.confirmed === shown.confirmed &&
    totals.withdrawn === shown.withdrawn &&
    totals.removed === shown.removed
  if (isRight) return
  throw new Rejected(
    'page-differs',
    `The first ${entries(size)} add up to ${amount(totals?.live ?? 0, 'signature')}, ` +
      'and the numbers on this page are others.'
  )
}
