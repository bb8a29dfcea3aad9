import { stateAt } from '../letters/state'
import type { By, Group } from './group'

export type ReopenAct = { verb: 'reopen'; by?: By; at: number }

export type Reopening =
  | { outcome: 'open' }
  | { outcome: 'finished' }
  | { outcome: 'delivered' }
  | { outcome: 'not-closed' }

/** Opens a closed letter again, unless it is finished. A closing date that has passed is dropped. */
export function reopen(group: Group, act: ReopenAct): Reopening {
  const { letter } = group
  const state = stateAt(letter, new Date(act.at))
  if (letter.finishedAt !== null) return { outcome: 'finished' }
  if (state === 'open' || state === 'delivered') return { outcome: state }
  if (state !== 'closed') return { outcome: 'not-closed' }

  const ahead = letter.closesAt !== null && letter.closesAt > act.at
  group.changeLetter({
    state: 'open',
    closedAt: null,
    closesAt: ahead ? letter.closesAt : null,
  })
  group.audit(act.by, 'reopen')
  return { outcome: 'open' }
}
