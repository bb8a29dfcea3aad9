import type { Allowed } from '../gate/allowed'
import { domainNumber } from '../gate/arrival'
import { auditIfChanged } from './audit'

/** Mail that waits no longer than this does not wait for its domain. */
const NOT_FOR_LONG_MS = 10 * 60 * 1000

/**
 * Puts a network or a mail domain on the list of those that stewards know. Mail that waits for such a
 * domain goes at the pace it has from now on. False: it stands there already.
 */
export async function allow(
  db: D1Database,
  master: Uint8Array,
  by: number,
  { kind, value, note }: Pick<Allowed, 'kind' | 'value' | 'note'>,
  now: Date
): Promise<boolean> {
  const at = now.getTime()
  const done = { letterId: null, accountId: by, asSteward: true, act: 'allow', detail: { value } }
  const [added] = await db.batch([
    db
      .prepare(
        `INSERT INTO allowed (kind, value, note, added_by, added_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (kind, value) DO NOTHING`
      )
      .bind(kind, value, note, by, at),
    auditIfChanged(db, done, now),
    ...(kind === 'domain' ? await hurry(db, master, value, at) : []),
  ])
  return Boolean(added?.meta.changes)
}

/** Three in a second, as many as the domain gets in a minute from now on. */
async function hurry(db: D1Database, master: Uint8Array, domain: string, at: number) {
  return [
    db
      .prepare('UPDATE mail_domain SET hour_used = 0, minute_used = 0 WHERE key = ?')
      .bind(await domainNumber(master, domain)),
    db
      .prepare(
        `UPDATE outbox SET next_at = ?1 + 300 * turn
         FROM (SELECT id AS late, row_number() OVER (ORDER BY next_at) AS turn FROM outbox
               WHERE state = 'waiting' AND next_at > ?1 + ?2
                 AND asked IN ('confirm', 'links', 'my-data')
                 AND (address LIKE '%@' || ?3 OR address LIKE '%@%.' || ?3))
         WHERE id = late`
      )
      .bind(at, NOT_FOR_LONG_MS, domain),
  ]
}
