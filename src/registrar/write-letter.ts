import type { Group } from './group'

/** What opening, pausing, closing, stopping and their opposites change of the letter itself. */
export function writeLetter(db: D1Database, group: Group): D1PreparedStatement[] {
  if (!group.letterChanged) return []
  const { letter } = group
  return [
    db
      .prepare(
        `UPDATE letter SET state = ?2, founding = ?3, opened_at = ?4, opens_at = ?5, closes_at = ?6,
                           closed_at = ?7, finished_at = ?8, archived_at = ?9, stopped = ?10,
                           stopped_because = ?11,
                           opens_as = iif(?5 IS NULL, NULL, coalesce(?12, opens_as))
         WHERE id = ?1`
      )
      .bind(
        letter.id,
        letter.state,
        letter.founding,
        letter.openedAt,
        letter.opensAt,
        letter.closesAt,
        letter.closedAt,
        letter.finishedAt,
        letter.archivedAt,
        letter.stopped,
        letter.stoppedBecause,
        group.opensAs
      ),
  ]
}
