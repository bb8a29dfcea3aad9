/** Does the name of somebody whom a case is about stand in what everyone is to read. */
export async function namesSomebody(
  db: D1Database,
  caseId: string,
  sentence: string
): Promise<boolean> {
  const found = await db
    .prepare(
      `SELECT 1 FROM case_signature JOIN signature ON signature.id = signature_id
       WHERE case_id = ?1 AND length(name) > 3 AND instr(lower(?2), lower(name)) > 0 LIMIT 1`
    )
    .bind(caseId, sentence)
    .first()
  return found !== null
}
