import type { Dealing } from './dealing'

export type NewDealing = Pick<
  Dealing,
  | 'kind'
  | 'day'
  | 'how'
  | 'whom'
  | 'words'
  | 'html'
  | 'source'
  | 'edition'
  | 'marks'
  | 'about'
  | 'pack'
>

/** A page shows all of them, so that they have an end. */
const MOST = 300

/**
 * The statement that enters something that passed with the recipient under the next number, and
 * returns that. `once`: the same twice is one; `if-changed`: not if the statement before it in the
 * batch changed nothing.
 */
export function insertDealing(
  db: D1Database,
  letterId: number,
  dealing: NewDealing,
  by: number | null,
  now: Date,
  when: 'once' | 'if-changed'
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO dealing (letter_id, number, kind, day, how, whom, words, html, source, edition,
                            marks, about, pack, recorded_by, recorded_at)
       SELECT ?1, 1 + coalesce((SELECT max(number) FROM dealing WHERE letter_id = ?1), 0),
              value->>'kind', value->>'day', value->>'how', value->>'whom', value->>'words',
              value->>'html', value->>'source', value->>'edition', value->'marks',
              value->>'about', value->>'pack', ?3, ?4
       FROM json_each(?2) AS given
       WHERE iif(?5 = 'if-changed', changes() > 0,
         ?6 > (SELECT count(*) FROM dealing WHERE letter_id = ?1)
         AND NOT EXISTS (SELECT 1 FROM dealing
                         WHERE letter_id = ?1 AND taken_back_at IS NULL
                           AND (kind, day, words) = (value->>'kind', value->>'day', value->>'words')
                           AND (how, whom, about)
                             IS (value->>'how', value->>'whom', value->>'about')))
       RETURNING number`
    )
    .bind(letterId, JSON.stringify([dealing]), by, now.getTime(), when, MOST)
}
