import { auditIfChanged } from './audit'
import type { OpenedCase } from './opened-signers'

/** Ends a case at once. One that has ended stays as it is. */
export async function closeSigner(
  db: D1Database,
  letterId: number,
  { id, number }: Pick<OpenedCase, 'id' | 'number'>,
  by: number,
  now: Date
) {
  const done = { letterId, accountId: by, act: 'close-signer', detail: { number } }
  await db.batch([
    db
      .prepare(
        `UPDATE opened_signer SET closed_at = ?3
         WHERE letter_id = ?1 AND id = ?2 AND closed_at IS NULL AND ends_at > ?3`
      )
      .bind(letterId, id, now.getTime()),
    auditIfChanged(db, done, now),
  ])
}
