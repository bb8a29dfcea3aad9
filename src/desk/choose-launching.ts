import { auditIfChanged } from './audit'
import type { SiteChoices } from './site-choices'

type Chosen = Pick<SiteChoices, 'launching' | 'mailsADay'>

/** Who may launch, and how much mail may leave in a day. False: somebody chose otherwise meanwhile. */
export async function chooseLaunching(
  db: D1Database,
  accountId: number,
  was: Chosen,
  now: Chosen,
  at: Date
): Promise<boolean> {
  const done = { letterId: null, accountId, asSteward: true, act: 'choose-launching', detail: now }
  const [chosen] = await db.batch([
    db
      .prepare(
        `UPDATE site SET launching = ?, mails_a_day = ?
         WHERE id = 1 AND launching = ? AND mails_a_day IS ?`
      )
      .bind(now.launching, now.mailsADay, was.launching, was.mailsADay),
    auditIfChanged(db, done, at),
  ])
  return Boolean(chosen?.meta.changes)
}
