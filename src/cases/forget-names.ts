/**
 * What a case that may have ended in this batch was looked for by, as far as it is a name, goes if
 * somebody whom it is about was erased. The Registrar does the same for one that had ended before.
 */
export function forgetNamesOf(db: D1Database, caseId: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE signature_case SET criteria = json_remove(criteria, '$.name', '$.nameLike')
       WHERE id = ?1 AND state IN ('done', 'cancelled', 'dismissed', 'undone')
         AND EXISTS (SELECT 1 FROM case_signature WHERE case_id = ?1 AND signature_id IS NULL)`
    )
    .bind(caseId)
}
