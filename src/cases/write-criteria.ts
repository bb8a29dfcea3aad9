import { auditIfChanged } from '../desk/audit'
import type { Criteria, SignatureCase } from './case'
import type { CaseBy } from './change'
import { listRows } from './list-rows'

/**
 * Opens a case about what these criteria find, and lists it. `nobody`: they find none that stands in
 * no other living case, so there is nothing to decide and no case; and how many stand in others.
 */
export async function openCase(
  db: D1Database,
  letterId: number,
  criteria: Criteria,
  by: CaseBy,
  now: Date
): Promise<{ id: string; nobody: { elsewhere: number } | null }> {
  const id = crypto.randomUUID()
  const results = await db.batch<{ elsewhere: number }>([
    db
      .prepare(
        `INSERT INTO signature_case (id, letter_id, state, criteria, opened_by, opened_at)
         VALUES (?1, ?2, 'open', ?3, ?4, ?5)`
      )
      .bind(id, letterId, JSON.stringify(criteria), by.accountId, now.getTime()),
    ...listRows(db, { id, letterId }, by.accountId, now),
    db
      .prepare('UPDATE signature_case SET asked_by = opened_by WHERE id = ? AND listed > 0')
      .bind(id),
    auditIfChanged(db, { letterId, ...by, act: 'open-case', detail: { case: id } }, now),
    db
      .prepare(
        `DELETE FROM signature_case WHERE id = ? AND listed = 0
         RETURNING summary->>'elsewhere' AS elsewhere`
      )
      .bind(id),
    // Who looks for somebody that has not signed leaves a trace, too.
    auditIfChanged(db, { letterId, ...by, act: 'look-for-case' }, now),
  ])
  return { id, nobody: results.flatMap((one) => one.results)[0] ?? null }
}

/**
 * Gives a case other criteria and lists anew what they find now, if it still is as it was read. False:
 * somebody was there before.
 */
export async function listAnew(
  db: D1Database,
  was: SignatureCase,
  criteria: Criteria,
  by: CaseBy,
  now: Date
): Promise<boolean> {
  const { id, letterId } = was
  const [changed] = await db.batch([
    db
      .prepare(
        `UPDATE signature_case SET criteria = ?3, version = version + 1, state = 'open',
                asked_by = ?4, listed_at = NULL
         WHERE id = ?1 AND version = ?2 AND state IN ('suggested', 'open')`
      )
      .bind(id, was.version, JSON.stringify(criteria), by.accountId),
    auditIfChanged(db, { letterId, ...by, act: 'list-case', detail: { case: id } }, now),
    ...listRows(db, was, by.accountId, now),
  ])
  return changed?.meta.changes === 1
}
