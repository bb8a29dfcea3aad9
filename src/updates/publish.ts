import { auditIfChanged } from '../desk/audit'
import type { Doing } from '../desk/team'
import { renderWords } from '../letters/render'
import { turnsOf } from './audience'
import type { WrittenUpdate } from './update'

/**
 * Publishes an update, if it is still as it was seen, and begins to mail it, if that is wanted and
 * anybody is to get it. From then on it stays as it is. Returns whether it was published.
 */
export async function publishUpdate(
  db: D1Database,
  by: Doing,
  { id, version, title, markdown, audience }: WrittenUpdate,
  byMail: boolean,
  now: Date
): Promise<boolean> {
  const [first] = byMail ? turnsOf(audience) : []
  const done = { ...by, act: 'send-update', detail: { title, mail: first ? 'on' : null } }
  const [published] = await db.batch([
    db
      .prepare(
        `UPDATE letter_update
         SET number = (SELECT coalesce(max(number), 0) + 1 FROM letter_update AS one
                       WHERE one.letter_id = ?1),
             html = ?4, published_at = ?5
         WHERE id = ?2 AND letter_id = ?1 AND version = ?3 AND number IS NULL`
      )
      .bind(by.letterId, id, version, renderWords(markdown), now.getTime()),
    auditIfChanged(db, done, now),
    db
      .prepare(
        `INSERT INTO mailing (update_id, letter_id, state, among, begun_at)
         SELECT ?1, ?2, 'running', ?3, ?4 WHERE changes() > 0 AND ?3 IS NOT NULL`
      )
      .bind(id, by.letterId, first ?? null, now.getTime()),
  ])
  return published?.meta.changes === 1
}
