import type { Chosen, FrozenMail } from './chosen'
import { freeze } from './freeze'
import { settle } from './settle'
import type { ClaimedRow } from './situation'
import { withUpdateWords } from './update-words'

/** Outlives the time-out of a send, so that nobody else takes the batch meanwhile. */
export const LEASE_MS = 2 * 60 * 1000

/** The provider forgets a key after 24 hours. Past this, sending again might send twice. */
const KEY_LIFETIME_MS = 23 * 60 * 60 * 1000

/** Mails to send together: the same ones in the same order, however often they are claimed. */
export type Claim = {
  batch: string
  attempts: number
  mails: FrozenMail[]
  skipped: number
  unknown: number
}

type TakenRow = ClaimedRow & {
  batch: string
  attempts: number
  address: string
  mail: string | null
  place: number | null
  triedAt: number | null
  resent: number
}

/**
 * Takes up to 100 mails for this caller alone: a batch whose time to be tried again has come, or
 * else what has waited longest, confirm mails first. Null if nothing is due.
 */
export async function claimMails(
  db: D1Database,
  master: Uint8Array,
  now: Date
): Promise<Claim | null> {
  const [first, ...rest] = await take(db, now)
  if (!first) return null

  const rows = [first, ...rest]
  const claim = { batch: first.batch, attempts: first.attempts, skipped: 0, unknown: 0 }
  if (first.mail === null) {
    const mails = await freeze(db, master, first.batch, rows, now)
    const skipped = rows.length - mails.length
    return { ...claim, mails: await withUpdateWords(db, mails), skipped }
  }
  if ((first.triedAt ?? Infinity) <= now.getTime() - KEY_LIFETIME_MS) {
    const unknown = rows.map(({ id }) => ({ id, state: 'unknown' as const }))
    await settle(db, unknown, now)
    return { ...claim, mails: [], unknown: rows.length }
  }
  // Some may have become unreachable meanwhile: their key binds the batch to what it was.
  return { ...claim, mails: await withUpdateWords(db, rows.map(frozen)) }
}

/**
 * In one statement, so that no two callers take the same row. Gives the rows in their order. The
 * conditions of the index stand in it word for word, or the planner would not see that it serves.
 */
async function take(db: D1Database, now: Date): Promise<TakenRow[]> {
  const { results } = await db
    .prepare(
      `WITH again AS
         (SELECT batch FROM outbox WHERE state = 'claimed' AND lease_until <= ?3
          ORDER BY lease_until, next_at LIMIT 1)
       UPDATE outbox SET state = 'claimed', attempts = attempts + 1, lease_until = ?2,
                         batch = iif(state = 'waiting', ?1, batch),
                         tried_at = iif(mail IS NULL, NULL, coalesce(tried_at, ?3))
       WHERE id IN
         (SELECT id FROM outbox WHERE state = 'claimed' AND batch = (SELECT batch FROM again)
          UNION ALL
          SELECT id FROM
            (SELECT id FROM
               (SELECT id FROM outbox
                WHERE state IN ('waiting', 'claimed') AND state = 'waiting'
                  AND (asked <> 'confirm') = 0 AND next_at <= ?3
                ORDER BY next_at LIMIT 100)
             UNION ALL
             SELECT id FROM
               (SELECT id FROM outbox
                WHERE state IN ('waiting', 'claimed') AND state = 'waiting'
                  AND (asked <> 'confirm') = 1 AND next_at <= ?3
                ORDER BY next_at LIMIT 100)
             LIMIT 100)
          WHERE NOT EXISTS (SELECT 1 FROM again))
       RETURNING id, asked, letter_id AS letterId, signature_id AS signatureId, to_key AS toKey,
                 coalesce((SELECT frozen.details FROM mail_details AS frozen
                           WHERE frozen.outbox_id = outbox.id), details) AS details,
                 created_at AS createdAt, batch, attempts, address, mail, place,
                 tried_at AS triedAt, resent`
    )
    .bind(crypto.randomUUID(), now.getTime() + LEASE_MS, now.getTime())
    .all<TakenRow>()
  return results.sort(inOrder)
}

function inOrder(a: TakenRow, b: TakenRow): number {
  return (a.place ?? 0) - (b.place ?? 0) || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)
}

function frozen({ id, address, details, resent }: TakenRow): FrozenMail {
  return { id, address, resent, chosen: JSON.parse(details ?? '') as Chosen }
}
