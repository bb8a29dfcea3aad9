import { wantsShown } from '../signatures/off-display'
import { fitToLetter, type Problems, type SignatureFields } from '../signatures/signature'
import { assureAnew } from './assure'
import { commitmentOf } from './commitment-of'
import type { Group } from './group'
import { offDisplayOf } from './off-display-of'
import { promiseIfKept } from './promise'
import { fieldsOf, rowFields, type SignatureRow } from './row'

export type CorrectAct = {
  verb: 'correct'
  id: string
  /** What is not given stays as it is. */
  fields: Partial<SignatureFields>
  updates?: boolean
  at: number
}

export type Correction =
  | { outcome: 'corrected' }
  | { outcome: 'unchanged' }
  | { outcome: 'not-counted' }
  | { outcome: 'gone' }
  | { outcome: 'invalid'; problems: Problems }

/** Changes what a counted signature says, or whether its name is shown. */
export async function correct(
  group: Group,
  act: CorrectAct,
  master: Uint8Array
): Promise<Correction> {
  const row = group.row(act.id)
  if (!row) return { outcome: 'gone' }
  if (row.state !== 'counted' || row.entry === null) return { outcome: 'not-counted' }
  // Anonymised: it counts, and its signer is nobody any more.
  if (row.salt === null) return { outcome: 'gone' }

  const fields = { ...fieldsOf(row), ...act.fields }
  const schools = group.schools.find(fields.urn)
  const fitted = fitToLetter(group.letter, fields, schools)
  if ('problems' in fitted) return { outcome: 'invalid', problems: fitted.problems }

  const keptAddress = (act.updates ?? row.updates) ? row.keptAddress : null
  const said: SignatureRow = {
    ...row,
    ...rowFields(fitted.fields, schools, offDisplayAfter(group, row, fitted.fields, act.at)),
    keptAddress,
    updates: keptAddress ? 1 : 0,
  }
  if (sameRow(row, said)) return { outcome: 'unchanged' }
  const changed = { ...said, ...(await assuranceAfter(group, master, row, said)) }

  const amended = await amendLedger(group, row, changed, act.at)
  await promiseIfKept('changed', group, master, row)
  group.change(row, {
    ...changed,
    amended,
    changedAt: act.at,
  })
  return { outcome: 'corrected' }
}

/** Appends an AMEND if what the ledger commits to changed. Returns the position of the newest. */
async function amendLedger(
  group: Group,
  row: SignatureRow,
  changed: SignatureRow,
  at: number
): Promise<number | null> {
  const before = await commitmentOf(group.letter, row)
  const commitment = await commitmentOf(group.letter, changed)
  if (before.toHex() === commitment.toHex()) return row.amended
  return group.draft.append({ type: 'amend', target: row.entry ?? 0, commitment }, at)
}

/**
 * A name that was looked at is another one once it, or what is shown beside it, says otherwise. One
 * that is to be shown again is compared with the lists as they are by now.
 */
function offDisplayAfter(
  group: Group,
  row: SignatureRow,
  { name, role, role_other: roleOther, school, public: shown }: SignatureFields,
  at: number
): string | null {
  const said = (roleOther ?? null) === row.roleOther && role === row.role
  const same = said && name === row.name && school === row.school
  if (same && (!shown || wantsShown(row))) return row.offDisplay
  return offDisplayOf(group, { name, was: row.offDisplay, isNew: !same }, at)
}

/** A mailbox stands behind the school that it belongs to, and behind no other; a head's, behind a name. */
async function assuranceAfter(
  group: Group,
  master: Uint8Array,
  row: SignatureRow,
  said: SignatureRow
) {
  const same = row.name === said.name && row.role === said.role && row.urns === said.urns
  return same ? {} : assureAnew(group, master, said)
}

function sameRow(a: SignatureRow, b: SignatureRow): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
