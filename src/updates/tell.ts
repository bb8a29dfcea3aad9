import {
  announce,
  outboxId,
  queueMailsIfChanged,
  type MailTicket,
  type PromisedMail,
} from '../mail/outbox'
import { unseal } from '../seal'
import { turnsOf } from './audience'
import { AT_ONCE, readersOf, type NextMailing, type Reader } from './readers'
import type { UpdateAudience } from './update'

/**
 * Promises mail about an update to the next of its readers: signers first, then who follows the
 * letter, then who follows its hosts. How far it got moves on in the same batch, so that nobody is
 * promised twice, whatever fails; and it waits while other mail does, so that nobody's code waits
 * behind thousands. Returns whether somebody should come back for the next ones.
 */
export async function tellUpdates(
  db: D1Database,
  master: Uint8Array,
  now: Date
): Promise<{ more: boolean }> {
  const next = await nextMailing(db)
  if (!next) return { more: false }

  const { results } = await readersOf(db, next).all<Reader>()
  const readers = results.filter(({ passed }) => passed === 0)
  const mails = (await Promise.all(readers.map((one) => mailTo(master, next, one)))).flat()
  const last = results.length < AT_ONCE ? null : (results.at(-1)?.id ?? null)

  await db.batch([
    moveOn(db, next, last, now),
    queueMailsIfChanged(db, mails, now),
    countPromised(db, next.updateId),
  ])
  return { more: true }
}

/** The same for every minute: whatever is promised, the mail consumer goes on with the next ones. */
export async function tellUpdatesDue(
  db: D1Database,
  master: Uint8Array,
  queue: Queue<MailTicket>,
  now: Date
) {
  const { more } = await tellUpdates(db, master, now)
  if (more) await announce(queue, ['update'])
}

/** The oldest that is under way, unless enough mail waits as it is. A stopped letter's rests. */
async function nextMailing(db: D1Database): Promise<NextMailing | null> {
  return db
    .prepare(
      `SELECT update_id AS updateId, mailing.letter_id AS letterId, among, reached,
              begun_at AS begunAt, audience
       FROM mailing JOIN letter_update ON letter_update.id = update_id
         JOIN letter ON letter.id = mailing.letter_id
       WHERE mailing.state = 'running' AND stopped IS NULL AND ?1 >
         (SELECT count(*) FROM
            (SELECT 1 FROM outbox
             WHERE state IN ('waiting', 'claimed') AND (asked <> 'confirm') = 1 LIMIT ?1))
       ORDER BY begun_at LIMIT 1`
    )
    .bind(AT_ONCE)
    .first<NextMailing>()
}

/** To the next one's turn once all of this one's had theirs; after the last, it is done. */
function moveOn(
  db: D1Database,
  next: NextMailing,
  last: string | null,
  now: Date
): D1PreparedStatement {
  const { updateId, among, reached, audience } = next
  const turns = turnsOf(JSON.parse(audience) as UpdateAudience)
  const then = last === null ? (turns[turns.indexOf(among) + 1] ?? null) : among
  return db
    .prepare(
      `UPDATE mailing
       SET among = coalesce(?4, among), reached = ?5, state = iif(?4 IS NULL, 'done', state),
           ended_at = iif(?4 IS NULL, ?6, NULL)
       WHERE update_id = ?1 AND among = ?2 AND reached = ?3 AND state = 'running'`
    )
    .bind(updateId, among, reached, then, last ?? '', now.getTime())
}

/** Of the statement before it: whoever was promised this update already is promised nothing. */
function countPromised(db: D1Database, updateId: number): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO mailing_count (update_id, what, n) SELECT ?, 'promised', changes() WHERE changes() > 0
       ON CONFLICT (update_id, what) DO UPDATE SET n = n + excluded.n`
    )
    .bind(updateId)
}

async function mailTo(
  master: Uint8Array,
  { updateId, letterId, among }: NextMailing,
  { id: reader, emailKey: toKey, keptAddress }: Reader
): Promise<PromisedMail[]> {
  const address = await unseal(master, 'kept-address', keptAddress)
  if (address === null || toKey === null) return []
  const id = await outboxId(`update ${updateId} ${toKey}`)
  const who =
    among === 'signers' ? { signatureId: reader } : { signatureId: null, followId: reader }
  return [{ id, asked: 'update', letterId, toKey, address, updateId, ...who }]
}
