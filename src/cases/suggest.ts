import { auditIfChanged } from '../desk/audit'
import { IN_LIVING_CASE, LIVING_STATES } from '../living-cases'
import { noticeTo } from '../mail/send-notice'
import { queueMailsIfChanged } from '../mail/outbox'
import type { Criteria, Noticed } from './case'
import { sumUp } from './list-rows'

const HOUR_MS = 60 * 60 * 1000

/** What people found to be nothing is not suggested again for so long. */
const DISMISSED_MS = 7 * 24 * HOUR_MS

/** A burst that the site noticed on a letter: what it saw, and how its signatures are found again. */
export type Suspicion = {
  letter: { id: number; title: string }
  noticed: Noticed
  criteria: Criteria
}

/**
 * Suggests a case about a burst, unless one lives already, or people lately found it to be nothing.
 * Its counted and held signatures are listed, and stay what they are. Those pending that fit will be
 * held when they are confirmed. `addresses` hear of it. Returns whether there is a new case.
 */
export async function suggestCase(
  db: D1Database,
  { letter, noticed, criteria }: Suspicion,
  addresses: string[],
  now: Date
): Promise<boolean> {
  const at = now.getTime()
  const id = crypto.randomUUID()
  const { pattern, key, n, ofAll } = noticed
  const detail = { case: id, pattern, n, ofAll }
  const notice = {
    notice: 'case-waits' as const,
    letterId: letter.id,
    caseId: id,
    title: letter.title,
    n,
    since: at,
    noticed,
  }
  const [suggested] = await db.batch([
    db
      .prepare(
        `INSERT INTO signature_case
           (id, letter_id, state, noticed, criteria, opened_at, reminded_at)
         SELECT ?1, ?2, 'suggested', ?3, ?4, ?5, ?5
         WHERE NOT EXISTS
           (SELECT 1 FROM signature_case
            WHERE letter_id = ?2 AND noticed->>'pattern' = ?6 AND noticed->>'key' IS ?7
              AND (state IN ${LIVING_STATES}
                   OR ended_at > ?5 - iif(state = 'dismissed', ?8, ?9)))`
      )
      .bind(
        id,
        letter.id,
        JSON.stringify(noticed),
        JSON.stringify(criteria),
        at,
        pattern,
        key,
        DISMISSED_MS,
        HOUR_MS
      ),
    auditIfChanged(db, { letterId: letter.id, accountId: null, act: 'suggest-case', detail }, now),
    queueMailsIfChanged(db, noticeTo(notice, addresses), now),
    db
      .prepare(
        `INSERT INTO case_signature (case_id, place, signature_id)
         SELECT ?1, row_number() OVER (ORDER BY at, signature.id), signature.id
         FROM signature_case AS mine
         CROSS JOIN trace ON trace.letter_id = ?2 AND at >= ?3
         CROSS JOIN signature ON signature.id = trace.signature_id
         WHERE mine.id = ?1 AND signature.state IN ('counted', 'held')
           AND CASE ?4 WHEN 'network' THEN network = ?5 WHEN 'wider' THEN wider = ?5
             WHEN 'domain' THEN domain = ?5 WHEN 'name' THEN trace.name = ?5
             WHEN 'local' THEN local = ?5 ELSE confirmed_at - created_at < ?6 END
           AND NOT ${IN_LIVING_CASE}`
      )
      .bind(id, letter.id, noticed.from, pattern, key, criteria.within ?? null),
    ...sumUp(db, id, now),
    db
      .prepare(
        `UPDATE signature SET risk = iif(risk IS NULL, '{"score":60,"reasons":["in-case"]}',
             json_set(risk, '$.score', min(100, (risk->>'score') + 60), '$.reasons[#]', 'in-case'))
         WHERE state = 'pending' AND instr(coalesce(risk, ''), '"in-case"') = 0
           AND EXISTS (SELECT 1 FROM signature_case WHERE id = ?1)
           AND id IN
             (SELECT signature_id FROM trace
              WHERE letter_id = ?2 AND at >= ?3
                AND CASE ?4 WHEN 'network' THEN network = ?5 WHEN 'wider' THEN wider = ?5
                  WHEN 'domain' THEN domain = ?5 WHEN 'name' THEN name = ?5
                  WHEN 'local' THEN local = ?5 END)`
      )
      .bind(id, letter.id, noticed.from, pattern, key),
  ])
  return suggested?.meta.changes === 1
}
