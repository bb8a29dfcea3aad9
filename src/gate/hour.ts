import { senderNumber } from './arrival'
import { networksAround } from './network'
import type { RatedAct } from './rate'
import { KNOWN_NETWORK_TIMES, MAILED_IN_HOUR } from './rules'
import { slotOf, slotsOfHour } from './windows'

/**
 * May this network have mail sent once more within an hour by a form of this kind, to whatever address
 * somebody typed there. Counts it, if so, in the same statement: also of many at once no more get by.
 */
export async function isWithinHour(
  db: D1Database,
  master: Uint8Array,
  address: string,
  act: RatedAct,
  now: Date
): Promise<boolean> {
  const sender = await senderNumber(master, act, address)
  if (sender === null) return true
  const counted = await db
    .prepare(
      `INSERT INTO gate_count (slot, letter_id, key, n)
       SELECT ?2, 0, ?3, 1
       WHERE (SELECT coalesce(sum(n), 0)
              FROM json_each(?1) AS slots CROSS JOIN gate_count ON slot = slots.value
              WHERE letter_id = 0 AND gate_count.key = ?3)
             < ?4 * iif(EXISTS (SELECT 1 FROM allowed WHERE kind = 'network'
                          AND value IN (SELECT value FROM json_each(?6))), ?5, 1)
       ON CONFLICT (slot, letter_id, key) DO UPDATE SET n = n + 1
       RETURNING n`
    )
    .bind(
      JSON.stringify(slotsOfHour(now)),
      slotOf(now.getTime()),
      sender,
      MAILED_IN_HOUR,
      KNOWN_NETWORK_TIMES,
      JSON.stringify(networksAround(address))
    )
    .first()
  return counted !== null
}
