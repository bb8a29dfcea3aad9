import { question, type Question } from '../ask'

/** What a mail about an update has to do with whoever gets it. */
export type KnownUpdate = {
  id: number
  /** Did its team call its mail off. */
  cancelled: 0 | 1
  /** Null: it goes to a signer. */
  followId: string | null
  /** Is whoever followed when it was promised still following; and which host, if no letter. */
  follows: 0 | 1
  host: string | null
}

/** The updates that rows are about, by the rows' ids. */
export function knownUpdates(db: D1Database, asked: string): Question<Map<string, KnownUpdate>> {
  return question<KnownUpdate & { outboxId: string }, Map<string, KnownUpdate>>(
    db
      .prepare(
        `SELECT value->>'id' AS outboxId, letter_update.id, mailing.state = 'cancelled' AS cancelled,
                outbox.follow_id AS followId, follow.id IS NOT NULL AS follows, host.name AS host
         FROM json_each(?1) JOIN outbox ON outbox.id = value->>'id'
           JOIN letter_update ON letter_update.id = outbox.update_id
           JOIN mailing ON mailing.update_id = letter_update.id
           LEFT JOIN follow ON follow.id = outbox.follow_id AND follow.state = 'following'
           LEFT JOIN host ON host.id = follow.host_id
         WHERE value->>'asked' = 'update'`
      )
      .bind(asked),
    (rows) => new Map(rows.map((row) => [row.outboxId, row]))
  )
}
