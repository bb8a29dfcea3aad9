import { CAPS } from './caps'
import type { Notice } from './notice'

/** A queue message: why somebody should look. What is due, and in which order, the rows say. */
export type MailTicket = { id: string }

/**
 * What was promised. Which mail it becomes is decided when the row is claimed: a `confirm` for an
 * address that has already signed becomes the mail that says so.
 */
export type Asked =
  | 'confirm'
  | 'links'
  | 'my-data'
  | 'counted'
  | 'held'
  | 'refused'
  | 'removed'
  | 'reinstated'
  | 'say-again'
  | 'lapsed'
  | 'changed'
  | 'name-display'
  | 'new-edition'
  | 'update'
  | 'withdrawn'
  | 'erased'
  | 'alarm'
  | 'notice'

export type PromisedMail = {
  id: string
  asked: Asked
  letterId: number | null
  signatureId: string | null
  toKey: string | null
  address: string
  /** Of an update: which, and to which follower if not to a signer. */
  updateId?: number
  followId?: string
  /** Of an alarm or a notice; everything else is read when the row is claimed. */
  details?: AlarmDetails | Notice | EditionNews | NameNews | CaseNews
}

/** Which edition of a letter a mail tells of; a later one makes it needless. */
export type EditionNews = { edition: number }

/** Whether a name is shown; once that is no longer so, a mail about it is needless. */
export type NameNews = { shown: boolean }

/** What a case says of a signature, in its sentence for everyone. */
export type CaseNews = { sentence: string }

export type AlarmDetails = { kind: string; detail: string }

/** Mail that anyone can cause by typing an address: what the caps are for. */
export type RequestedMail = PromisedMail & { asked: 'confirm' | 'links' | 'my-data'; toKey: string }

/** When a requested mail may go. No row means that a cap, or the same mail waiting, stands before it. */
export type Scheduled = { id: string; nextAt: number }

/** Promises mails in the batch of what they tell about. */
export function queueMails(db: D1Database, mails: PromisedMail[], now: Date): D1PreparedStatement {
  return queue(db, mails, now, 'always')
}

/** The same, unless the statement before it in the batch changed nothing. */
export function queueMailsIfChanged(
  db: D1Database,
  mails: PromisedMail[],
  now: Date
): D1PreparedStatement {
  return queue(db, mails, now, 'if-changed')
}

function queue(db: D1Database, mails: PromisedMail[], now: Date, when: 'always' | 'if-changed') {
  return db
    .prepare(
      `INSERT INTO outbox
         (id, asked, letter_id, signature_id, to_key, address, details, update_id, follow_id, next_at,
          created_at)
       SELECT value->>'id', value->>'asked', value->>'letterId', value->>'signatureId',
              value->>'toKey', value->>'address', value->>'details', value->>'updateId',
              value->>'followId', ?2, ?2
       FROM json_each(?1) WHERE ?3 = 'always' OR changes() > 0
       ON CONFLICT (id) DO NOTHING`
    )
    .bind(JSON.stringify(mails), now.getTime(), when)
}

/**
 * Promises a mail that somebody asked for, within the caps: too soon after the last about the same
 * letter, it waits; past a cap, or if what it would say is on its way, nothing is promised. Returns
 * a `Scheduled`.
 */
export function requestMail(db: D1Database, mail: RequestedMail, now: Date): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO outbox
         (id, asked, letter_id, signature_id, to_key, address, next_at, created_at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6,
         max(?7, coalesce(
           max(coalesce(sent_at, tried_at, next_at))
             FILTER (WHERE letter_id IS ?3 AND created_at > ?7 - ?8)
           + iif(count(*) FILTER
               (WHERE letter_id IS ?3 AND created_at > ?7 - ?8) = 1, ?10, ?11),
           0)),
         ?7
       FROM outbox
       WHERE to_key = ?5 AND asked IN ('confirm', 'links', 'my-data')
       HAVING count(*) FILTER (WHERE letter_id IS ?3 AND created_at > ?7 - ?8) < ?12
         AND count(*) FILTER (WHERE created_at > ?7 - ?8) < ?13
         AND count(*) FILTER (WHERE created_at > ?7 - ?9) < ?14
         AND (?2 <> 'confirm' OR ?15 > count(*) FILTER
               (WHERE letter_id IS ?3 AND (asked = 'confirm' OR mail = 'confirm')))
         AND 0 = count(*) FILTER (WHERE state IN ('waiting', 'claimed') AND letter_id IS ?3
               AND (?2 <> 'confirm' OR signature_id = ?4))
       RETURNING id, next_at AS nextAt`
    )
    .bind(
      mail.id,
      mail.asked,
      mail.letterId,
      mail.signatureId,
      mail.toKey,
      mail.address,
      now.getTime(),
      CAPS.day,
      CAPS.week,
      ...CAPS.spacing,
      CAPS.letterDay,
      CAPS.addressDay,
      CAPS.addressWeek,
      CAPS.letterConfirms
    )
}

/**
 * Tells the mail consumer to look, once however many rows there are: it works through all that is
 * due. A ticket that gets lost costs a minute, since cron looks too.
 */
export async function announce(
  queue: Queue<MailTicket>,
  [id]: string[],
  delaySeconds = 0
): Promise<void> {
  if (id === undefined) return
  const delay = { delaySeconds: Math.ceil(delaySeconds) }
  await queue.sendBatch([{ body: { id } }], delay).catch(() => undefined)
}

/** The same for the same text, so that a mail promised twice finds its place taken. */
export async function outboxId(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return new Uint8Array(bytes).toBase64({ alphabet: 'base64url', omitPadding: true })
}
