import type { Letter } from '../letters/letter'
import { sendNoticeIfChanged } from '../mail/send-notice'
import { addressKey, domainOf } from '../mailbox'
import { CORRECTION_LINK_MS, type CorrectionForm } from './correction'

const DAY_MS = 24 * 60 * 60 * 1000

/** So many may be begun with one address in 24 hours, on all letters together. */
const A_DAY = 6

/**
 * Notes that somebody wants something corrected, and promises them the mail that confirms it. Past
 * the cap nothing is written; whoever asked can't tell.
 */
export async function askCorrection(
  db: D1Database,
  master: Uint8Array,
  { id: letterId, title }: Pick<Letter, 'id' | 'title'>,
  dealing: number,
  { name, words, email }: CorrectionForm,
  now: Date
): Promise<void> {
  const id = crypto.randomUUID()
  const at = now.getTime()
  const key = await addressKey(master, email)
  const worksUntil = at + CORRECTION_LINK_MS
  await db.batch([
    db
      .prepare(
        `INSERT INTO correction_request (id, letter_id, dealing, name, words, address, address_key,
                                         domain, state, created_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'unconfirmed', ?9
         WHERE ?11 > (SELECT count(*) FROM correction_request
                      WHERE address_key = ?7 AND created_at > ?9 - ?10)
           AND NOT EXISTS (SELECT 1 FROM suppression WHERE letter_id = ?2 AND email_key = ?7)`
      )
      .bind(id, letterId, dealing, name, words, email, key, domainOf(email), at, DAY_MS, A_DAY),
    sendNoticeIfChanged(db, { notice: 'correction-link', id, title, worksUntil }, [email], now),
  ])
}
