import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type LetterRef } from '../letters/letter'
import type { Arrival } from './arrival'
import { HOUR_MS, LATELY_MS, SLOT_MS } from './rules'

/** How often a key came lately, and in the last hour, before now. */
export type Count = { lately: number; inHour: number }
export type Counts = Record<'network' | 'name' | 'local', Count>

const NONE: Count = { lately: 0, inHour: 0 }

/** In which slot of five minutes a moment lies. */
export function slotOf(at: number): number {
  return Math.floor(at / SLOT_MS)
}

/** The slots of the hour before a moment, and of the moment itself. */
export function slotsOfHour(now: Date): number[] {
  const at = now.getTime()
  const first = slotOf(at - HOUR_MS)
  return Array.from({ length: slotOf(at) - first + 1 }, (_, i) => first + i)
}

/** How often what this arrival has in common with others came in before. Reads at most 39 rows. */
export function countsOf(
  db: D1Database,
  ref: LetterRef,
  { network, name, local }: Arrival,
  now: Date
): Question<Counts> {
  const asked = { network, name, local }
  return question<Count & { what: keyof Counts }, Counts>(
    db
      .prepare(
        `SELECT asked.key AS what, sum(n) FILTER (WHERE slot >= ?5) AS lately, sum(n) AS inHour
         FROM json_each(?3) AS asked
         CROSS JOIN json_each(?4) AS slots
         CROSS JOIN gate_count ON slot = slots.value AND gate_count.key = asked.value
           AND letter_id = iif(asked.key = 'network', 0, ${LETTER_MEANT})
         GROUP BY asked.key`
      )
      .bind(
        ...refParams(ref),
        JSON.stringify(asked),
        JSON.stringify(slotsOfHour(now)),
        slotOf(now.getTime() - LATELY_MS)
      ),
    (rows) => {
      const counts = { network: NONE, name: NONE, local: NONE }
      for (const { what, lately, inHour } of rows) counts[what] = { lately: lately ?? 0, inHour }
      return counts
    }
  )
}

/** Counts an arrival: its network, and on its letter all of them, its name and its numbered mailbox. */
export function countIn(
  db: D1Database,
  letterId: number,
  { network, name, local }: Arrival,
  now: Date
): D1PreparedStatement {
  const keys = [[0, network], ...[0, name, local].map((key) => [letterId, key])]
  const known = keys.filter(([, key]) => key !== null)
  return db
    .prepare(
      `INSERT INTO gate_count (slot, letter_id, key, n)
       SELECT ?1, value->>0, value->>1, 1 FROM json_each(?2) WHERE true
       ON CONFLICT (slot, letter_id, key) DO UPDATE SET n = n + 1`
    )
    .bind(slotOf(now.getTime()), JSON.stringify(known))
}
