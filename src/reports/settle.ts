import { auditIfChanged } from '../desk/audit'
import { announce, type MailTicket } from '../mail/outbox'
import { REPORT_LINK_MS, type ReportOutcome } from './report'

type Decided = {
  letterId: number
  /** Those that whoever decides has read. */
  ids: string[]
  outcome: Exclude<ReportOutcome, 'left'>
  accountId: number
}

/** Decides reports of a letter, and promises whoever made them the mail that says how. */
export async function settleReports(db: D1Database, decided: Decided, now: Date): Promise<void> {
  const { letterId, ids, outcome, accountId } = decided
  await db.batch([
    db
      .prepare(
        `UPDATE report SET outcome = ?3
         WHERE id IN (SELECT value FROM json_each(?1)) AND letter_id = ?2 AND state = 'open'
           AND outcome IS NULL`
      )
      .bind(JSON.stringify(ids), letterId, outcome),
    auditIfChanged(db, { letterId, accountId, act: 'settle-report', detail: { outcome } }, now),
    ...tellReporters(db, now),
  ])
}

/**
 * Settles what nobody needs to decide any more, since the signer hid the name, withdrew or erased;
 * and forgets reports that were never confirmed.
 */
export async function settleReportsDue(db: D1Database, queue: Queue<MailTicket>, now: Date) {
  const [, , told] = await db.batch([
    db
      .prepare(`DELETE FROM report WHERE state = 'unconfirmed' AND created_at <= ?`)
      .bind(now.getTime() - REPORT_LINK_MS),
    db.prepare(
      `UPDATE report INDEXED BY report_by_letter SET outcome = 'left'
       WHERE state = 'open' AND outcome IS NULL AND signature_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM signature
                         WHERE signature.id = report.signature_id AND signature.state = 'counted'
                           AND (public = 1 OR off_display->>'wanted' = 1))`
    ),
    ...tellReporters(db, now),
  ])
  if (told?.meta.changes) await announce(queue, ['reports'])
}

/**
 * The statements that promise mail about every report that is decided, and then forget what was
 * written and by whom. What is left says only of which signature a report was once decided.
 */
function tellReporters(db: D1Database, now: Date): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `INSERT INTO outbox (id, asked, address, details, next_at, created_at)
         SELECT report.id, 'notice', address,
                json_object('notice', 'report-settled', 'slug', slug, 'title', title,
                            'outcome', outcome), ?1, ?1
         FROM report JOIN letter ON letter.id = letter_id
         WHERE report.state = 'open' AND outcome IS NOT NULL AND address IS NOT NULL
         ON CONFLICT (id) DO NOTHING`
      )
      .bind(now.getTime()),
    db
      .prepare(
        `UPDATE report SET state = 'settled', settled_at = ?, about = '', words = '',
                           address = NULL, address_key = NULL
         WHERE state = 'open' AND outcome IS NOT NULL`
      )
      .bind(now.getTime()),
  ]
}
