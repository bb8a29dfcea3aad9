import * as z from 'zod/mini'
import { ask, question } from '../ask'
import { tokenFor } from '../keys'
import { slugsToTry } from '../letters/slug'
import { sendNoticeIfChanged } from '../mail/send-notice'
import { domainOf } from '../mailbox'
import { theirAddress } from '../signatures/address'
import { nameOf, type Account } from './account'
import { auditIfChanged } from './audit'
import { hostName } from './draft-form'
import { webAddress } from './settings-form'
import { hashOf } from './session'

const DAY_MS = 24 * 60 * 60 * 1000

/** A question that nobody answers ends after this long. */
export const HOST_ANSWER_MS = 30 * DAY_MS

/** So many a day, of all letters together, so that a desk can't be used to send mail to the world. */
const MOST_A_DAY = 20
const MOST_HOSTS = 100

export const askHostForm = z.object({
  host_name: hostName('Say which group you ask.'),
  host_url: webAddress,
  email: theirAddress,
})

/**
 * Asks a group, by mail to somebody there, whether it stands behind a letter. Not a row that others
 * made is used for it, whatever it is called. `there`: a group of this name stands behind the letter
 * or is asked already; `too-many`: enough for a day, or for a letter.
 */
export async function askHost(
  db: D1Database,
  master: Uint8Array,
  by: Account,
  letter: { id: number; title: string },
  { host_name: name, host_url: url, email }: z.output<typeof askHostForm>,
  now: Date
): Promise<'asked' | 'there' | 'too-many'> {
  const at = now.getTime()
  const how = howItStands(db, letter.id, by.id, { name, email }, at)
  const [before] = await ask(db, how)
  if (before !== null) return before

  const id = crypto.randomUUID()
  const worksUntil = at + HOST_ANSWER_MS
  const done = { letterId: letter.id, accountId: by.id, act: 'ask-host', detail: { host: name } }
  await db.batch([
    db
      .prepare(
        `INSERT INTO host (slug, name, url, made_by)
         SELECT (SELECT value FROM json_each(?1) AS wanted
                 WHERE NOT EXISTS (SELECT 1 FROM host WHERE slug = value)
                 ORDER BY wanted.key LIMIT 1), ?2, ?3, ?4
         WHERE NOT EXISTS (SELECT 1 FROM host WHERE made_by = ?4 AND name = ?2 AND url IS ?3)`
      )
      .bind(JSON.stringify(slugsToTry(name)), name, url, by.id),
    db
      .prepare(
        `INSERT INTO letter_host
           (letter_id, host_id, position, standing, asked_by, asked_until, asked_address, token_hash)
         SELECT ?1, host.id, 1 + (SELECT max(position) FROM letter_host WHERE letter_id = ?1),
                'asked', ?4, ?5, ?6, ?7
         FROM host
         WHERE made_by = ?4 AND name = ?2 AND url IS ?3
           AND NOT EXISTS (SELECT 1 FROM letter_host JOIN host AS other ON other.id = host_id
                           WHERE letter_id = ?1 AND lower(other.name) = lower(?2)
                             AND standing IN ('own', 'asked', 'confirmed'))
           AND ?8 > (SELECT count(*) FROM audit
                     WHERE account_id = ?4 AND act = 'ask-host' AND at > ?9)
         LIMIT 1`
      )
      .bind(
        letter.id,
        name,
        url,
        by.id,
        worksUntil,
        email,
        await hashOf(await tokenFor(master, 'host-link', id)),
        MOST_A_DAY,
        at - DAY_MS
      ),
    auditIfChanged(db, done, now),
    sendNoticeIfChanged(
      db,
      {
        notice: 'stand-behind',
        id,
        title: letter.title,
        host: name,
        domain: domainOf(email),
        by: nameOf(by),
        worksUntil,
      },
      [email],
      now
    ),
  ])
  const [after] = await ask(db, how)
  return after ?? 'too-many'
}

/** Is a group of this name asked, at this address, or there; or are there too many. Null: none of it. */
function howItStands(
  db: D1Database,
  letterId: number,
  accountId: number,
  { name, email }: { name: string; email: string },
  at: number
) {
  type Row = { asked: number; there: number; many: number }
  return question<Row, 'asked' | 'there' | 'too-many' | null>(
    db
      .prepare(
        `SELECT coalesce(max(lower(name) = lower(?2) AND standing = 'asked'
                             AND asked_address = ?3), 0) AS asked,
                coalesce(max(lower(name) = lower(?2)
                             AND standing IN ('own', 'asked', 'confirmed')), 0) AS there,
                count(*) >= ?4 OR ?5 <= (SELECT count(*) FROM audit WHERE account_id = ?7
                                         AND act = 'ask-host' AND at > ?6) AS many
         FROM letter_host JOIN host ON host.id = host_id WHERE letter_id = ?1`
      )
      .bind(letterId, name, email, MOST_HOSTS, MOST_A_DAY, at - DAY_MS, accountId),
    ([row]) => (row?.asked ? 'asked' : row?.there ? 'there' : row?.many ? 'too-many' : null)
  )
}
