import type { Group } from './group'
import { rowAfterYes, settleYes, takeYes, type Yes, type YesAnswer } from './yes'

export type HoldAct = Yes & { verb: 'hold' }

export type Holding = YesAnswer

/**
 * Takes a signer's yes without counting it: somebody has to look at it first. The address stays,
 * sealed, until that is decided, since its signer has to be told.
 */
export async function hold(group: Group, master: Uint8Array, act: HoldAct): Promise<Holding> {
  const yes = takeYes(group, act)
  if ('outcome' in yes) return yes

  const said = await rowAfterYes(group, master, yes, act.at, { keepAddress: true })
  group.change(yes.row, { ...said, state: 'held' })
  settleYes(group, yes)
  return { outcome: 'held' }
}
