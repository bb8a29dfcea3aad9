import type { Letter } from '../letters/letter'
import { sendNoticeIfChanged } from '../mail/send-notice'
import { addressKey } from '../mailbox'
import { REPORT_LINK_MS, type ReportForm } from './report'

const DAY_MS = 24 * 60 * 60 * 1000

/** So many reports may be begun with one address in 24 hours, on all letters together. */
const A_DAY = 6

/**
 * Notes what somebody says of a name, and promises them the mail that confirms it. No name is
 * looked up. Past the cap, or if the address once answered this letter's mail with "this wasn't
 * me", nothing is written; whoever asked can't tell.
 */
export async function fileReport(
  db: D1Database,
  master: Uint8Array,
  { id: letterId, slug, title }: Pick<Letter, 'id' | 'slug' | 'title'>,
  { about, what, words, email }: ReportForm,
  now: Date
): Promise<void> {
  const id = crypto.randomUUID()
  const at = now.getTime()
  const worksUntil = at + REPORT_LINK_MS
  await db.batch([
    db
      .prepare(
        `INSERT INTO report (id, letter_id, what, about, words, address, address_key, state, created_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, 'unconfirmed', ?8
         WHERE ?10 > (SELECT count(*) FROM report
                      WHERE address_key = ?7 AND created_at > ?8 - ?9)
           AND NOT EXISTS (SELECT 1 FROM suppression WHERE letter_id = ?2 AND email_key = ?7)`
      )
      .bind(
        id,
        letterId,
        what,
        about,
        words,
        email,
        await addressKey(master, email),
        at,
        DAY_MS,
        A_DAY
      ),
    sendNoticeIfChanged(db, { notice: 'report-link', id, slug, title, worksUntil }, [email], now),
  ])
}
