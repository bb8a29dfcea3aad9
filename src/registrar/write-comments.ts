import type { Group } from './group'
import { withList } from './with-list'

/**
 * Why somebody signed goes with the signature: taken back or erased, it is deleted. Beside another
 * name it is looked at anew.
 */
export function writeComments(db: D1Database, group: Group, now: Date): D1PreparedStatement[] {
  const gone = withList([...group.takenBack(), ...group.erased], (json) => [
    db
      .prepare('DELETE FROM comment WHERE signature_id IN (SELECT value FROM json_each(?))')
      .bind(json),
  ])
  const renamed = withList(group.underNewNames(), (json) => [
    db
      .prepare(
        `UPDATE comment SET state = 'waiting', decided_at = NULL, decided_by = NULL,
                            written_at = max(?2, written_at + 1)
         WHERE signature_id IN (SELECT value FROM json_each(?1)) AND state <> 'refused'`
      )
      .bind(json, now.getTime()),
  ])
  return [...gone, ...renamed]
}
