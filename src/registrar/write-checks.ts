import type { Group } from './group'
import { withList } from './with-list'

/** Keeps how the owners of notable names were asked, of each the newest. */
export function writeChecks(db: D1Database, group: Group): D1PreparedStatement[] {
  return withList(group.checks, (json) => [
    db
      .prepare(
        `INSERT INTO notable_check (signature_id, letter_id, how, said, checked_by, checked_at)
         SELECT value->>'id', ?1, value->>'how', value->>'said', value->>'by', value->>'at'
         FROM json_each(?2) WHERE true
         ON CONFLICT (signature_id) DO UPDATE SET how = excluded.how, said = excluded.said,
           checked_by = excluded.checked_by, checked_at = excluded.checked_at`
      )
      .bind(group.letter.id, json),
  ])
}
