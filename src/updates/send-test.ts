import type { Doing } from '../desk/team'
import type { Letter } from '../letters/letter'
import { renderWords } from '../letters/render'
import { sendNoticeIfChanged } from '../mail/send-notice'
import type { TypedUpdate } from './update-form'

const A_DAY = 20
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Promises somebody of the team the mail that readers would get, without a way to unsubscribe.
 * Returns whether it did: so many in 24 hours are enough for anybody.
 */
export async function sendTest(
  db: D1Database,
  { letterId, accountId }: Doing,
  letter: Letter,
  { title, author, markdown, points }: TypedUpdate,
  address: string,
  now: Date
): Promise<boolean> {
  const { slug, addressedTo, hosts, controller } = letter
  const notice = {
    notice: 'update-test' as const,
    letter: {
      slug,
      title: letter.title,
      addressedTo,
      hosts: hosts.map(({ name }) => name),
      controller,
    },
    words: { number: null, title, author, markdown, html: renderWords(markdown), points },
  }
  const [noted] = await db.batch([
    db
      .prepare(
        `INSERT INTO audit (letter_id, account_id, act, detail, at)
         SELECT ?1, ?2, 'test-update', json_object('title', ?3), ?4
         WHERE ?5 > (SELECT count(*) FROM audit
                     WHERE account_id = ?2 AND act = 'test-update' AND at > ?4 - ?6)`
      )
      .bind(letterId, accountId, title, now.getTime(), A_DAY, DAY_MS),
    sendNoticeIfChanged(db, notice, [address], now),
  ])
  return noted?.meta.changes === 1
}
