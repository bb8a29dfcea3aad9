import type { Organisation } from './find'

/** Erases all that is held of an organisation and of who signed for it; news of the letter stops. */
export async function eraseOrganisation(
  db: D1Database,
  { id, letterId, emailKey }: Organisation
): Promise<void> {
  await db.batch([
    db
      .prepare(
        `UPDATE letter SET organisations = organisations - 1
         WHERE id = ? AND EXISTS (SELECT 1 FROM organisation
                                  WHERE organisation.id = ? AND organisation.state = 'listed')`
      )
      .bind(letterId, id),
    db.prepare('DELETE FROM follow WHERE letter_id = ? AND email_key = ?').bind(letterId, emailKey),
    db.prepare('DELETE FROM organisation WHERE id = ?').bind(id),
  ])
}

/**
 * Deletes what somebody else typed with an address. Nothing about the letter is mailed to it any
 * more, unless its reader has signed the letter themselves.
 */
export async function disownOrganisation(
  db: D1Database,
  { id, letterId, emailKey }: Organisation,
  now: Date
): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT INTO suppression (letter_id, email_key, reason, created_at)
         SELECT ?2, ?3, 'disowned', ?4
         WHERE EXISTS (SELECT 1 FROM organisation WHERE id = ?1 AND state = 'pending')
           AND NOT EXISTS (SELECT 1 FROM signature
                           WHERE email_key = ?3 AND letter_id = ?2 AND state <> 'pending')
         ON CONFLICT DO NOTHING`
      )
      .bind(id, letterId, emailKey, now.getTime()),
    db
      .prepare(
        `DELETE FROM follow
         WHERE letter_id = ?1 AND email_key = ?2
           AND EXISTS (SELECT 1 FROM suppression WHERE letter_id = ?1 AND email_key = ?2)`
      )
      .bind(letterId, emailKey),
    db.prepare(`DELETE FROM organisation WHERE id = ? AND state = 'pending'`).bind(id),
  ])
}

/** Lets go of what nobody confirmed in time, with the addresses. */
export async function forgetUnconfirmedOrganisations(db: D1Database, now: Date): Promise<void> {
  await db
    .prepare(`DELETE FROM organisation WHERE state = 'pending' AND expires_at <= ?`)
    .bind(now.getTime())
    .run()
}
