import { ukClock } from '../../uk-time'
import type { CountedHour } from './chart-line'

/** A day of the UK in which anything happened: what, gross, and the total at its end. */
export type CountedDay = Omit<CountedHour, 'hour'> & {
  /** A moment in the middle of the day, to name it by. */
  noon: number
}

const HOUR_MS = 60 * 60 * 1000
const DAY_HOURS = 24

/** The hours of a history by the days of UK time that they belong to, oldest first. */
export function byDay(hours: CountedHour[]): CountedDay[] {
  const days = new Map<number, CountedDay>()
  for (const row of hours) {
    const day = ukDayOf(row.hour)
    const so = days.get(day)
    days.set(day, {
      noon: (day * DAY_HOURS + 12) * HOUR_MS,
      counted: row.counted,
      confirmed: (so?.confirmed ?? 0) + row.confirmed,
      withdrawn: (so?.withdrawn ?? 0) + row.withdrawn,
      removed: (so?.removed ?? 0) + row.removed,
      reinstated: (so?.reinstated ?? 0) + row.reinstated,
    })
  }
  return [...days.values()]
}

/** In summer the last hour of a day by UTC is the first of the next one here. */
function ukDayOf(hour: number): number {
  const day = Math.floor(hour / DAY_HOURS)
  const isLast = hour % DAY_HOURS === DAY_HOURS - 1
  return isLast && ukClock(hour * HOUR_MS).startsWith('00') ? day + 1 : day
}
