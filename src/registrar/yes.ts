import { acceptsConfirmations } from '../letters/state'
import { seal } from '../seal'
import { fitToLetter, type Problems, type SignatureFields } from '../signatures/signature'
import { countedSignature, type CountedSignature } from './counted-signature'
import type { Group } from './group'
import { assureAnew, assureBy, isTaken, OF_ANOTHER } from './assure'
import { identityOf } from './identity'
import { offDisplayOf } from './off-display-of'
import { rowFields, type SignatureRow } from './row'

/** A signer's yes: to the edition that they were shown, and with what they say of themselves. */
export type Yes = { id: string; edition: number; fields: SignatureFields; at: number }

/** What becomes of a yes that came before, too late, or to something else. */
export type YesAnswer =
  | { outcome: 'counted'; again: true; signature: CountedSignature }
  | { outcome: 'held' }
  | { outcome: 'address-already-signed' }
  | { outcome: 'no-longer-counted' }
  | { outcome: 'stale-edition' }
  | { outcome: 'closed' }
  | { outcome: 'gone' }
  | { outcome: 'invalid'; problems: Problems }

/** A yes that may be taken: the row as it is, and its fields as they will stand. */
export type TakenYes = { row: SignatureRow; emailKey: string; fields: SignatureFields }

/** Looks whether a yes may be taken. If not, its answer is the outcome. */
export function takeYes(group: Group, yes: Yes): TakenYes | YesAnswer {
  const row = group.row(yes.id)
  if (!row) return { outcome: 'gone' }
  // What is held can count only to the words that stand, so it may say yes to newer ones.
  if (row.state === 'held' && row.edition === group.letter.edition) return { outcome: 'held' }
  if (row.state === 'counted') {
    return { outcome: 'counted', again: true, signature: countedSignature(group, row) }
  }
  if (row.state === 'withdrawn' || row.state === 'removed' || row.state === 'refused') {
    return { outcome: 'no-longer-counted' }
  }
  if (row.expiresAt <= yes.at || !row.emailKey) return { outcome: 'gone' }
  // Clocks may differ: once CLOSE stands in the ledger, the hour on a request no longer matters.
  const finished = group.letter.finishedAt !== null
  if (finished || !acceptsConfirmations(group.letter, new Date(yes.at))) {
    return { outcome: 'closed' }
  }
  const standing = group.standing(row.emailKey)
  if (standing && standing.id !== row.id) return { outcome: 'address-already-signed' }
  if (row.state === 'pending' && !row.email) return { outcome: 'gone' }
  if (yes.edition !== group.letter.edition) return { outcome: 'stale-edition' }

  const schools = group.schools.find(yes.fields.urn)
  const fitted = fitToLetter(group.letter, yes.fields, schools)
  if ('problems' in fitted) return { outcome: 'invalid', problems: fitted.problems }
  return { row, emailKey: row.emailKey, fields: fitted.fields }
}

/**
 * The row with what its signer said, and with a keyed hash where the address was. The address is
 * kept, sealed, only if asked for; of who is held it is kept already.
 */
export async function rowAfterYes(
  group: Group,
  master: Uint8Array,
  { row, fields }: TakenYes,
  at: number,
  { keepAddress }: { keepAddress: boolean }
): Promise<SignatureRow> {
  // A signature disowned by mistake has lost its address and kept what stands for it.
  const identity = row.email ? await identityOf(master, row.email) : {}
  const sealed = row.email && keepAddress ? await seal(master, 'kept-address', row.email) : null
  const schools = group.schools.find(fields.urn)
  const said: SignatureRow = {
    ...row,
    ...rowFields(
      fields,
      schools,
      offDisplayOf(group, { name: fields.name, was: row.offDisplay, isNew: true }, at)
    ),
    ...identity,
    edition: group.letter.edition,
    email: null,
    keptAddress: sealed ?? row.keptAddress,
    confirmedAt: at,
  }
  return { ...said, ...(await assured(group, master, said, row)) }
}

/** Who has lost the address by now is judged by what was kept of it. */
async function assured(group: Group, master: Uint8Array, said: SignatureRow, row: SignatureRow) {
  if (row.emailKey && isTaken(group, row, row.emailKey)) {
    return OF_ANOTHER
  }
  return row.email ? assureBy(group, master, said, row.email) : assureAnew(group, master, said)
}

/** Whoever says yes has asked for the mail about it, and for nothing else under that address. */
export function settleYes(group: Group, { row, emailKey }: TakenYes) {
  group.answered.add(row.id)
  group.suppressed.set(emailKey, false)
  group.emptyPending(emailKey)
}
