import { ask } from '../ask'
import { teamOf } from '../desk/team'
import { sendNoticeIfChanged } from '../mail/send-notice'
import { NOTICE_DAYS } from './periods'
import { planOf } from './plan'

/** Tells the teams of letters whose data goes within thirty days when that is. Returns how many. */
export async function tellTeams(db: D1Database, now: Date): Promise<number> {
  const [planned] = await ask(db, planOf(db, now, NOTICE_DAYS))
  const untold = planned.filter(({ isTold, begunAt }) => !isTold && begunAt === null)
  for (const { letterId, title, day, counted, toldAt } of untold) {
    const [team] = await ask(db, teamOf(db, letterId))
    const notice = { notice: 'deletion-ahead' as const, letterId, title, day, counted }
    const addresses = team.map(({ address }) => address)
    await db.batch([
      db
        .prepare(
          `UPDATE letter SET deletion_told = ?2, deletion_told_at = ?3
           WHERE id = ?1 AND deletion_told_at IS ?4`
        )
        .bind(letterId, day, now.getTime(), toldAt),
      sendNoticeIfChanged(db, notice, addresses, now),
    ])
  }
  return untold.length
}
