import type { Group } from './group'

/** Moves tally, hours, waiting and search words by what the group changed. */
export function writeNumbers(db: D1Database, group: Group): D1PreparedStatement[] {
  const id = group.letter.id
  const words = group.words()

  return [
    ...ifAny(group.draft.hours(), ({ key: [hour, what], by }) => [hour, what, by]).map((json) =>
      db
        .prepare(
          `INSERT INTO tally_hour (letter_id, hour, confirmed, withdrawn, removed, reinstated)
           SELECT ?1, value->>0, iif(value->>1 = 'confirmed', value->>2, 0),
                  iif(value->>1 = 'withdrawn', value->>2, 0),
                  iif(value->>1 = 'removed', value->>2, 0),
                  iif(value->>1 = 'reinstated', value->>2, 0)
           FROM json_each(?2) WHERE true
           ON CONFLICT (letter_id, hour) DO UPDATE SET
             confirmed = confirmed + excluded.confirmed, withdrawn = withdrawn + excluded.withdrawn,
             removed = removed + excluded.removed, reinstated = reinstated + excluded.reinstated`
        )
        .bind(id, json)
    ),
    // A cell is made before it is moved: an upsert would check the move as if it were the number.
    ...ifAny(group.tally(), ({ key: [dimension, key], by }) => [dimension, key, by]).flatMap(
      (json) => [
        db
          .prepare(
            `INSERT OR IGNORE INTO tally (letter_id, dimension, key, counted)
             SELECT ?1, value->>0, value->>1, 0 FROM json_each(?2)`
          )
          .bind(id, json),
        db
          .prepare(
            `UPDATE tally SET counted = counted + (value->>2) FROM json_each(?2)
             WHERE letter_id = ?1 AND dimension = value->>0 AND tally.key = value->>1`
          )
          .bind(id, json),
      ]
    ),
    ...ifAny(group.waiting(), ({ key: [state], by }) => [state, by]).flatMap((json) => [
      db
        .prepare(
          `INSERT OR IGNORE INTO waiting (letter_id, state, n)
           SELECT ?1, value->>0, 0 FROM json_each(?2)`
        )
        .bind(id, json),
      db
        .prepare(
          `UPDATE waiting SET n = n + (value->>1) FROM json_each(?2)
           WHERE letter_id = ?1 AND state = value->>0`
        )
        .bind(id, json),
    ]),
    ...ifAny(
      words.filter(({ by }) => by < 0),
      ({ key }) => key
    ).map((json) =>
      db
        .prepare(
          `DELETE FROM signature_word WHERE (letter_id, word, number) IN (
             SELECT ?1, value->>0, value->>1 FROM json_each(?2))`
        )
        .bind(id, json)
    ),
    ...ifAny(
      words.filter(({ by }) => by > 0),
      ({ key }) => key
    ).map((json) =>
      db
        .prepare(
          `INSERT INTO signature_word (letter_id, word, number)
           SELECT ?1, value->>0, value->>1 FROM json_each(?2)`
        )
        .bind(id, json)
    ),
  ]
}

/** The rows as one JSON parameter, or nothing if there are none. */
function ifAny<T>(moves: T[], row: (move: T) => unknown[]): string[] {
  return moves.length > 0 ? [JSON.stringify(moves.map(row))] : []
}
