import type { Group } from './group'

/** What closing, reopening or finishing changes of the letter itself. */
export function writeLetter(db: D1Database, group: Group): D1PreparedStatement[] {
  if (!group.letterChanged) return []
  const { id, state, closesAt, closedAt, finishedAt } = group.letter
  return [
    db
      .prepare(
        `UPDATE letter SET state = ?2, closes_at = ?3, closed_at = ?4, finished_at = ?5
         WHERE id = ?1`
      )
      .bind(id, state, closesAt, closedAt, finishedAt),
  ]
}
