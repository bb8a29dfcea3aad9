import type { Allowed } from '../gate/allowed'
import { auditIfChanged } from './audit'

/** Takes a network or a mail domain off the list of those that stewards know. */
export async function disallow(
  db: D1Database,
  by: number,
  { kind, value }: Pick<Allowed, 'kind' | 'value'>,
  now: Date
) {
  const detail = { value }
  const done = { letterId: null, accountId: by, asSteward: true, act: 'disallow', detail }
  await db.batch([
    db.prepare('DELETE FROM allowed WHERE kind = ? AND value = ?').bind(kind, value),
    auditIfChanged(db, done, now),
  ])
}
