import type { HistoryRow } from '../newsroom/history'

const HOUR_MS = 60 * 60 * 1000
const DAY_HOURS = 24
export const WEEK_HOURS = 7 * DAY_HOURS
/** From fewer than this nothing is foretold. */
const FEWEST = 10
/** Nor anything that lies further off. */
const FURTHEST_MS = 365 * DAY_HOURS * HOUR_MS

/** When a total would reach a number if it went on as in the last seven days. */
export type Pace =
  { when: number } | { when: null; because: 'none-came' | 'too-few' | 'too-young' | 'too-far' }

/**
 * Reckons that from the hours of those days: what came, less what went. A letter that opened less
 * than a day ago, and one that few signed, say nothing of the days to come.
 */
export function paceOf(
  hours: HistoryRow[],
  { missing, openedAt }: { missing: number; openedAt: number },
  now: Date
): Pace {
  const at = now.getTime()
  const from = Math.max(openedAt, at - WEEK_HOURS * HOUR_MS)
  const days = hours.filter(({ hour }) => (hour + 1) * HOUR_MS > from)
  const net = days.reduce((sum, one) => sum + changeOf(one), 0)
  if (net <= 0) return { when: null, because: 'none-came' }
  if (at - from < DAY_HOURS * HOUR_MS) return { when: null, because: 'too-young' }
  if (net < FEWEST) return { when: null, because: 'too-few' }
  const takes = (missing / net) * (at - from)
  return takes > FURTHEST_MS ? { when: null, because: 'too-far' } : { when: at + takes }
}

/** What an hour added to the total. */
function changeOf(row: HistoryRow): number {
  return row.confirmed + row.reinstated - row.withdrawn - row.removed
}
