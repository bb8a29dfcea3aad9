import { unseal } from '../seal'
import { uncountTroubled } from './count-mailing'
import { whichParams, type Which } from './troubled'

/** So many at a time; whoever wants more asks again. */
const AT_ONCE = 1000

type Kept = { id: string; address: string | null; sealed: string | null }

/**
 * Puts refused or unknown mails back into the outbox, to be chosen anew and sent under another key.
 * Only those can be whose address is held for the signature's own sake: it is never kept for this.
 * Returns the ids of the mails that will go.
 */
export async function sendAgain(
  db: D1Database,
  master: Uint8Array,
  which: Which,
  now: Date
): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT outbox.id, coalesce(outbox.address, signature.email) AS address,
              coalesce(signature.kept_address, follow.kept_address) AS sealed
       FROM outbox LEFT JOIN signature ON signature.id = outbox.signature_id
         LEFT JOIN follow ON follow.id = outbox.follow_id
       WHERE outbox.state IN ('refused', 'unknown') AND given_up_at IS NULL
         AND (outbox.id = ?1 OR outbox.state = ?2)
         AND coalesce(outbox.address, signature.email, signature.kept_address, follow.kept_address) IS NOT NULL
       ORDER BY outbox.created_at LIMIT ?3`
    )
    .bind(...whichParams(which), AT_ONCE)
    .all<Kept>()
  const mails = await Promise.all(
    results.map(async ({ id, address, sealed }) => ({
      id,
      address: address ?? (sealed && (await unseal(master, 'kept-address', sealed))),
    }))
  )
  const json = JSON.stringify(mails)
  const going = db
    .prepare(
      `UPDATE outbox SET state = 'waiting', address = value->>'address', next_at = ?2,
         resent = resent + 1, mail = NULL, tried_at = NULL, problem = NULL, attempts = 0
       FROM json_each(?1)
       WHERE outbox.id = value->>'id' AND outbox.state IN ('refused', 'unknown')
         AND given_up_at IS NULL AND value->>'address' IS NOT NULL
       RETURNING outbox.id`
    )
    .bind(json, now.getTime())
  const [, waiting] = await db.batch<{ id: string }>([uncountTroubled(db, json), going])
  return (waiting?.results ?? []).map(({ id }) => id)
}
