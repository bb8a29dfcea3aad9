import { closedSince } from '../letters/state'
import type { PromisedMail } from '../mail/outbox'
import type { By, Group } from './group'

export type CloseAct = {
  verb: 'close'
  by?: By
  /** To the letter's team, if it is closed here. */
  mails?: PromisedMail[]
  at: number
}

export type Closing = { outcome: 'closed' } | { outcome: 'not-open' }

/**
 * Closes a letter. For a day mailed links still work, and until it is finished it may reopen. A steward
 * closes only what is stopped, and also what never opened: that stays as hidden as it was.
 */
export function close(group: Group, act: CloseAct): Closing {
  const { letter } = group
  const asSteward = act.by?.asSteward === true
  if (letter.closedAt !== null) return { outcome: 'closed' }
  if (asSteward && letter.stopped === null) return { outcome: 'not-open' }
  const neverOpened = asSteward && letter.state === 'gathering'
  if (letter.state !== 'open' && letter.state !== 'paused' && !neverOpened) {
    return { outcome: 'not-open' }
  }

  // An open letter has been closed since its date; another only waited, and its date closed nothing.
  const since = letter.state === 'open' ? closedSince(letter, new Date(act.at)) : null
  const hasPassed = since === null && letter.closesAt !== null && letter.closesAt <= act.at
  group.changeLetter({
    state: neverOpened ? 'gathering' : 'closed',
    opensAt: null,
    closesAt: hasPassed ? null : letter.closesAt,
    closedAt: since ?? act.at,
  })
  group.audit(act.by, 'close')
  group.mails.push(...(act.mails ?? []))
  return { outcome: 'closed' }
}
