import type { Chosen, FrozenMail } from './chosen'
import { freeze } from './freeze'
import { settle } from './settle'
import type { ClaimedRow } from './situation'

/** Outlives the time-out of a send, so that nobody else takes the batch meanwhile. */
const LEASE_MS = 2 * 60 * 1000

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
}

/**
 * Takes up to 100 mails for this caller alone: the named ones if they are due, or else a batch
 * whose time to be tried again has come, or else what has waited since `dueBy`, confirm mails first.
 */
export async function claimMails(
  db: D1Database,
  named: string[],
  dueBy: Date,
  now: Date
): Promise<Claim | null> {
  const [first, ...rest] =
    (await take(takeNamed(db, named, now))) ??
    (await take(takeAgain(db, now))) ??
    (await take(takeOldest(db, dueBy, now))) ??
    []
  if (!first) return null

  const rows = [first, ...rest]
  const claim = { batch: first.batch, attempts: first.attempts, skipped: 0, unknown: 0 }
  if (first.mail === null) {
    const mails = await freeze(db, first.batch, rows, now)
    return { ...claim, mails, skipped: rows.length - mails.length }
  }
  if ((first.triedAt ?? Infinity) <= now.getTime() - KEY_LIFETIME_MS) {
    const unknown = rows.map(({ id }) => ({ id, state: 'unknown' as const }))
    await settle(db, unknown, now)
    return { ...claim, mails: [], unknown: rows.length }
  }
  return { ...claim, mails: rows.map(frozen) }
}

function takeNamed(db: D1Database, ids: string[], now: Date): D1PreparedStatement | null {
  if (ids.length === 0) return null
  return db
    .prepare(
      `UPDATE outbox SET state = 'claimed', batch = ?1, attempts = attempts + 1,
                         lease_until = ?2, next_at = ?2
       WHERE id IN (SELECT value FROM json_each(?3) LIMIT 100)
         AND state = 'waiting' AND next_at <= ?4
       RETURNING id, asked, letter_id AS letterId, signature_id AS signatureId, to_key AS toKey,
                 details, created_at AS createdAt, batch, attempts, address, mail, place,
                 tried_at AS triedAt`
    )
    .bind(crypto.randomUUID(), leaseEnd(now), JSON.stringify(ids), now.getTime())
}

function takeAgain(db: D1Database, now: Date): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE outbox SET attempts = attempts + 1, lease_until = ?1, next_at = ?1,
                         tried_at = iif(mail IS NULL, NULL, coalesce(tried_at, ?2))
       WHERE state = 'claimed' AND next_at <= ?2 AND batch =
         (SELECT batch FROM outbox WHERE state = 'claimed' AND next_at <= ?2
          ORDER BY next_at LIMIT 1)
       RETURNING id, asked, letter_id AS letterId, signature_id AS signatureId, to_key AS toKey,
                 details, created_at AS createdAt, batch, attempts, address, mail, place,
                 tried_at AS triedAt`
    )
    .bind(leaseEnd(now), now.getTime())
}

function takeOldest(db: D1Database, dueBy: Date, now: Date): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE outbox SET state = 'claimed', batch = ?1, attempts = attempts + 1,
                         lease_until = ?2, next_at = ?2
       WHERE id IN
         (SELECT id FROM
            (SELECT id FROM outbox
             WHERE state = 'waiting' AND (asked <> 'confirm') = 0 AND next_at <= ?3
             ORDER BY next_at LIMIT 100)
          UNION ALL
          SELECT id FROM
            (SELECT id FROM outbox
             WHERE state = 'waiting' AND (asked <> 'confirm') = 1 AND next_at <= ?3
             ORDER BY next_at LIMIT 100)
          LIMIT 100)
       RETURNING id, asked, letter_id AS letterId, signature_id AS signatureId, to_key AS toKey,
                 details, created_at AS createdAt, batch, attempts, address, mail, place,
                 tried_at AS triedAt`
    )
    .bind(crypto.randomUUID(), leaseEnd(now), dueBy.getTime())
}

/** The rows in the order they keep, or null if there were none. */
async function take(statement: D1PreparedStatement | null): Promise<TakenRow[] | null> {
  const { results } = (await statement?.all<TakenRow>()) ?? { results: [] }
  const inOrder = (a: TakenRow, b: TakenRow) =>
    (a.place ?? 0) - (b.place ?? 0) || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)
  return results.length > 0 ? results.sort(inOrder) : null
}

function frozen({ id, address, details }: TakenRow): FrozenMail {
  return { id, address, chosen: JSON.parse(details ?? '') as Chosen }
}

function leaseEnd(now: Date): number {
  return now.getTime() + LEASE_MS
}
