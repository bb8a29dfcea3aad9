/** So many hidden signers at least stand together, wherever numbers are told of them. */
const FEWEST_TOGETHER = 5

const REASON = 'A case about signatures looked for a name, school or mail domain that yours has.'

/**
 * The statement that notes, while a case is being listed, that few signers whose names are not shown
 * were found by what they said: as if they had been opened, which each of them sees. Otherwise a case
 * would tell whether somebody has signed, and nobody would know that it was asked. Those who stand in
 * another case are few or many by themselves, as their number is told apart.
 */
export function noteLooking(
  db: D1Database,
  caseId: string,
  by: number,
  now: Date
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO opened_signer
         (letter_id, signature_id, number, reason, opened_at, opened_by, ends_at, closed_at)
       SELECT letter_id, id, number, ?2, ?3, ?4, ?3, ?3 FROM
         (SELECT signature.letter_id, signature.id, number,
                 count(*) OVER (PARTITION BY place > 0) AS hidden
          FROM case_signature JOIN signature ON signature.id = signature_id
          WHERE case_id = ?1 AND signature.state = 'counted' AND public = 0
            AND coalesce(off_display->>'wanted', 0) = 0)
       WHERE hidden < ?5 AND EXISTS
         (SELECT 1 FROM signature_case WHERE id = ?1 AND listed_at IS NULL AND coalesce(
            criteria->>'nameLike', criteria->>'school', criteria->>'urn', criteria->>'domainKey')
          IS NOT NULL)`
    )
    .bind(caseId, REASON, now.getTime(), by, FEWEST_TOGETHER)
}
