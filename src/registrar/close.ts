import { closedSince } from '../letters/state'
import type { By, Group } from './group'

export type CloseAct = { verb: 'close'; by?: By; at: number }

export type Closing = { outcome: 'closed' } | { outcome: 'not-open' }

/** Closes a letter. For a day mailed links still work, and until it is finished it may reopen. */
export function close(group: Group, act: CloseAct): Closing {
  const { letter } = group
  if (letter.state === 'closed' || letter.state === 'delivered') return { outcome: 'closed' }
  if (letter.state !== 'open' && letter.state !== 'paused') return { outcome: 'not-open' }

  // An open letter has been closed since its date; a paused one only waited.
  const since = letter.state === 'open' ? closedSince(letter, new Date(act.at)) : null
  group.changeLetter({ state: 'closed', closedAt: since ?? act.at })
  group.audit(act.by, 'close')
  return { outcome: 'closed' }
}
