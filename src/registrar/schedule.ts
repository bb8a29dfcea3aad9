import type { By, Group } from './group'
import type { NewEdition } from './new-edition'

/** A first edition as it was shown, and the version of the draft that it was. */
export type FirstWords = { edition: NewEdition; draft: number }

export type ScheduleAct = {
  verb: 'schedule'
  opensAt: number
  /** What opens then, word for word; null if the words are frozen already. */
  first: FirstWords | null
  by: By
  at: number
}

export type Scheduling =
  | { outcome: 'scheduled'; opensAt: number }
  | { outcome: 'past' }
  | { outcome: 'after-closing' }
  | { outcome: 'stopped' }
  | { outcome: 'not-now' }

/** Sets when a letter opens by itself. The words that it opens with are fixed from now on. */
export function schedule(group: Group, act: ScheduleAct): Scheduling {
  const { letter } = group
  const { opensAt } = act
  if (letter.opensAt === opensAt) return { outcome: 'scheduled', opensAt }
  const isDraft = letter.state === 'draft'
  if (!isDraft && letter.state !== 'gathering') return { outcome: 'not-now' }
  if (letter.stopped !== null) return { outcome: 'stopped' }
  if (isDraft !== (act.first !== null)) return { outcome: 'not-now' }
  // Other words may stand behind the time that is set, so that one is taken back first.
  if (isDraft && letter.opensAt !== null) return { outcome: 'not-now' }
  if (opensAt <= act.at) return { outcome: 'past' }
  if (letter.closesAt !== null && letter.closesAt <= opensAt) return { outcome: 'after-closing' }

  group.changeLetter({ opensAt })
  if (act.first) group.opensAs = JSON.stringify(act.first)
  group.audit(act.by, 'schedule', { opensAt })
  return { outcome: 'scheduled', opensAt }
}
