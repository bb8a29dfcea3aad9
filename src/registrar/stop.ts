import type { PromisedMail } from '../mail/outbox'
import type { By, Group } from './group'

export type StopAct = {
  verb: 'stop'
  /** Null lets it go again. */
  how: 'paused' | 'taken-down' | null
  /** Why, for everyone. */
  sentence: string | null
  by: By
  /** To the letter's team, if anything changes. */
  mails?: PromisedMail[]
  at: number
}

export type Stopping = { outcome: 'stopped' | 'running' | 'unchanged' }

/**
 * Stops a letter for a steward, or lets it go again: what its owner did stands beside it. What was
 * deleted stays so.
 */
export function stop(group: Group, act: StopAct): Stopping {
  const { stopped, stoppedBecause } = group.letter
  const { how } = act
  const sentence = how === null ? null : act.sentence
  const same = stopped === how && stoppedBecause === sentence
  if (same || stopped === 'deleted') return { outcome: 'unchanged' }

  group.mails.push(...(act.mails ?? []))
  group.changeLetter({ stopped: how, stoppedBecause: sentence })
  if (how === null) group.audit(act.by, 'let-go')
  else group.audit(act.by, 'stop', { how, sentence })
  return { outcome: how === null ? 'running' : 'stopped' }
}
