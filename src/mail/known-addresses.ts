import { question, type Question } from '../ask'
import type { AskedMail } from './caps'

/** Rows whose address must not be written to about their letter; if about all, about any. */
export function suppressedAddresses(db: D1Database, asked: string): Question<Set<string>> {
  return question<{ outboxId: string }, Set<string>>(
    db
      .prepare(
        `SELECT value->>'id' AS outboxId FROM json_each(?1)
         WHERE EXISTS
           (SELECT 1 FROM suppression
            WHERE letter_id = value->>'letterId' AND email_key = value->>'toKey')
         UNION
         SELECT value->>'id' FROM json_each(?1) CROSS JOIN letter CROSS JOIN suppression
           ON suppression.letter_id = letter.id AND email_key = value->>'toKey'
         WHERE value->>'asked' = 'my-data'`
      )
      .bind(asked),
    (rows) => new Set(rows.map(({ outboxId }) => outboxId))
  )
}

/** What an address got already, or is getting, because it was typed into a form. */
export function earlierMails(db: D1Database, asked: string): Question<Map<string, AskedMail[]>> {
  return question<AskedMail & { toKey: string }, Map<string, AskedMail[]>>(
    db
      .prepare(
        `SELECT to_key AS toKey, letter_id AS letterId,
                asked = 'confirm' OR mail = 'confirm' AS confirms,
                coalesce(sent_at, tried_at, created_at) AS at
         FROM outbox
         WHERE to_key IN (SELECT value->>'toKey' FROM json_each(?))
           AND asked IN ('confirm', 'links', 'my-data')
           AND mail IS NOT NULL`
      )
      .bind(asked),
    (rows) => Map.groupBy(rows, ({ toKey }) => toKey)
  )
}
