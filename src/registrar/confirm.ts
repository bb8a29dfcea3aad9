import { appendConfirm } from './append-confirm'
import { countedSignature, type CountedSignature } from './counted-signature'
import type { Group } from './group'
import { holdYes } from './hold'
import { promise } from './promise'
import { rowAfterYes, settleYes, takeYes, type Yes, type YesAnswer } from './yes'

export type ConfirmAct = Yes & {
  verb: 'confirm'
  /** Made-up people of a demonstration or a benchmark get no mail. */
  quiet?: boolean
}

export type Confirmation =
  { outcome: 'counted'; again: boolean; signature: CountedSignature } | YesAnswer

/**
 * Counts a signature: its signer pressed yes on the words they were shown. Who is held and says yes
 * to a newer edition stays held, with that edition.
 */
export async function confirm(
  group: Group,
  master: Uint8Array,
  act: ConfirmAct
): Promise<Confirmation> {
  const yes = takeYes(group, act)
  if ('outcome' in yes) return yes

  const { row } = yes
  if (row.state === 'held') return holdYes(group, master, yes, act.at)
  const said = await rowAfterYes(group, master, yes, act.at, { keepAddress: row.updates === 1 })
  const counted = group.change(row, await appendConfirm(group, said, act.at))
  settleYes(group, yes)
  if (row.email && !act.quiet) group.mails.push(promise('counted', group, counted, row.email))
  return { outcome: 'counted', again: false, signature: countedSignature(group, counted) }
}
