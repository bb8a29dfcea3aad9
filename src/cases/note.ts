import type { Dealt } from './carry-out'

/**
 * The statements that write down what became of signatures of a case, each once: what somebody wrote
 * down already, and what nobody can tell yet, is left alone.
 */
export function noteOutcomes(
  db: D1Database,
  caseId: string,
  dealt: Dealt[]
): D1PreparedStatement[] {
  const told = JSON.stringify(dealt.filter(({ to }) => to !== null))
  return [
    db
      .prepare(
        `UPDATE signature_case SET results = (
           SELECT json_group_object(key, n) FROM (
             SELECT key, sum(n) AS n FROM (
               SELECT key, value AS n FROM json_each(results)
               UNION ALL
               SELECT move.key, iif(move.key = outcome, -1, 1)
               FROM json_each(?2) AS one
               JOIN case_signature ON case_id = ?1 AND place = one.value->>'place'
                AND outcome IS one.value->>'from' AND outcome IS NOT one.value->>'to'
               JOIN (SELECT 'removed' AS key UNION ALL SELECT 'refused' UNION ALL SELECT 'left'
                     UNION ALL SELECT 'reinstated' UNION ALL SELECT 'kept-out') AS move
                 ON move.key IS outcome OR move.key = one.value->>'to')
             GROUP BY key))
         WHERE id = ?1`
      )
      .bind(caseId, told),
    db
      .prepare(
        `UPDATE case_signature SET outcome = value->>'to' FROM json_each(?2)
         WHERE case_id = ?1 AND place = value->>'place' AND outcome IS value->>'from'`
      )
      .bind(caseId, told),
  ]
}

/**
 * The statements that write down, of a case that was stopped for good, what was done and not noted
 * any more, because whoever carried it out died: no other case takes out what a living one is about.
 */
export function noteWhatWasDone(db: D1Database, caseId: string): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `UPDATE case_signature SET outcome = signature.state FROM signature
         WHERE case_id = ?1 AND outcome IS NULL AND signature.id = signature_id
           AND signature.state IN ('removed', 'refused')
           AND EXISTS (SELECT 1 FROM signature_case WHERE id = ?1 AND state = 'cancelled')`
      )
      .bind(caseId),
    db
      .prepare(
        `UPDATE signature_case SET results = (
           SELECT json_group_object(outcome, n) FROM (
             SELECT outcome, count(*) AS n FROM case_signature
             WHERE case_id = ?1 AND outcome IS NOT NULL GROUP BY outcome))
         WHERE id = ?1 AND state = 'cancelled'`
      )
      .bind(caseId),
  ]
}
