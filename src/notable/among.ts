import { question, type Question } from '../ask'
import { formsOf } from './fold'

/**
 * Of some names, the forms that stand on the letter’s list of notable names, or on the site’s; and an
 * empty one if there is a name on either.
 */
export function notableAmong(
  db: D1Database,
  letterId: number,
  names: string[]
): Question<Set<string>> {
  return question<{ folded: string }, Set<string>>(
    db
      .prepare(
        `SELECT folded FROM notable_name
         WHERE folded IN (SELECT value FROM json_each(?2)) AND letter_id IN (0, ?1)
         UNION ALL SELECT * FROM
           (SELECT '' FROM notable_name WHERE letter_id IN (0, ?1) LIMIT 1)`
      )
      .bind(letterId, JSON.stringify(names.flatMap(formsOf))),
    (rows) => new Set(rows.map(({ folded }) => folded))
  )
}

/** An entry of a list, and whether it stands on that of every letter. */
export type Listed = { folded: string; name: string; note: string; isSites: 0 | 1 }

/** The same with who they are, as the lists say: the letter’s own first. */
export function listedAmong(db: D1Database, letterId: number, names: string[]): Question<Listed[]> {
  return question<Listed, Listed[]>(
    db
      .prepare(
        `SELECT folded, name, note, letter_id = 0 AS isSites FROM notable_name
         WHERE folded IN (SELECT value FROM json_each(?2)) AND letter_id IN (0, ?1)
         ORDER BY letter_id DESC`
      )
      .bind(letterId, JSON.stringify(names.flatMap(formsOf))),
    (rows) => rows
  )
}
