type Moment = Date | number

const inLondon = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
})

const HOUR_MS = 60 * 60 * 1000

// Written like ISO 8601.
const digitsInLondon = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

const weekdayInLondon = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'long',
})

/** "2026-06-06": the day it is in the UK, as addresses spell it. */
export function ukDate(at: Moment): string {
  return digitsInLondon.format(at)
}

/** The last second of a day of UK time, such as 2026-06-06; null if there is no such day. */
export function endOfUkDay(day: string): number | null {
  const inUtc = Date.parse(`${day}T23:59:59Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(inUtc)) return null
  // In summer a day ends an hour earlier than in UTC.
  const ends = [inUtc - HOUR_MS, inUtc].find((at) => ukClock(at).startsWith('23:59'))
  return ends !== undefined && ukDate(ends) === day ? ends : null
}

/**
 * The moments at which clocks in the UK show this on this day ("2026-06-06", "14:02"): none in the
 * hour that is left out in spring, two in the hour that comes twice in autumn.
 */
export function ukMoments(day: string, clock: string): number[] {
  const inUtc = Date.parse(`${day}T${clock}:00Z`)
  if (Number.isNaN(inUtc)) return []
  return [inUtc - HOUR_MS, inUtc].filter(
    (at) => ukDate(at) === day && ukClock(at).startsWith(clock)
  )
}

/** When the day began that it is in the UK. Clocks change later at night. */
export function startOfUkDay(at: Moment): number {
  const [midnight] = ukMoments(ukDate(at), '00:00')
  return midnight ?? Number(at)
}

/** "Monday" */
export function ukWeekday(at: Moment): string {
  return weekdayInLondon.format(at)
}

/** "6 June 2026" */
export function ukDay(at: Moment): string {
  const { day, month, year } = parts(at)
  return `${day} ${month} ${year}`
}

/** "14:02 BST": the zone stands beside any time that may be cited. */
export function ukClock(at: Moment): string {
  const { hour, minute, timeZoneName } = parts(at)
  return `${hour}:${minute} ${timeZoneName}`
}

/** "14:02 BST on 22 June 2026" */
export function ukMoment(at: Moment): string {
  return `${ukClock(at)} on ${ukDay(at)}`
}

/** "between 14:00 and 15:00 BST on 22 June 2026", for whole hours since 1970. */
export function ukHour(hour: number): string {
  const [from, to] = [hour * HOUR_MS, (hour + 1) * HOUR_MS]
  const { hour: begins, minute } = parts(from)
  return `between ${begins}:${minute} and ${ukClock(to)} on ${ukDay(from)}`
}

function parts(at: Moment): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  return Object.fromEntries(inLondon.formatToParts(at).map(({ type, value }) => [type, value]))
}
