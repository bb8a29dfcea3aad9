import { auditIfChanged } from './audit'

/** Throws away what was written for the next edition, if it is still that version of it. */
export async function discardDraft(
  db: D1Database,
  letterId: number,
  version: number,
  by: number,
  now: Date
): Promise<'discarded' | 'stale'> {
  const [discarded] = await db.batch([
    db
      .prepare(
        `DELETE FROM draft WHERE letter_id = ?1 AND version = ?2
           AND 0 < (SELECT edition FROM letter WHERE id = ?1)`
      )
      .bind(letterId, version),
    auditIfChanged(db, { letterId, accountId: by, act: 'discard-draft', detail: { version } }, now),
  ])
  return discarded?.meta.changes ? 'discarded' : 'stale'
}
