/**
 * What hangs on a letter beside its signatures and can lead to a person. `?1` is the letter. Team,
 * text, numbers, ledger and what is public of organisations and recipient stay; complaints have a
 * clock of their own, and an open one is still to be answered.
 */
const BESIDE: { what: string; sql: string }[] = [
  { what: 'comments', sql: 'DELETE FROM comment WHERE letter_id = ?1' },
  { what: 'reports', sql: `DELETE FROM report WHERE letter_id = ?1 AND state <> 'open'` },
  // Whoever reported a name gets mail that there is nothing to decide any more.
  {
    what: 'open reports',
    sql: `UPDATE report SET about = '', words = '', signature_id = NULL,
                            outcome = coalesce(outcome, 'left')
          WHERE letter_id = ?1`,
  },
  { what: 'remarks', sql: 'DELETE FROM remark WHERE letter_id = ?1' },
  {
    what: 'opened signers',
    sql: `UPDATE opened_signer SET signature_id = NULL, reason = ''
          WHERE letter_id = ?1 AND (signature_id IS NOT NULL OR reason <> '')`,
  },
  {
    what: 'reasons noted',
    sql: `UPDATE audit SET detail = json_remove(detail, '$.reason', '$.name')
          WHERE letter_id = ?1
            AND coalesce(detail->>'reason', detail->>'name') IS NOT NULL`,
  },
  { what: 'doubts', sql: 'DELETE FROM school_doubt WHERE letter_id = ?1' },
  { what: 'schools as typed', sql: 'DELETE FROM school_words WHERE letter_id = ?1' },
  { what: 'school mailboxes', sql: 'DELETE FROM mailbox_claim WHERE letter_id = ?1' },
  {
    what: 'organisations not listed',
    sql: `DELETE FROM organisation WHERE letter_id = ?1 AND state IN ('pending', 'withdrawn')`,
  },
  {
    what: 'persons of organisations',
    sql: `UPDATE organisation SET person = NULL, role = NULL, email = NULL, email_key = NULL,
                                  updates = 0, off_because = NULL
          WHERE letter_id = ?1`,
  },
  { what: 'followers', sql: 'DELETE FROM follow WHERE letter_id = ?1' },
  { what: 'invitations', sql: 'DELETE FROM invitation WHERE letter_id = ?1' },
  {
    what: 'corrections asked for',
    sql: `DELETE FROM correction_request
          WHERE letter_id = ?1 AND (settled_at IS NOT NULL OR state = 'unconfirmed')`,
  },
  { what: 'code tries', sql: 'DELETE FROM code_try WHERE letter_id = ?1' },
  { what: 'mails', sql: `DELETE FROM outbox WHERE letter_id = ?1 AND state <> 'claimed'` },
  {
    what: 'mails on their way',
    sql: 'UPDATE outbox SET to_key = NULL, signature_id = NULL WHERE letter_id = ?1',
  },
  { what: 'traces', sql: 'DELETE FROM trace WHERE letter_id = ?1' },
  {
    what: 'cases',
    sql: `UPDATE signature_case SET criteria = '{"states":[]}', noticed = NULL, note = NULL
          WHERE letter_id = ?1`,
  },
  {
    what: 'signatures in cases',
    sql: `UPDATE case_signature SET signature_id = NULL
          WHERE signature_id IS NOT NULL
            AND case_id IN (SELECT id FROM signature_case WHERE letter_id = ?1)`,
  },
  {
    what: 'objections',
    sql: `UPDATE objection SET signature_id = NULL, words = '', answer = NULL,
                               settled_at = coalesce(settled_at, created_at)
          WHERE letter_id = ?1`,
  },
  { what: 'notable names', sql: 'DELETE FROM notable_name WHERE letter_id = ?1' },
  { what: 'notable names on their way', sql: 'DELETE FROM notable_change WHERE letter_id = ?1' },
  { what: 'owners asked', sql: 'DELETE FROM notable_check WHERE letter_id = ?1' },
  { what: 'words to search', sql: 'DELETE FROM signature_word WHERE letter_id = ?1' },
  { what: 'news', sql: 'DELETE FROM edition_news WHERE letter_id = ?1' },
  {
    what: 'mailings',
    sql: `UPDATE mailing SET reached = '',
                             state = iif(state IN ('running', 'paused'), 'cancelled', state)
          WHERE letter_id = ?1`,
  },
]

/**
 * Forgets all that hangs on a letter beside its signatures, and says that it is done, in one batch.
 * What went of each kind is counted there.
 */
export async function forgetLetter(
  db: D1Database,
  { id, letterId }: { id: number; letterId: number },
  now: Date
): Promise<void> {
  await db.batch([
    ...BESIDE.flatMap(({ what, sql }) => [
      db.prepare(sql).bind(letterId),
      db
        .prepare(
          `UPDATE retention_run SET gone = json_set(gone, '$.' || json_quote(?2), changes())
           WHERE id = ?1 AND ended_at IS NULL AND changes() > 0`
        )
        .bind(id, what),
    ]),
    db
      .prepare('UPDATE letter SET anonymised_at = ?2 WHERE id = ?1 AND anonymised_at IS NULL')
      .bind(letterId, now.getTime()),
    db
      .prepare('UPDATE retention_run SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL')
      .bind(id, now.getTime()),
  ])
}
