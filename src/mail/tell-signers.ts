import { unseal } from '../seal'
import {
  announce,
  outboxId,
  queueMailsIfChanged,
  type MailTicket,
  type PromisedMail,
} from './outbox'

/** So many are promised their mail at a time, and no more while as many mails still wait. */
const AT_ONCE = 200

type News = { letterId: number; edition: number; reached: string }

type InTouch = { id: string; emailKey: string | null; keptAddress: string }

/** From now on signers are told of this edition, and of no earlier one: for the batch that freezes it. */
export function beginEditionNews(db: D1Database, letterId: number, edition: number, at: number) {
  return db
    .prepare(
      `INSERT INTO edition_news (letter_id, edition, begun_at) VALUES (?1, ?2, ?3)
       ON CONFLICT (letter_id) DO UPDATE
       SET edition = excluded.edition, reached = '', begun_at = excluded.begun_at`
    )
    .bind(letterId, edition, at)
}

/**
 * Promises mail to the next signers who asked for news and stand behind words before a letter's
 * newest. How far it got moves on in the same batch, so that nobody is promised twice, whatever
 * fails; and it waits while other mail does, so that nobody's code waits behind thousands. Returns
 * whether somebody should come back for the next ones.
 */
export async function tellSigners(
  db: D1Database,
  master: Uint8Array,
  now: Date
): Promise<{ told: number; more: boolean }> {
  const news = await nextNews(db)
  if (!news) return { told: 0, more: false }

  const { results } = await db
    .prepare(
      `SELECT id, email_key AS emailKey, kept_address AS keptAddress, edition, updates
       FROM signature
       WHERE letter_id = ?1 AND state = 'counted' AND kept_address IS NOT NULL AND id > ?2
       ORDER BY id LIMIT ?3`
    )
    .bind(news.letterId, news.reached, AT_ONCE)
    .all<InTouch & { edition: number; updates: number }>()
  const earlier = results.filter(({ edition, updates }) => edition < news.edition && updates === 1)
  const mails = (await Promise.all(earlier.map((one) => mailTo(master, news, one)))).flat()
  const last = results.length < AT_ONCE ? null : (results.at(-1)?.id ?? null)

  await db.batch([moveOn(db, news, last), queueMailsIfChanged(db, mails, now)])
  return { told: mails.length, more: true }
}

/** The same for every minute: whatever is promised, the mail consumer goes on with the next ones. */
export async function tellSignersDue(
  db: D1Database,
  master: Uint8Array,
  queue: Queue<MailTicket>,
  now: Date
) {
  const { more } = await tellSigners(db, master, now)
  if (more) await announce(queue, ['edition-news'])
}

/** The oldest news that is still to be told, unless enough mail waits as it is. */
async function nextNews(db: D1Database): Promise<News | null> {
  return db
    .prepare(
      `SELECT letter_id AS letterId, edition_news.edition, reached
       FROM edition_news JOIN letter ON letter.id = letter_id
       WHERE stopped IS NULL AND ?1 >
         (SELECT count(*) FROM
            (SELECT 1 FROM outbox
             WHERE state IN ('waiting', 'claimed') AND (asked <> 'confirm') = 1 LIMIT ?1))
       ORDER BY begun_at LIMIT 1`
    )
    .bind(AT_ONCE)
    .first<News>()
}

function moveOn(db: D1Database, { letterId, edition, reached }: News, to: string | null) {
  return to === null
    ? db
        .prepare('DELETE FROM edition_news WHERE letter_id = ? AND edition = ? AND reached = ?')
        .bind(letterId, edition, reached)
    : db
        .prepare(
          `UPDATE edition_news SET reached = ?4
           WHERE letter_id = ?1 AND edition = ?2 AND reached = ?3`
        )
        .bind(letterId, edition, reached, to)
}

async function mailTo(
  master: Uint8Array,
  { letterId, edition }: News,
  { id: signatureId, emailKey: toKey, keptAddress }: InTouch
): Promise<PromisedMail[]> {
  const address = await unseal(master, 'kept-address', keptAddress)
  if (address === null) return []
  const id = await outboxId(`edition ${letterId} ${edition} ${signatureId}`)
  const details = { edition }
  return [{ id, asked: 'new-edition', letterId, signatureId, toKey, address, details }]
}
