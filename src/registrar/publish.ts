import { freeze } from './freeze'
import type { By, Group } from './group'
import type { NewEdition } from './new-edition'

/** `after` is the edition that it follows, so that a publication tried twice happens once. */
export type PublishAct = {
  verb: 'publish'
  edition: NewEdition
  after: number
  /** Whom the first edition opens the letter to: founding signatories with its link, or everyone. */
  opens?: 'gathering' | 'open'
  /** The version of the draft that these words were. */
  draft?: number
  by?: By
  at: number
}

export type Publication =
  | { outcome: 'published'; edition: number }
  | { outcome: 'other-edition'; edition: number }
  | { outcome: 'not-now' }
  | { outcome: 'closed' }

/** Freezes the letter's next edition. The first one opens the letter; a finished one takes none. */
export function publish(group: Group, act: PublishAct): Publication {
  const { letter } = group
  const newest = letter.edition
  if (newest !== act.after) {
    const same = newest === act.after + 1 && group.newestText === act.edition.sha256
    return { outcome: same ? 'published' : 'other-edition', edition: newest }
  }
  if (letter.finishedAt !== null) return { outcome: 'closed' }
  // Words that are to open at a set time are frozen already; a stopped letter opens to nobody.
  if (letter.opensAt !== null || (newest === 0 && letter.stopped !== null)) {
    return { outcome: 'not-now' }
  }

  const number = freeze(group, act.edition, act.at, act.draft)
  if (number > 1) {
    const spelling = act.edition.spellingOnly ? 1 : 0
    group.audit(act.by, 'publish-edition', { edition: number, spelling })
  } else if (act.opens === 'gathering') {
    group.changeLetter({ state: 'gathering' })
    group.audit(act.by, 'gather')
  } else {
    group.changeLetter({ state: 'open', openedAt: act.at })
    group.audit(act.by, 'open')
  }
  return { outcome: 'published', edition: number }
}
