import { HELD_FROM, riskAtYes, type YesSigns } from '../gate/risk'
import { appendConfirm } from './append-confirm'
import { countedSignature, type CountedSignature } from './counted-signature'
import type { Group } from './group'
import { holdYes } from './hold'
import { promise, promiseIfKept } from './promise'
import { rowAfterYes, settleYes, takeYes, type Yes, type YesAnswer } from './yes'

export type ConfirmAct = Yes & {
  verb: 'confirm'
  /** Made-up people of a demonstration or a benchmark get no mail. */
  quiet?: boolean
  /** What the request that said yes looked like. */
  signs?: YesSigns
}

export type Confirmation =
  { outcome: 'counted'; again: boolean; signature: CountedSignature } | YesAnswer

/**
 * Counts a signature: its signer pressed yes on the words they were shown. If too much speaks for it
 * not being theirs, it is held. Who is held and says yes to a newer edition stays held, with that;
 * unless that yes was all that was missing.
 */
export async function confirm(
  group: Group,
  act: ConfirmAct,
  master: Uint8Array
): Promise<Confirmation> {
  const yes = takeYes(group, act)
  if ('outcome' in yes) return yes

  const { row } = yes
  const { quickInCase } = group
  const outBefore = group.outBefore.has(row.id)
  const risk = riskAtYes({ ...row, outBefore, quickInCase }, act.signs, act.at)
  const isChecked = row.state === 'held' && row.risk === null
  if (!isChecked && (row.state === 'held' || (risk && risk.score >= HELD_FROM))) {
    return holdYes(group, master, yes, act.at, { ...act, risk })
  }
  const said = await rowAfterYes(group, master, yes, act.at, { keepAddress: row.updates === 1 })
  const keptAddress = isChecked && row.updates === 0 ? null : said.keptAddress
  const weighed = { ...said, keptAddress, risk: risk && JSON.stringify(risk) }
  const counted = group.change(row, await appendConfirm(group, weighed, act.at))
  settleYes(group, yes)
  if (row.email && !act.quiet) group.mails.push(promise('counted', group, counted, row.email))
  if (isChecked) await promiseIfKept('counted', group, master, row)
  return { outcome: 'counted', again: false, signature: countedSignature(group, counted) }
}
