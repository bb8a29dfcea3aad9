import { ask, question } from '../ask'
import type { Letter } from '../letters/letter'
import { noticeTo, sendNoticeIfChanged } from '../mail/send-notice'
import { queueMailsIfChanged } from '../mail/outbox'
import { addressKey } from '../mailbox'
import { COMPLAINT_MS, numberOf, type ComplaintForm } from './complaint'

const DAY_MS = 24 * 60 * 60 * 1000

/** So many complaints about a letter are told of by mail in a day; the others wait beside them. */
const TOLD_A_DAY = 10

const SAME = `SELECT id FROM data_complaint
  WHERE letter_id = ?1 AND about = ?2 AND words = ?3 AND address_key = ?4 AND received_at > ?5
    AND answered_at IS NULL`

/**
 * Takes a complaint: it is acknowledged by mail, once a day to an address, and the letter's owner and
 * the stewards are told. Sent twice within a day it is one. Returns its number.
 */
export async function fileComplaint(
  db: D1Database,
  master: Uint8Array,
  stewards: string[],
  { id: letterId, title, controller }: Pick<Letter, 'id' | 'title' | 'controller'>,
  { about, words, name, email }: ComplaintForm,
  now: Date
): Promise<string> {
  const [owners] = await ask(db, ownersOf(db, letterId))
  const id = crypto.randomUUID()
  const at = now.getTime()
  const dueAt = at + COMPLAINT_MS
  const number = numberOf(id)
  const told = { notice: 'complaint-opened' as const, letterId, title, number, dueAt }
  const key = await addressKey(master, email)
  const same = [letterId, about, words, key, at - DAY_MS]
  const results = await db.batch<{ id: string }>([
    // Whoever presses twice, or again after an error, gives the team nothing to answer twice.
    db
      .prepare(
        `INSERT INTO data_complaint (id, letter_id, about, words, address_key, name, address,
                                     received_at, due_at)
         SELECT ?6, ?1, ?2, ?3, ?4, nullif(?7, ''), ?8, ?9, ?10 WHERE NOT EXISTS (${SAME})`
      )
      .bind(...same, id, name, email, at, dueAt),
    db
      .prepare(
        `UPDATE data_complaint SET acknowledged_at = ?2
         WHERE id = ?1 AND NOT EXISTS
           (SELECT 1 FROM data_complaint AS other
            WHERE other.address_key = data_complaint.address_key
              AND other.acknowledged_at > ?2 - ?3)`
      )
      .bind(id, at, DAY_MS),
    sendNoticeIfChanged(
      db,
      { notice: 'complaint-received', title, number, whom: controller.name, dueAt },
      [email],
      now
    ),
    db
      .prepare(
        `UPDATE data_complaint SET told_at = ?3
         WHERE id = ?1 AND ?5 > (SELECT count(*) FROM data_complaint
                                 WHERE letter_id = ?2 AND told_at > ?3 - ?4)`
      )
      .bind(id, letterId, at, DAY_MS, TOLD_A_DAY),
    queueMailsIfChanged(
      db,
      [
        ...noticeTo({ ...told, asSteward: false }, owners),
        ...noticeTo({ ...told, asSteward: true }, stewards),
      ],
      now
    ),
    db.prepare(SAME).bind(...same),
  ])
  return numberOf(results.at(-1)?.results[0]?.id ?? id)
}

/** The addresses of those who own a letter. */
function ownersOf(db: D1Database, letterId: number) {
  return question<{ address: string }, string[]>(
    db
      .prepare(
        `SELECT address FROM member JOIN account ON account.id = account_id
         WHERE letter_id = ? AND role = 'owner'`
      )
      .bind(letterId),
    (rows) => rows.map(({ address }) => address)
  )
}
