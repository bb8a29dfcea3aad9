import type { DeskAct } from '../../desk/rights'

/** What an owner does to a letter once it is under way. */
export const LIFE_ACTS = [
  'pause',
  'resume',
  'close',
  'reopen',
  'archive',
  'unarchive',
  'delete',
] as const satisfies readonly DeskAct[]

export type LifeAct = (typeof LIFE_ACTS)[number]
