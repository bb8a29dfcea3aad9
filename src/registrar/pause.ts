import { closedSince } from '../letters/state'
import type { By, Group } from './group'

export type PauseAct = { verb: 'pause'; by: By; at: number }

export type Pausing = { outcome: 'paused' } | { outcome: 'not-open' }

/** Lets nobody sign or confirm for now. Links that were mailed wait with it. */
export function pause(group: Group, act: PauseAct): Pausing {
  const { letter } = group
  if (letter.state === 'paused') return { outcome: 'paused' }
  const isOpen = letter.state === 'open' && closedSince(letter, new Date(act.at)) === null
  if (!isOpen) return { outcome: 'not-open' }

  group.changeLetter({ state: 'paused' })
  group.audit(act.by, 'pause')
  return { outcome: 'paused' }
}
