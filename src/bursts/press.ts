import { SLOT_MS } from '../gate/rules'
import { slotOf } from '../gate/windows'

/** Sixty a minute: fewer are no pressure on any letter. */
const AT_LEAST_IN_SLOT = 300

/** So many times what is usual for the letter, which is the median of its last six hours. */
const TIMES_USUAL = 10
const SLOTS_OF_SIX_HOURS = (6 * 60 * 60 * 1000) / SLOT_MS

/** It is over once this long nothing like that came. */
export const QUIET_MS = 30 * 60 * 1000

/**
 * Notes under which letters’ forms signatures come in much faster than is usual for them, in this
 * five minutes or the last. Slots without any are zeros of the median. Returns how many letters.
 */
export async function noteFastLetters(db: D1Database, now: Date): Promise<number> {
  const at = now.getTime()
  const slot = slotOf(at)
  const earlier = Array.from({ length: SLOTS_OF_SIX_HOURS }, (_, i) => slot - 2 - i)
  const { meta } = await db
    .prepare(
      `UPDATE letter SET pressure_since = iif(pressure_until > ?1, pressure_since, ?1),
                         pressure_until = ?1 + ?2
       WHERE state IN ('gathering', 'open')
         AND (SELECT max(n) FROM gate_count
              WHERE slot IN (?3, ?3 - 1) AND letter_id = letter.id AND key = 0) > ?4
         AND (SELECT max(n) FROM gate_count
              WHERE slot IN (?3, ?3 - 1) AND letter_id = letter.id AND key = 0)
           > ?5 * coalesce(
             (SELECT n FROM gate_count
              WHERE slot IN (SELECT value FROM json_each(?6)) AND letter_id = letter.id AND key = 0
              ORDER BY n DESC LIMIT 1 OFFSET ?7), 0)`
    )
    .bind(
      at,
      QUIET_MS,
      slot,
      AT_LEAST_IN_SLOT,
      TIMES_USUAL,
      JSON.stringify(earlier),
      SLOTS_OF_SIX_HOURS / 2
    )
    .run()
  return meta.changes
}
