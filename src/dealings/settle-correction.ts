import { auditIfChanged } from '../desk/audit'
import type { Doing } from '../desk/team'
import type { Letter } from '../letters/letter'
import { renderWords } from '../letters/render'
import type { Notice } from '../mail/notice'
import { sendNoticeIfChanged } from '../mail/send-notice'
import { ukDate } from '../uk-time'
import { CORRECTION_LINK_MS, type CorrectionRequest } from './correction'
import { enterCorrection } from './enter-correction'
import { insertDealing } from './insert'

/** `sentence`: what came of it, or why it is not taken up. */
type Decided = { how: 'enter' | 'decline' | 'settle'; sentence: string }

/**
 * Decides about a request: it enters the timeline, or is not from the recipient; or, once it stands
 * there, it is settled, which everyone reads. Whoever asked is mailed, and forgotten after the last
 * mail. Returns whether anything changed.
 */
export async function decideCorrection(
  db: D1Database,
  by: Doing,
  letter: Pick<Letter, 'slug' | 'title'>,
  request: CorrectionRequest,
  decided: Decided,
  now: Date
): Promise<boolean> {
  const { how, sentence } = decided
  const { dealing, address } = request
  const act = `${how}-correction`
  const about = { slug: letter.slug, title: letter.title, number: dealing }
  const notice: Notice = { notice: 'correction-decided', ...about, how, sentence }
  const results = await db.batch([
    ...statements(db, by.accountId, request, decided, now),
    auditIfChanged(db, { ...by, act, detail: { number: dealing } }, now),
    ...(address === null ? [] : [sendNoticeIfChanged(db, notice, [address], now)]),
    ...(how === 'enter' ? [] : [forget(db, request.id)]),
  ])
  return results[0]?.meta.changes === 1
}

function statements(
  db: D1Database,
  by: number,
  request: CorrectionRequest,
  { how, sentence }: Decided,
  now: Date
): D1PreparedStatement[] {
  const { id, letterId, dealing } = request
  if (how === 'enter') return enterCorrection(db, request, 'open', by, now)
  const close = db
    .prepare(
      `UPDATE correction_request SET settled_at = ?2, state = ?4
       WHERE id = ?1 AND state = ?3 AND settled_at IS NULL`
    )
    .bind(id, now.getTime(), ...(how === 'settle' ? ['entered', 'entered'] : ['open', 'declined']))
  if (how === 'decline') return [close]
  const settled = {
    kind: 'correction-settled' as const,
    day: ukDate(now),
    words: sentence,
    html: renderWords(sentence),
    about: dealing,
    how: null,
    whom: null,
    source: null,
    edition: null,
    pack: null,
    marks: [],
  }
  return [close, insertDealing(db, letterId, settled, by, now, 'if-changed')]
}

/** What was entered stands in the timeline; of what was not, nothing is kept. */
function forget(db: D1Database, id: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE correction_request SET name = '', words = '', address = NULL, address_key = NULL
       WHERE id = ? AND settled_at IS NOT NULL`
    )
    .bind(id)
}

/** Forgets requests that nobody confirmed in time. */
export async function forgetCorrections(db: D1Database, now: Date): Promise<void> {
  await db
    .prepare(`DELETE FROM correction_request WHERE state = 'unconfirmed' AND created_at <= ?`)
    .bind(now.getTime() - CORRECTION_LINK_MS)
    .run()
}
