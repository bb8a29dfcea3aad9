import { clearAlarm, raiseAlarm } from '../alarm'
import type { Settings } from '../env'
import { ukDate } from '../uk-time'
import { keepDay, type SigningSettings } from './keep-day'

type KeepingSettings = SigningSettings & Pick<Settings, 'STEWARDS'>

/**
 * Keeps this day of every public letter that has none of it yet. Numbers that do not agree raise an
 * alarm. A letter whose turn fails delays no other; then this throws, once all have had theirs.
 */
export async function keepDays(db: D1Database, settings: KeepingSettings, now: () => Date) {
  const { results } = await db
    .prepare(
      `SELECT id FROM letter
       WHERE state IN ('open', 'paused', 'closed', 'delivered')
         AND NOT EXISTS (SELECT 1 FROM kept_day WHERE letter_id = letter.id AND day = ?)
       ORDER BY id`
    )
    .bind(ukDate(now()))
    .all<{ id: number }>()

  const failed: unknown[] = []
  for (const { id } of results) {
    await keepAndWatch(db, settings, id, now()).catch((error: unknown) => failed.push(error))
  }
  if (failed.length > 0) throw new AggregateError(failed, 'of some letters the day was not kept')
}

async function keepAndWatch(db: D1Database, settings: KeepingSettings, id: number, now: Date) {
  const kept = await keepDay(db, settings, id, now)
  const about = { kind: 'kept-day', letterId: id }
  if (typeof kept === 'object') {
    const detail = kept.wrong.join('; ')
    await raiseAlarm(db, settings.STEWARDS, { ...about, detail }, now)
  } else if (kept !== 'stopped') {
    await clearAlarm(db, about, now)
  }
}
