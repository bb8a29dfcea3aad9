import { auditIfChanged } from '../desk/audit'
import { EVERY_LETTER } from './list'

/** Takes a name off its list. Who is not shown because of it is compared after that. */
export async function removeNotable(
  db: D1Database,
  letterId: number,
  id: number,
  by: number,
  now: Date
): Promise<void> {
  const who = letterId === EVERY_LETTER ? { letterId: null } : { letterId }
  await db.batch([
    db
      .prepare(
        `INSERT INTO notable_change (letter_id, kind, name, reached_letter, reached)
         SELECT letter_id, 'removed', name, letter_id, 0 FROM notable_name
         WHERE id = ?2 AND letter_id = ?1`
      )
      .bind(letterId, id),
    db.prepare('DELETE FROM notable_name WHERE id = ?2 AND letter_id = ?1').bind(letterId, id),
    auditIfChanged(db, { ...who, accountId: by, act: 'remove-notable' }, now),
  ])
}
