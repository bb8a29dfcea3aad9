import { auditIfChanged } from '../desk/audit'
import type { Doing } from '../desk/team'
import type { Entered } from './dealing-form'
import { noteHandIn } from './note-hand-in'
import { insertDealing } from './insert'

/**
 * Enters something that passed with the recipient. Returns its number; null if just this stands
 * there already, or if there are too many.
 */
export async function recordDealing(
  db: D1Database,
  by: Doing,
  entered: Entered,
  now: Date
): Promise<number | null> {
  const { letterId, accountId } = by
  const { kind, day } = entered
  const [inserted] = await db.batch<{ number: number }>([
    insertDealing(db, letterId, { ...entered, about: null }, accountId, now, 'once'),
    auditIfChanged(db, { ...by, act: 'record-dealing', detail: { kind, day } }, now),
    noteHandIn(db, letterId),
  ])
  return inserted?.results[0]?.number ?? null
}
