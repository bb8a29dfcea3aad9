import { auditIfChanged } from '../desk/audit'
import type { Criteria, SignatureCase } from './case'
import type { CaseBy } from './change'
import { listRows } from './list-rows'
import { noteLooking } from './note-looking'

/** Opens a case about what these criteria find, and lists it. Returns its id. */
export async function openCase(
  db: D1Database,
  letterId: number,
  criteria: Criteria,
  by: CaseBy,
  now: Date
): Promise<string> {
  const id = crypto.randomUUID()
  await db.batch([
    db
      .prepare(
        `INSERT INTO signature_case (id, letter_id, state, criteria, opened_by, opened_at, asked_by)
         VALUES (?1, ?2, 'open', ?3, ?4, ?5, ?4)`
      )
      .bind(id, letterId, JSON.stringify(criteria), by.accountId, now.getTime()),
    auditIfChanged(db, { letterId, ...by, act: 'open-case', detail: { case: id } }, now),
    ...listRows(db, { id, letterId }, now),
    noteLooking(db, id, by.accountId, now),
  ])
  return id
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
    ...listRows(db, was, now),
    noteLooking(db, id, by.accountId, now),
  ])
  return changed?.meta.changes === 1
}
