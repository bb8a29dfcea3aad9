import { stateAt } from '../letters/state'
import type { By, Group } from './group'

export type ArchiveAct = { verb: 'archive' | 'unarchive'; by: By; at: number }

export type Archiving =
  { outcome: 'archived' } | { outcome: 'unarchived' } | { outcome: 'not-finished' }

/** Puts a finished letter away, or back among the others. It stays readable as it is. */
export function archive(group: Group, act: ArchiveAct): Archiving {
  const { letter } = group
  const away = act.verb === 'archive'
  const outcome = away ? 'archived' : 'unarchived'
  if ((letter.archivedAt !== null) === away) return { outcome }
  const isOver = letter.finishedAt !== null || stateAt(letter, new Date(act.at)) === 'delivered'
  if (!isOver) return { outcome: 'not-finished' }

  group.changeLetter({ archivedAt: away ? act.at : null })
  group.audit(act.by, act.verb)
  return { outcome }
}
