import { auditIfChanged } from '../desk/audit'
import type { Doing } from '../desk/team'
import type { Mailing, WrittenUpdate } from './update'

/** What a team may do with mail about an update while not everybody was promised theirs. */
export type MailingAct = 'pause' | 'resume' | 'cancel'

const BECOMES: Record<MailingAct, { from: Mailing['state'][]; to: Mailing['state'] }> = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['running', 'paused'], to: 'cancelled' },
}

export function isMailingAct(act: string | undefined): act is MailingAct {
  return act !== undefined && Object.hasOwn(BECOMES, act)
}

/**
 * Pauses mail about an update, goes on with it, or ends it for good. Paused, what is on its way
 * still goes; cancelled, what nobody has begun to send is left. Returns whether anything changed.
 */
export async function changeMailing(
  db: D1Database,
  by: Doing,
  { id, title }: Pick<WrittenUpdate, 'id' | 'title'>,
  act: MailingAct,
  now: Date
): Promise<boolean> {
  const { from, to } = BECOMES[act]
  const done = { ...by, act: `${act}-update`, detail: { title } }
  const [changed] = await db.batch([
    db
      .prepare(
        `UPDATE mailing SET state = ?3, ended_at = iif(?3 = 'cancelled', ?5, NULL)
         WHERE update_id = ?1 AND letter_id = ?2 AND state IN (SELECT value FROM json_each(?4))`
      )
      .bind(id, by.letterId, to, JSON.stringify(from), now.getTime()),
    auditIfChanged(db, done, now),
  ])
  return changed?.meta.changes === 1
}
