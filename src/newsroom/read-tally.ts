import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type LetterRef } from '../letters/letter'

/** A cell of a letter's tally. What ends in `-hidden` counts those of a cell whose names are not shown. */
export type TallyRow = { dimension: string; key: string; label: string | null; counted: number }

/**
 * The cells of a letter's tally, those of places among them, all of one moment. Of places it reads one
 * row for each local authority, phase and type that has signers, however many they are.
 */
export function tallyOf(db: D1Database, ref: LetterRef): Question<TallyRow[]> {
  return question<TallyRow, TallyRow[]>(
    db
      .prepare(
        `WITH mine AS MATERIALIZED (
           SELECT ${LETTER_MEANT} AS id),
         place AS MATERIALIZED (
           SELECT authority.region, authority.key AS authority, authority.name, phase, type,
                  shown + hidden AS counted, hidden
           FROM mine JOIN place_tally ON letter_id = mine.id
           JOIN authority ON authority.key = place_tally.authority),
         cell AS MATERIALIZED (
           SELECT 'region' AS dimension, region AS key, NULL AS label, sum(counted) AS counted,
                  sum(hidden) AS hidden
           FROM place GROUP BY region
           UNION ALL SELECT 'local_authority', authority, max(name), sum(counted), sum(hidden)
           FROM place GROUP BY authority
           UNION ALL SELECT 'phase', phase, NULL, sum(counted), sum(hidden)
           FROM place GROUP BY phase
           UNION ALL SELECT 'type', type, NULL, sum(counted), sum(hidden)
           FROM place GROUP BY type)
         SELECT dimension, key, label, counted FROM cell WHERE counted > 0
         UNION ALL SELECT dimension || '-hidden', key, label, hidden FROM cell WHERE hidden > 0
         UNION ALL SELECT dimension, key, NULL, counted FROM mine JOIN tally ON letter_id = mine.id
         WHERE counted > 0
         ORDER BY dimension, counted DESC, key`
      )
      .bind(...refParams(ref)),
    (rows) => rows
  )
}
