import { clearAlarm, raiseAlarm } from '../alarm'
import { recountLetter } from './recount-letter'

/**
 * Counts every letter anew, from its signatures and from its ledger, and compares with what is
 * published. A difference raises an alarm and is left as it is; the first recount without one
 * clears it. Returns what differed.
 */
export async function recount(db: D1Database, stewards: string[], now: Date): Promise<string[]> {
  const { results } = await db.prepare('SELECT letter_id AS id FROM head').all<{ id: number }>()
  const found: string[] = []
  for (const { id } of results) {
    const differences = await recountLetter(db, id)
    found.push(...differences)
    if (differences.length === 0) {
      await clearAlarm(db, { kind: 'recount', letterId: id }, now)
      continue
    }
    const detail = differences.slice(0, 10).join('; ')
    await raiseAlarm(db, stewards, { kind: 'recount', letterId: id, detail }, now)
  }
  return found
}
