/** What a queue message carries: nothing but the row to look at. */
export type MailTicket = { id: string }

/**
 * What was promised. Which mail it becomes is decided when the row is claimed: a `confirm` for an
 * address that has already signed becomes the mail that says so.
 */
export type Asked =
  'confirm' | 'links' | 'my-data' | 'counted' | 'changed' | 'withdrawn' | 'erased' | 'alarm'

export type PromisedMail = {
  id: string
  asked: Asked
  letterId: number | null
  signatureId: string | null
  toKey: string | null
  address: string
  details?: unknown
}

/** Promises mails in the batch of what they tell about. */
export function queueMails(
  db: D1Database,
  mails: PromisedMail[],
  now: Date
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO outbox
         (id, asked, letter_id, signature_id, to_key, address, details, next_at, created_at)
       SELECT value->>'id', value->>'asked', value->>'letterId', value->>'signatureId',
              value->>'toKey', value->>'address', value->>'details', ?2, ?2
       FROM json_each(?1)`
    )
    .bind(JSON.stringify(mails), now.getTime())
}
