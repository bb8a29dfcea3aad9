import { ask } from '../ask'
import { auditIfChanged } from '../desk/audit'
import type { Doing } from '../desk/team'
import type { TypedUpdate } from './update-form'
import type { WrittenUpdate } from './update'
import { writtenUpdate } from './written'

/** Writes down a new update, which nobody outside the team sees. Returns its id. */
export async function beginUpdate(
  db: D1Database,
  by: Doing,
  typed: TypedUpdate,
  now: Date
): Promise<number> {
  const { title, markdown, author, points, audience } = typed
  const [begun] = await db.batch<{ id: number }>([
    db
      .prepare(
        `INSERT INTO letter_update
           (letter_id, version, title, markdown, author, points, audience, saved_at, saved_by)
         VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?) RETURNING id`
      )
      .bind(
        by.letterId,
        title,
        markdown,
        author,
        JSON.stringify(points),
        JSON.stringify(audience),
        now.getTime(),
        by.accountId
      ),
    auditIfChanged(db, { ...by, act: 'write-update', detail: { title } }, now),
  ])
  return begun?.results[0]?.id ?? 0
}

export type SavedUpdate = 'saved' | 'gone' | { published: number } | { stale: WrittenUpdate }

/**
 * Saves an update, if it is still the one that the change began with; else says what it has become.
 * What is published stays as it is.
 */
export async function saveUpdate(
  db: D1Database,
  by: Doing,
  id: number,
  typed: TypedUpdate,
  now: Date
): Promise<SavedUpdate> {
  const { version, title, markdown, author, points, audience } = typed
  const [saved] = await db.batch([
    db
      .prepare(
        `UPDATE letter_update
         SET version = version + 1, title = ?4, markdown = ?5, author = ?6, points = ?7,
             audience = ?8, saved_at = ?9, saved_by = ?10
         WHERE id = ?2 AND letter_id = ?1 AND version = ?3 AND number IS NULL`
      )
      .bind(
        by.letterId,
        id,
        version,
        title,
        markdown,
        author,
        JSON.stringify(points),
        JSON.stringify(audience),
        now.getTime(),
        by.accountId
      ),
    auditIfChanged(db, { ...by, act: 'write-update', detail: { title } }, now),
  ])
  if (saved?.meta.changes) return 'saved'

  const [stands] = await ask(db, writtenUpdate(db, by.letterId, id))
  if (!stands) return 'gone'
  return stands.number === null ? { stale: stands } : { published: stands.number }
}

/** Throws away an update that nobody has published, if it is still as it was seen. */
export async function discardUpdate(
  db: D1Database,
  by: Doing,
  { id, version }: Pick<WrittenUpdate, 'id' | 'version'>,
  now: Date
): Promise<boolean> {
  const [gone] = await db.batch([
    db
      .prepare(
        `DELETE FROM letter_update
         WHERE id = ?2 AND letter_id = ?1 AND version = ?3 AND number IS NULL`
      )
      .bind(by.letterId, id, version),
    auditIfChanged(db, { ...by, act: 'discard-update' }, now),
  ])
  return gone?.meta.changes === 1
}
