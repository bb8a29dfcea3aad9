import { ask, question } from '../ask'
import type { Letter } from '../letters/letter'
import { sendNoticeIfChanged } from '../mail/send-notice'
import type { CorrectionRequest } from './correction'
import { enterCorrection } from './enter-correction'
import { isRecipients } from './recipient-domain'

/** While so many wait, nobody is mailed about one more: the list has them. */
const MOST_NOTICES = 20

/**
 * Takes up a request once somebody at its address says that it is theirs. From the recipient's own
 * domain it enters the timeline at once; from elsewhere the letter's team decides. Returns whether
 * it was entered. Pressed twice it comes to the same.
 */
export async function confirmCorrection(
  db: D1Database,
  letter: Pick<Letter, 'id' | 'title' | 'recipientDomain'>,
  request: CorrectionRequest,
  now: Date
): Promise<boolean> {
  const [writers] = await ask(db, writersOf(db, letter.id))
  const isTheirs = isRecipients(request.domain, letter.recipientDomain)
  const news = { letterId: letter.id, title: letter.title, isEntered: isTheirs }
  await db.batch([
    ...(isTheirs
      ? enterCorrection(db, request, 'unconfirmed', null, now)
      : [
          db
            .prepare(
              `UPDATE correction_request SET state = 'open', confirmed_at = ?2
               WHERE id = ?1 AND state = 'unconfirmed'`
            )
            .bind(request.id, now.getTime()),
        ]),
    sendNoticeIfChanged(db, { notice: 'correction-asked', ...news }, writers, now),
  ])
  return isTheirs
}

/** The addresses of those who may decide, while they are not swamped. */
function writersOf(db: D1Database, letterId: number) {
  return question<{ address: string }, string[]>(
    db
      .prepare(
        `SELECT address FROM member JOIN account ON account.id = account_id
         WHERE letter_id = ?1 AND role IN ('owner', 'editor')
           AND ?2 > (SELECT count(*) FROM (SELECT 1 FROM correction_request
                     WHERE correction_request.letter_id = ?1
                       AND correction_request.state IN ('open', 'entered')
                       AND settled_at IS NULL LIMIT ?2))`
      )
      .bind(letterId, MOST_NOTICES),
    (rows) => rows.map(({ address }) => address)
  )
}
