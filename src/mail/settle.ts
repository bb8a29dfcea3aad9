import { countSettled } from './count-mailing'
import { problemIn } from './problem'

/** What a mail came to. */
export type Settled = {
  id: string
  state: 'sent' | 'refused' | 'unknown'
  providerId?: string
  problem?: string
}

/**
 * Writes down what claimed mails came to, all at once. Their addresses go, and so does the key of
 * one that the caps never count. An alarm that did not reach its steward keeps what it takes to
 * send it again.
 */
export async function settle(db: D1Database, mails: Settled[], now: Date): Promise<void> {
  const json = JSON.stringify(mails.map(told))
  await db.batch([countSettled(db, json), forgetDetails(db, json), settling(db, json, now)])
}

function forgetDetails(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `DELETE FROM mail_details WHERE outbox_id IN
         (SELECT outbox.id FROM json_each(?) JOIN outbox ON outbox.id = value->>'id'
          WHERE state = 'claimed')`
    )
    .bind(json)
}

function settling(db: D1Database, json: string, now: Date): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE outbox SET state = value->>'state', provider_id = value->>'providerId',
         problem = coalesce(value->>'problem', iif(value->>'state' = 'sent', NULL, problem)),
         sent_at = iif(value->>'state' = 'sent', ?2, NULL),
         address = iif(asked = 'alarm' AND value->>'state' <> 'sent', address, NULL),
         details = iif(asked = 'alarm' AND value->>'state' <> 'sent', details, NULL),
         to_key = iif(asked IN ('confirm', 'links', 'my-data', 'notice'), to_key, NULL),
         batch = NULL, place = NULL, lease_until = NULL
       FROM json_each(?1)
       WHERE outbox.id = value->>'id' AND state = 'claimed'`
    )
    .bind(json, now.getTime())
}

function told({ problem, ...mail }: Settled): Settled {
  return { ...mail, problem: problem && problemIn(problem) }
}
