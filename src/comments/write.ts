export type Writing = 'waiting' | 'taken-back' | 'unchanged' | 'refused'

/**
 * Keeps why somebody signed, to be looked at anew; no words take it back. Decided and written in
 * one statement: `refused` unless the signature counts right then, its signer wants their name
 * shown, and the letter asks for it.
 */
export async function writeComment(
  db: D1Database,
  signatureId: string,
  words: string,
  now: Date
): Promise<Writing> {
  if (words === '') {
    const { meta } = await db
      .prepare('DELETE FROM comment WHERE signature_id = ?')
      .bind(signatureId)
      .run()
    return meta.changes > 0 ? 'taken-back' : 'unchanged'
  }

  const [written, kept] = await db.batch<{ words: string }>([
    db
      .prepare(
        `INSERT INTO comment (signature_id, letter_id, words, state, written_at)
         SELECT signature.id, letter.id, ?2, 'waiting', ?3
         FROM signature JOIN letter ON letter.id = signature.letter_id
         WHERE signature.id = ?1 AND signature.state = 'counted'
           AND coalesce(off_display->>'wanted', public) = 1
           AND takes_comments = 1 AND archived_at IS NULL AND coalesce(stopped, '') <> 'taken-down'
         ON CONFLICT (signature_id) DO UPDATE SET
           words = excluded.words, state = 'waiting', decided_at = NULL, decided_by = NULL,
           because = NULL, written_at = max(excluded.written_at, written_at + 1)
         WHERE words <> excluded.words`
      )
      .bind(signatureId, words, now.getTime()),
    db.prepare('SELECT words FROM comment WHERE signature_id = ?').bind(signatureId),
  ])
  if (written?.meta.changes) return 'waiting'
  return kept?.results[0]?.words === words ? 'unchanged' : 'refused'
}
