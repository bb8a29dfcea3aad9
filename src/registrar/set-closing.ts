import { stateAt } from '../letters/state'
import type { By, Group } from './group'

export type SetClosingAct = { verb: 'set-closing'; closesAt: number | null; by: By; at: number }

export type SettingClosing =
  { outcome: 'set' } | { outcome: 'past' } | { outcome: 'before-opening' } | { outcome: 'closed' }

/** Sets the date at which a letter closes by itself, or drops it. A closed one reopens first. */
export function setClosing(group: Group, act: SetClosingAct): SettingClosing {
  const { letter } = group
  const { closesAt } = act
  if (letter.closesAt === closesAt) return { outcome: 'set' }
  const state = stateAt(letter, new Date(act.at))
  if (state === 'closed' || state === 'delivered') return { outcome: 'closed' }
  if (closesAt !== null && closesAt <= act.at) return { outcome: 'past' }
  if (closesAt !== null && closesAt <= (letter.opensAt ?? 0)) return { outcome: 'before-opening' }

  group.changeLetter({ closesAt })
  group.audit(act.by, 'set-closing', { closesAt })
  return { outcome: 'set' }
}
