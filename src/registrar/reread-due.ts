import { askRegistrar } from './ask'
import type { Registrar } from './registrar'

const AT_ONCE = 500

/** So long after it was loaded, no group decides any more on what was there before. */
const STILL_MS = 5 * 60 * 1000

/**
 * After a register was loaded: has the numbers of schools moved that it has elsewhere, or closed.
 * Returns how many schools of letters were not where the register has them.
 */
export async function rereadDue(
  db: D1Database,
  registrars: DurableObjectNamespace<Registrar>,
  now: Date
): Promise<number> {
  const isDue = await db.prepare('SELECT 1 FROM register WHERE reread_at IS NULL').first()
  if (!isDue) return 0

  const { results } = await db
    .prepare(
      `SELECT letter_id AS letterId, tally.urn FROM school_tally AS tally
       JOIN school ON school.urn = tally.urn
       WHERE tally.authority <> school.authority OR tally.phase <> school.phase
         OR tally.type <> school.type OR tally.in_shares <> school.in_shares
       LIMIT ?`
    )
    .bind(AT_ONCE)
    .all<{ letterId: number; urn: number }>()

  if (results.length === 0) {
    await db
      .prepare(
        'UPDATE register SET reread_at = ?1 WHERE reread_at IS NULL AND imported_at < ?1 - ?2'
      )
      .bind(now.getTime(), STILL_MS)
      .run()
    return 0
  }
  const letters = Map.groupBy(results, ({ letterId }) => letterId)
  await Promise.all(
    [...letters].map(([letterId, schools]) => {
      const urns = schools.map(({ urn }) => urn)
      return askRegistrar(registrars, letterId, { verb: 'reread', urns, at: now.getTime() })
    })
  )
  return results.length
}
