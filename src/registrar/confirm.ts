import { acceptsConfirmations } from '../letters/letter'
import { seal } from '../seal'
import { fitToLetter, type Problems, type SignatureFields } from '../signatures/signature'
import { commitmentOf } from './commitment-of'
import type { Group } from './group'
import { identityOf } from './identity'
import { promise } from './promise'
import { rowFields, type SignatureRow } from './row'
import { countedSignature, type CountedSignature } from './counted-signature'

export type ConfirmAct = {
  verb: 'confirm'
  id: string
  edition: number
  fields: SignatureFields
  at: number
  /** Made-up people of a demonstration or a benchmark get no mail. */
  quiet?: boolean
}

export type Confirmation =
  | { outcome: 'counted'; again: boolean; signature: CountedSignature }
  | { outcome: 'held' }
  | { outcome: 'address-already-signed' }
  | { outcome: 'no-longer-counted' }
  | { outcome: 'stale-edition' }
  | { outcome: 'closed' }
  | { outcome: 'gone' }
  | { outcome: 'invalid'; problems: Problems }

/** Counts a signature: its signer pressed yes on the words they were shown. */
export async function confirm(
  group: Group,
  master: Uint8Array,
  act: ConfirmAct
): Promise<Confirmation> {
  const row = group.row(act.id)
  if (!row) return { outcome: 'gone' }
  if (row.state === 'held') return { outcome: 'held' }
  if (row.state === 'counted') {
    return { outcome: 'counted', again: true, signature: countedSignature(group.letter, row) }
  }
  if (row.state === 'withdrawn' || row.state === 'removed' || row.state === 'refused') {
    return { outcome: 'no-longer-counted' }
  }
  if (row.expiresAt <= act.at || !row.emailKey) return { outcome: 'gone' }
  if (!acceptsConfirmations(group.letter, new Date(act.at))) return { outcome: 'closed' }
  if (group.standing(row.emailKey)) return { outcome: 'address-already-signed' }
  if (row.state === 'pending' && !row.email) return { outcome: 'gone' }
  if (act.edition !== group.letter.edition) return { outcome: 'stale-edition' }

  const fitted = fitToLetter(group.letter, act.fields)
  if ('problems' in fitted) return { outcome: 'invalid', problems: fitted.problems }

  const counted = await count(group, master, row, fitted.fields, act.at)
  group.answered.add(row.id)
  group.suppressed.set(row.emailKey, false)
  group.emptyPending(row.emailKey)
  if (row.email && !act.quiet) group.mails.push(promise('counted', group, counted, row.email))
  return { outcome: 'counted', again: false, signature: countedSignature(group.letter, counted) }
}

async function count(
  group: Group,
  master: Uint8Array,
  row: SignatureRow,
  fields: SignatureFields,
  at: number
): Promise<SignatureRow> {
  // A signature disowned by mistake has lost its address and kept what stands for it.
  const identity = row.email ? await identityOf(master, row.email) : {}
  const kept = row.email && row.updates ? await seal(master, 'kept-address', row.email) : null
  const changed = {
    ...row,
    ...rowFields(fields),
    ...identity,
    edition: group.letter.edition,
    state: 'counted' as const,
    email: null,
    keptAddress: kept,
    confirmedAt: at,
  }
  const commitment = await commitmentOf(group.letter, changed)
  const entry = group.draft.append({ type: 'confirm', edition: changed.edition, commitment }, at)
  return group.change(row, { ...changed, entry, number: group.draft.head.confirmed })
}
