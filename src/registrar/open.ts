import { closedSince } from '../letters/state'
import type { PromisedMail } from '../mail/outbox'
import { freeze } from './freeze'
import type { By, Group } from './group'
import type { FirstWords } from './schedule'
import { countedOf } from './row'

export type OpenAct = {
  verb: 'open'
  /** The words to freeze; null if they are frozen since founding signatories were gathered. */
  first: FirstWords | null
  /** When it was to open by itself, as far as whoever asks knew. */
  opensAt: number | null
  /** Who is told, once it is open. */
  mails?: PromisedMail[]
  by: By
  at: number
}

export type Opening =
  | { outcome: 'open'; founding: number }
  /** Its words or its time were set otherwise meanwhile. */
  | { outcome: 'changed' }
  | { outcome: 'stopped' }
  | { outcome: 'closing-passed' }
  | { outcome: 'not-now' }

/**
 * Opens a letter to everyone. How many counted at that moment is its number of founding
 * signatories, for good: yeses that came before this are among them, those behind it are not.
 */
export function open(group: Group, act: OpenAct): Opening {
  const { letter } = group
  if (letter.state === 'open') return { outcome: 'open', founding: letter.founding }
  if (letter.state !== 'draft' && letter.state !== 'gathering') return { outcome: 'not-now' }
  if (letter.stopped !== null) return { outcome: 'stopped' }
  if (letter.opensAt !== act.opensAt) return { outcome: 'changed' }
  if ((letter.edition === 0) !== (act.first !== null)) return { outcome: 'changed' }
  if (closedSince(letter, new Date(act.at)) !== null) return { outcome: 'closing-passed' }

  if (act.first) freeze(group, act.first.edition, act.at, act.first.draft)
  const founding = countedOf(group.draft.head)
  group.changeLetter({ state: 'open', openedAt: act.at, opensAt: null, founding })
  group.audit(act.by, 'open', { founding })
  group.mails.push(...(act.mails ?? []))
  return { outcome: 'open', founding }
}
