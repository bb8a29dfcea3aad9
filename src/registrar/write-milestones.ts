import type { Group } from './group'
import { reached } from './reached'
import { countedOf } from './row'

/** Notes what the published total reached for the first time; what it reached before stays. */
export function writeMilestones(db: D1Database, group: Group, now: Date): D1PreparedStatement[] {
  const { before, head } = group.draft
  const numbers = reached(countedOf(before), countedOf(head), group.letter)
  if (numbers.length === 0) return []
  return [
    db
      .prepare(
        `INSERT INTO milestone (letter_id, number, reached_at, ledger_size)
         SELECT ?1, value, ?3, ?4 FROM json_each(?2) WHERE true
         ON CONFLICT DO NOTHING`
      )
      .bind(group.letter.id, JSON.stringify(numbers), now.getTime(), head.size),
    db
      .prepare(
        `UPDATE letter SET milestones_reached = (
           SELECT json_group_array(json_object('number', number, 'reachedAt', reached_at,
                                               'ledgerSize', ledger_size) ORDER BY ledger_size, number)
           FROM milestone WHERE letter_id = ?1)
         WHERE id = ?1`
      )
      .bind(group.letter.id),
  ]
}
