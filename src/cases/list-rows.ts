import { IN_LIVING_CASE } from '../living-cases'
import { folded } from '../words'
import { noteLooking } from './note-looking'

/** So many signatures are listed for one case. */
export const MOST_LISTED = 100_000

/** Names are no longer. */
const PLACES_IN_NAME = JSON.stringify(Array.from({ length: 100 }, (_, i) => i + 1))

// SQLite knows the case of A to Z alone: in other names each letter is folded, as `folded` does it.
const LIST = `
  INSERT INTO case_signature (case_id, place, signature_id)
  SELECT ?1, iif(elsewhere, -1, 1) *
             row_number() OVER (PARTITION BY elsewhere ORDER BY created_at, id), id
  FROM (
    SELECT signature.id, created_at,
           ${IN_LIVING_CASE} AS elsewhere
    FROM signature_case AS mine
    CROSS JOIN signature
    LEFT JOIN trace ON trace.letter_id = signature.letter_id AND trace.at = created_at
                   AND trace.signature_id = signature.id
    WHERE mine.id = ?1 AND mine.listed_at IS NULL
      AND signature.id > ?2 || '.' AND signature.id < ?2 || '/'
      AND signature.state IN (SELECT value FROM json_each(criteria, '$.states'))
      AND coalesce(domain_key = criteria->>'domainKey', criteria->>'domainKey' IS NULL)
      AND coalesce(network = criteria->>'network', criteria->>'network' IS NULL)
      AND coalesce(wider = criteria->>'wider', criteria->>'wider' IS NULL)
      AND coalesce(trace.name = criteria->>'nameHash', criteria->>'nameHash' IS NULL)
      AND coalesce(trace.local = criteria->>'local', criteria->>'local' IS NULL)
      AND coalesce(agent = criteria->>'agent', criteria->>'agent' IS NULL)
      AND coalesce(referrer = criteria->>'referrer', criteria->>'referrer' IS NULL)
      AND coalesce(confirmed_at - created_at < criteria->>'within', criteria->>'within' IS NULL)
      AND coalesce(role = criteria->>'role', criteria->>'role' IS NULL)
      AND coalesce(instr(' ' || urns || ' ', ' ' || (criteria->>'urn') || ' ') > 0,
                   criteria->>'urn' IS NULL)
      AND coalesce(instr(lower(school), lower(criteria->>'school')) > 0,
                   criteria->>'school' IS NULL)
      AND coalesce(created_at >= criteria->>'from', 1)
      AND coalesce(created_at < criteria->>'until', 1)
      AND coalesce(risk->>'score' >= criteria->>'score', criteria->>'score' IS NULL)
      AND iif(criteria->>'nameLike' IS NULL, 1, coalesce(replace(
            iif(signature.name GLOB '*[^ -~]*',
                (SELECT group_concat(iif(letter < '~', letter, coalesce(?4->>letter, letter)), ''
                                     ORDER BY i)
                 FROM (SELECT value AS i, substr(signature.name, value, 1) AS letter
                       FROM json_each(?5) WHERE value <= length(signature.name))),
                signature.name), '''', '') LIKE criteria->>'nameLike', 0))
    LIMIT ?3)`

// The hours are those in which most of them signed, in their order.
const SUM_UP = `
  UPDATE signature_case SET
    listed = (SELECT count(*) FROM case_signature WHERE case_id = ?1 AND place > 0),
    counted_then = (SELECT confirmed - withdrawn - removed FROM head
                    WHERE head.letter_id = signature_case.letter_id),
    summary = (
      WITH listed AS MATERIALIZED (
        SELECT place, signature.state, created_at / 3600000 AS hour
        FROM case_signature JOIN signature ON signature.id = signature_id WHERE case_id = ?1)
      SELECT json_object(
        'counted', count(*) FILTER (WHERE place > 0 AND state = 'counted'),
        'held', count(*) FILTER (WHERE place > 0 AND state = 'held'),
        'elsewhere', count(*) FILTER (WHERE place < 0),
        'hours', json((SELECT json_group_array(json_array(hour, n) ORDER BY hour) FROM (
          SELECT hour, count(*) AS n FROM listed WHERE place > 0
          GROUP BY hour ORDER BY n DESC, hour LIMIT 24))))
      FROM listed)
  WHERE id = ?1 AND listed_at IS NULL`

/**
 * The statements that list what a case’s criteria find, for the batch that writes these and sets
 * `listed_at` to null; without that they change nothing. What stands in another living case is left
 * out and counted. `by` is the account that looks.
 */
export function listRows(
  db: D1Database,
  { id, letterId }: { id: string; letterId: number },
  by: number,
  now: Date
): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `DELETE FROM case_signature WHERE case_id = ?1
           AND EXISTS (SELECT 1 FROM signature_case WHERE id = ?1 AND listed_at IS NULL)`
      )
      .bind(id),
    db.prepare(LIST).bind(id, String(letterId), MOST_LISTED, plainLetters(), PLACES_IN_NAME),
    noteLooking(db, id, by, now),
    ...sumUp(db, id, now),
  ]
}

/** Notes how many stand in a case’s list, of which kinds, and that the list is done. */
export function sumUp(db: D1Database, id: string, now: Date): D1PreparedStatement[] {
  return [
    db.prepare(SUM_UP).bind(id),
    db.prepare('DELETE FROM case_signature WHERE case_id = ? AND place < 0').bind(id),
    db
      .prepare('UPDATE signature_case SET listed_at = ?2 WHERE id = ?1 AND listed_at IS NULL')
      .bind(id, now.getTime()),
  ]
}

/** Letters beyond A to Z, some of which pass for those, and apostrophes: each with what it folds to. */
function plainLetters(): string {
  const ranges = [
    [0xc0, 0x24f],
    [0x370, 0x52f], // Greek and Cyrillic
    [0x1e00, 0x1eff],
    [0x2018, 0x2019],
    [0x2bc, 0x2bc],
    [0xff21, 0xff5a], // of full width
  ] as const
  const letters = ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, i) => String.fromCharCode(from + i))
  )
  const changed = letters.map((one) => [one, folded(one)]).filter(([one, plain]) => one !== plain)
  return JSON.stringify(Object.fromEntries(changed))
}
