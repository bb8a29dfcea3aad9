import { KEPT } from './rules'
import { slotOf } from './windows'

const AT_ONCE = 5000
const ROUNDS = 200

/** Times the rounds, more than come in the busiest hour that is known. */
const COUNTS_AT_ONCE = 20_000

/** Forgets what was counted so long ago that no window reaches it. What is left goes the next hour. */
export async function forgetCounts(db: D1Database, now: Date) {
  const at = now.getTime()
  for (let round = 0; round < ROUNDS; round++) {
    const { meta } = await db
      .prepare(
        `DELETE FROM gate_count WHERE (slot, letter_id, key) IN
           (SELECT slot, letter_id, key FROM gate_count
            WHERE slot < ?1 AND (key <> 0 OR slot < ?2) LIMIT ?3)`
      )
      .bind(slotOf(at - KEPT.countsMs), slotOf(at - KEPT.totalsMs), COUNTS_AT_ONCE)
      .run()
    if (meta.changes < COUNTS_AT_ONCE) return
  }
}

/** Forgets how signatures of thirty days ago and longer came in. What is left goes the next night. */
export async function forgetOldTraces(db: D1Database, now: Date) {
  for (let round = 0; round < ROUNDS; round++) {
    const { meta } = await db
      .prepare(
        `DELETE FROM trace WHERE (letter_id, at, signature_id) IN
           (SELECT trace.letter_id, at, signature_id FROM letter
            CROSS JOIN trace ON trace.letter_id = letter.id AND at < ? LIMIT ?)`
      )
      .bind(now.getTime() - KEPT.tracesMs, AT_ONCE)
      .run()
    if (meta.changes < AT_ONCE) return
  }
}
