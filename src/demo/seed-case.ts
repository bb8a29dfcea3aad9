import { runCase } from '../cases/run'
import { openCase } from '../cases/write-criteria'
import { auditRow } from '../desk/audit'
import { folded } from '../words'
import type { SeedSite } from './seed'

/** Has one signature removed that somebody gave twice: one of the team asked, another agreed. */
export async function seedCase(
  { db, registrars }: SeedSite,
  letterId: number,
  [asker, second]: [number, number],
  at: Date
) {
  const by = { accountId: asker, asSteward: false }
  const id =
    (await db
      .prepare('SELECT id FROM signature_case WHERE letter_id = ? AND noticed IS NULL')
      .bind(letterId)
      .first<string>('id')) ??
    (await openCase(db, letterId, await aboutTheNewestParent(db, letterId), by, at)).id
  const detail = { case: id, n: 1 }
  const decided = await db
    .prepare(`SELECT 1 FROM signature_case WHERE id = ? AND state <> 'open'`)
    .bind(id)
    .first()
  if (!decided) {
    await db.batch([
      db
        .prepare(
          `UPDATE signature_case SET state = 'running', version = version + 1,
                  reason = 'duplicate-person', sentence = ?2, decided_by = ?3, decided_at = ?4
           WHERE id = ?1`
        )
        .bind(id, 'The same person had signed twice, from two addresses.', second, at.getTime()),
      auditRow(db, { letterId, accountId: asker, act: 'case-decide', detail }, at),
      auditRow(db, { letterId, accountId: second, act: 'case-approve', detail }, at),
    ])
  }
  // An earlier run may have been interrupted while it was at it.
  await db.prepare('UPDATE signature_case SET leased_until = NULL WHERE id = ?').bind(id).run()
  await runCase(db, registrars, id, at)
}

async function aboutTheNewestParent(db: D1Database, letterId: number) {
  const name = await db
    .prepare(
      `SELECT name FROM signature
       WHERE letter_id = ? AND state = 'counted' AND public = 1 AND role = 'parent'
       ORDER BY number DESC LIMIT 1`
    )
    .bind(letterId)
    .first<string>('name')
  if (name === null) throw new Error('no made-up parent has signed')
  return { name, nameLike: folded(name), role: 'parent', states: ['counted' as const] }
}
