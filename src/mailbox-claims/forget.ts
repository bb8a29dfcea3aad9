/** Lets go of the mailboxes at which nobody answered in time. */
export async function forgetMailboxClaims(db: D1Database, now: Date): Promise<void> {
  await db.prepare('DELETE FROM mailbox_claim WHERE expires_at <= ?').bind(now.getTime()).run()
}
