import { question, type Question } from '../ask'

/** Why nothing goes to a mailbox any more: it is not there, or its owner called our mail spam. */
export type Unreachable = 'bounced' | 'complained'

/** Of these keys of addresses: those of mailboxes that nothing is sent to any more. */
export function unreachableAmong(db: D1Database, keys: string[]): Question<Set<string>> {
  return question<{ key: string }, Set<string>>(
    db
      .prepare(
        `SELECT email_key AS key FROM unreachable
         WHERE email_key IN (SELECT value FROM json_each(?))`
      )
      .bind(JSON.stringify(keys)),
    (rows) => new Set(rows.map(({ key }) => key))
  )
}

/** How many mailboxes those are, by why. It reads them all: for stewards alone. */
export function countUnreachable(db: D1Database): Question<{ reason: Unreachable; n: number }[]> {
  return question(
    db.prepare('SELECT reason, count(*) AS n FROM unreachable GROUP BY reason ORDER BY reason'),
    (rows: { reason: Unreachable; n: number }[]) => rows
  )
}
