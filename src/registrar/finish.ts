import type { Letter } from '../letters/letter'
import { GRACE_MS, stateAt } from '../letters/state'
import type { Group } from './group'

export type FinishAct = { verb: 'finish'; at: number }

export type Finishing =
  | { outcome: 'finished' }
  | { outcome: 'too-early' }
  | { outcome: 'still-held' }
  | { outcome: 'in-case' }
  | { outcome: 'not-closed' }

/**
 * Appends CLOSE, after which nobody can be counted on the letter and its text is final. That takes
 * a day since it closed, when the last mailed link has stopped working, nobody held and no case alive.
 */
export function finish(group: Group, act: FinishAct): Finishing {
  const { letter } = group
  if (letter.finishedAt !== null) return { outcome: 'finished' }
  const closedAt = closedAtOf(letter, act.at)
  if (closedAt === null) return { outcome: 'not-closed' }
  if (act.at < closedAt + GRACE_MS) return { outcome: 'too-early' }
  if (group.held > 0) return { outcome: 'still-held' }
  if (group.cases > 0) return { outcome: 'in-case' }

  group.draft.append({ type: 'close' }, act.at)
  const state = letter.state === 'open' ? 'closed' : letter.state
  group.changeLetter({ state, closedAt, finishedAt: act.at })
  return { outcome: 'finished' }
}

/** Since when a letter is closed. A paused one, or one that never opened, may have passed its date, and is not. */
function closedAtOf(letter: Letter, at: number): number | null {
  if (letter.state === 'gathering') return letter.closedAt
  const state = stateAt(letter, new Date(at))
  const isClosed = state === 'closed' || state === 'delivered'
  return isClosed ? (letter.closedAt ?? letter.closesAt) : null
}
