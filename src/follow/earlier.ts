import { question, type Question } from '../ask'

/** A letter that another may name as the one that it follows up. */
export type EarlierLetter = { id: number; title: string; openedAt: number | null }

/**
 * The letters that a letter may follow up: public ones that share a host with it, and that do not
 * follow it up themselves, directly or by others. The one it names already stays among them.
 */
export function earlierLetters(db: D1Database, letterId: number): Question<EarlierLetter[]> {
  return question<EarlierLetter, EarlierLetter[]>(
    db
      .prepare(
        `WITH RECURSIVE later (id) AS (
           SELECT ?1 UNION SELECT letter.id FROM later JOIN letter ON letter.follows_up = later.id)
         SELECT id, title, opened_at AS openedAt FROM letter
         WHERE id IN (
             SELECT other.letter_id FROM letter_host AS own
             JOIN letter_host AS other ON other.host_id = own.host_id
             WHERE own.letter_id = ?1 AND own.standing IN ('own', 'confirmed')
               AND other.standing IN ('own', 'confirmed')
             UNION ALL SELECT follows_up FROM letter AS this WHERE this.id = ?1)
           AND id NOT IN (SELECT id FROM later)
           AND state IN ('open', 'paused', 'closed', 'delivered')
           AND ((stopped IS NOT 'taken-down' AND stopped IS NOT 'deleted')
                OR id = (SELECT follows_up FROM letter AS this WHERE this.id = ?1))
         ORDER BY opened_at DESC LIMIT 100`
      )
      .bind(letterId),
    (letters) => letters
  )
}
