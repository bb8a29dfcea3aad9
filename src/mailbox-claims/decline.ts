import { signatureIdOf, type MailboxClaim } from './claim'

/**
 * Takes the word of whoever reads a mailbox that it is not the signer's: its address goes, and no
 * mail about that signature goes there again, one that waits included. The signature stays as it is.
 */
export async function declineMailbox(
  db: D1Database,
  { id, emailKey }: MailboxClaim
): Promise<void> {
  const signatureId = signatureIdOf(id)
  await db.batch([
    db
      .prepare(
        `DELETE FROM outbox
         WHERE state = 'waiting'
           AND id IN (SELECT id FROM mailbox_claim WHERE signature_id = ? AND email_key = ?)`
      )
      .bind(signatureId, emailKey),
    db
      .prepare(
        `UPDATE mailbox_claim SET address = NULL, expires_at = NULL
         WHERE signature_id = ? AND email_key = ?`
      )
      .bind(signatureId, emailKey),
  ])
}
