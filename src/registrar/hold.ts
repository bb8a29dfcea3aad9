import { NO_RISK, readRisk, riskOf, type Risk } from '../gate/risk'
import type { Group } from './group'
import { promise } from './promise'
import { rowAfterYes, settleYes, takeYes, type TakenYes, type Yes, type YesAnswer } from './yes'

export type HoldAct = Yes & { verb: 'hold' }

export type Holding = YesAnswer

/**
 * Takes a signer's yes without counting it: somebody has to look at it first. The address stays,
 * sealed, until that is decided, so that whoever is then counted can be told.
 */
export async function hold(group: Group, act: HoldAct, master: Uint8Array): Promise<Holding> {
  const yes = takeYes(group, act)
  if ('outcome' in yes) return yes

  return holdYes(group, master, yes, act.at)
}

/** Holds a yes that may be taken: a first one, or one to newer words of who is held already. */
export async function holdYes(
  group: Group,
  master: Uint8Array,
  yes: TakenYes,
  at: number,
  { risk, quiet }: { risk?: Risk | null; quiet?: boolean } = {}
): Promise<Holding> {
  const said = await rowAfterYes(group, master, yes, at, { keepAddress: true })
  const { row } = yes
  const why = JSON.stringify(risk ?? riskOf(readRisk(row.risk)) ?? NO_RISK)
  const held = group.change(row, { ...said, state: 'held', risk: why })
  settleYes(group, yes)
  if (row.email && !quiet) group.mails.push(promise('held', group, held, row.email))
  return { outcome: 'held' }
}
