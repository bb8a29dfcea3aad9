/** The networks that a signature came from: of a signatory number, or of the id of one that is held. */
export function networkOf(db: D1Database, letterId: number, typed: string) {
  const number = /^#?(\d{1,9})$/.exec(typed)?.[1]
  if (typed === '') return null
  return db
    .prepare(
      `SELECT network, wider FROM signature JOIN trace ON trace.letter_id = signature.letter_id
         AND trace.at = created_at AND trace.signature_id = signature.id
       WHERE signature.id IN (
           SELECT id FROM signature WHERE letter_id = ?1 AND state = 'counted' AND public = 1
             AND number = ?2
           UNION ALL
           SELECT id FROM signature WHERE letter_id = ?1 AND state = 'counted' AND public = 0
             AND number = ?2
           UNION ALL
           SELECT id FROM signature WHERE id = ?3 AND letter_id = ?1)
         AND network IS NOT NULL AND wider IS NOT NULL`
    )
    .bind(letterId, number ? Number(number) : null, typed)
    .first<{ network: number; wider: number }>()
}
