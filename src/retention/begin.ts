import { ask } from '../ask'
import { isDue, planOf } from './plan'

/**
 * Begins with every letter that is due. What its ledger held then is remembered, so that it says
 * once that nobody is known any more, however often this is interrupted. Returns how many.
 */
export async function beginDue(db: D1Database, now: Date): Promise<number> {
  const [planned] = await ask(db, planOf(db, now, 0))
  const due = planned.filter((letter) => isDue(letter, now) && letter.begunAt === null)
  if (due.length === 0) return 0
  await db
    .prepare(
      `INSERT INTO retention_run (what, letter_id, before, begun_at, gone)
       SELECT 'letter', letter.id, head.size, ?2,
              json_object('signatures', head.confirmed - head.withdrawn - head.removed)
       FROM json_each(?1) JOIN letter ON letter.id = value->>'letterId'
       JOIN head ON head.letter_id = letter.id
       WHERE keep_months = value->>'months' AND finished_at IS NOT NULL AND anonymised_at IS NULL
       ON CONFLICT DO NOTHING`
    )
    .bind(JSON.stringify(due), now.getTime())
    .run()
  return due.length
}
