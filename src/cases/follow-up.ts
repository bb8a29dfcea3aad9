import { auditIfChanged } from '../desk/audit'
import { IN_LIVING_CASE } from '../living-cases'
import { sumUp } from './list-rows'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * The statements that suggest a case about who is held because it looked like those of a case, and
 * came after that was listed: what was found to be right then is not counted by itself because one
 * case is carried out. They follow the statement that ends it. The team hears of it at the next
 * reminder, which is due at once.
 */
export function followUp(
  db: D1Database,
  { id, letterId }: { id: string; letterId: number },
  now: Date
): D1PreparedStatement[] {
  const next = crypto.randomUUID()
  const at = now.getTime()
  const detail = { case: next }
  return [
    db
      .prepare(
        `INSERT INTO signature_case (id, letter_id, state, noticed, criteria, opened_at, reminded_at)
         SELECT ?2, letter_id, 'suggested', noticed, criteria, ?3, ?3 - ?4
         FROM signature_case WHERE id = ?1 AND state = 'done'`
      )
      .bind(id, next, at, DAY_MS),
    // Held as being like those of a case, and in none that lives.
    db
      .prepare(
        `INSERT INTO case_signature (case_id, place, signature_id)
         SELECT ?1, row_number() OVER (ORDER BY confirmed_at, signature.id), signature.id
         FROM signature_case AS mine
         CROSS JOIN signature INDEXED BY signature_held
         WHERE mine.id = ?1 AND signature.letter_id = ?2 AND signature.state = 'held'
           AND instr(coalesce(risk, ''), '"in-case"') > 0
           AND NOT ${IN_LIVING_CASE}`
      )
      .bind(next, letterId),
    auditIfChanged(db, { letterId, accountId: null, act: 'suggest-case', detail }, now),
    db
      .prepare(
        `DELETE FROM signature_case
         WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM case_signature WHERE case_id = ?1)`
      )
      .bind(next),
    ...sumUp(db, next, now),
  ]
}
