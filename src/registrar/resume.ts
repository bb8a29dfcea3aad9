import type { By, Group } from './group'

export type ResumeAct = { verb: 'resume'; by: By; at: number }

export type Resuming = { outcome: 'open' } | { outcome: 'not-paused' }

/**
 * Lets people sign a paused letter again. A closing date that passed meanwhile is dropped. What a
 * steward stopped stays so: that is not the owner's to lift.
 */
export function resume(group: Group, act: ResumeAct): Resuming {
  const { letter } = group
  if (letter.state === 'open') return { outcome: 'open' }
  if (letter.state !== 'paused') return { outcome: 'not-paused' }

  const ahead = letter.closesAt !== null && letter.closesAt > act.at
  group.changeLetter({ state: 'open', closesAt: ahead ? letter.closesAt : null })
  group.audit(act.by, 'resume')
  return { outcome: 'open' }
}
