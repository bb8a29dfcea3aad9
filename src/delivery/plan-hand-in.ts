import { auditIfChanged } from '../desk/audit'
import type { Plan } from './hand-in-form'

/** Who does it, and what they saw: the sequence of the plan that stood, or null if none did. */
export type PlannedBy = { accountId: number; seen: number | null }

/**
 * Plans when a letter is handed in, or changes that. `stale`: another plan stands than the one that
 * was seen, and nothing is changed.
 */
export async function planHandIn(
  db: D1Database,
  letterId: number,
  { startsAt, endsAt, place, note }: Plan,
  { accountId, seen }: PlannedBy,
  now: Date
): Promise<'planned' | 'stale'> {
  const [planned] = await db.batch([
    db
      .prepare(
        `INSERT INTO hand_in (letter_id, starts_at, ends_at, place, note, changed_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6
         WHERE ?7 IS (SELECT sequence FROM hand_in WHERE letter_id = ?1)
         ON CONFLICT (letter_id) DO UPDATE SET
           starts_at = excluded.starts_at, ends_at = excluded.ends_at, place = excluded.place,
           note = excluded.note, changed_at = excluded.changed_at, cancelled_at = NULL,
           sequence = sequence + 1`
      )
      .bind(letterId, startsAt, endsAt, place, note, now.getTime(), seen),
    auditIfChanged(db, { letterId, accountId, act: 'plan-hand-in', detail: { startsAt } }, now),
  ])
  return planned?.meta.changes ? 'planned' : 'stale'
}

/** Calls a planned hand-in off. `stale`: another plan stands, or none. */
export async function cancelHandIn(
  db: D1Database,
  letterId: number,
  { accountId, seen }: PlannedBy,
  now: Date
): Promise<'cancelled' | 'stale'> {
  const [cancelled] = await db.batch([
    db
      .prepare(
        `UPDATE hand_in SET cancelled_at = ?2, changed_at = ?2, sequence = sequence + 1
         WHERE letter_id = ?1 AND sequence = ?3 AND cancelled_at IS NULL`
      )
      .bind(letterId, now.getTime(), seen),
    auditIfChanged(db, { letterId, accountId, act: 'cancel-hand-in' }, now),
  ])
  return cancelled?.meta.changes ? 'cancelled' : 'stale'
}
