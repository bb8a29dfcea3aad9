import type { PromisedMail } from '../mail/outbox'
import type { By, Group } from './group'

export type UnscheduleAct = {
  verb: 'unschedule'
  /** The time that is taken back. */
  opensAt: number
  /** Why it could not open then, if that time has come. */
  obstacle?: string
  /** Who is told. */
  mails?: PromisedMail[]
  by: By
  at: number
}

export type Unscheduling = { outcome: 'unscheduled' } | { outcome: 'changed' }

/** Takes back the time at which a letter opens by itself: its words may be changed again. */
export function unschedule(group: Group, act: UnscheduleAct): Unscheduling {
  const { letter } = group
  const unopened = letter.state === 'draft' || letter.state === 'gathering'
  if (unopened && letter.opensAt === null) return { outcome: 'unscheduled' }
  if (!unopened || letter.opensAt !== act.opensAt) return { outcome: 'changed' }

  group.changeLetter({ opensAt: null })
  const { opensAt, obstacle } = act
  if (obstacle === undefined) group.audit(act.by, 'unschedule', { opensAt })
  else group.audit(act.by, 'opening-failed', { opensAt, why: obstacle })
  group.mails.push(...(act.mails ?? []))
  return { outcome: 'unscheduled' }
}
