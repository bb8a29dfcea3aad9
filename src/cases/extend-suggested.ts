import { IN_LIVING_CASE, LIVING_STATES } from '../living-cases'
import { YES_AT_ONCE_MS } from '../gate/risk'
import { sumUp } from './list-rows'

const AT_ONCE = 20

/** A yes may take so long to be written. */
const SLACK_MS = 60 * 60 * 1000

type Suggested = {
  id: string
  letterId: number
  pattern: string
  /** Null: the latency, of which there is but one. */
  key: number | null
  listedAt: number
}

/**
 * Lists what was held meanwhile because it fits a case that the site suggested and nobody has opened
 * yet, of all letters. Whoever has it before them is told that it has grown.
 */
export async function extendSuggested(db: D1Database, now: Date) {
  const { results } = await db
    .prepare(
      `SELECT id, letter_id AS letterId, noticed->>'pattern' AS pattern, noticed->>'key' AS key,
              listed_at AS listedAt
       FROM signature_case INDEXED BY signature_case_living
       WHERE state IN ${LIVING_STATES}
         AND state = 'suggested'
       ORDER BY opened_at DESC LIMIT ?`
    )
    .bind(AT_ONCE)
    .all<Suggested>()
  if (results.length === 0) return

  await db.batch(results.flatMap((one) => extend(db, one, now)))
}

function extend(
  db: D1Database,
  { id, letterId, pattern, key, listedAt }: Suggested,
  now: Date
): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `INSERT INTO case_signature (case_id, place, signature_id)
         SELECT ?1, coalesce((SELECT max(place) FROM case_signature WHERE case_id = ?1), 0)
                    + row_number() OVER (ORDER BY confirmed_at, signature.id), signature.id
         FROM signature INDEXED BY signature_held
         CROSS JOIN trace ON trace.letter_id = ?2 AND at = created_at
                         AND signature_id = signature.id
         WHERE signature.letter_id = ?2 AND signature.state = 'held' AND confirmed_at >= ?3
           AND instr(coalesce(risk, ''), '"in-case"') > 0
           AND CASE ?4 WHEN 'network' THEN network = ?5 WHEN 'wider' THEN wider = ?5
             WHEN 'domain' THEN domain = ?5 WHEN 'name' THEN trace.name = ?5
             WHEN 'local' THEN local = ?5 ELSE confirmed_at - created_at < ?6 END
           AND EXISTS (SELECT 1 FROM signature_case WHERE id = ?1 AND state = 'suggested')
           AND NOT ${IN_LIVING_CASE}`
      )
      .bind(id, letterId, listedAt - SLACK_MS, pattern, key, YES_AT_ONCE_MS),
    db
      .prepare(
        `UPDATE signature_case SET listed_at = NULL, version = version + 1
         WHERE id = ?1 AND state = 'suggested'
           AND listed < (SELECT count(*) FROM case_signature WHERE case_id = ?1)`
      )
      .bind(id),
    ...sumUp(db, id, now),
  ]
}
