import { endOfUkDay, ukDate } from './uk-time'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * The end, in UK time, of the nth working day after the day that it is now: Mondays to Fridays
 * without England's bank holidays. A holiday proclaimed for one year only is taken for a working day.
 */
export function endOfWorkingDay(now: Date, n: number): number {
  let day = ukDate(now)
  for (let left = n; left > 0;) {
    day = dayAfter(day, 1)
    if (isWorkingDay(day)) left -= 1
  }
  const end = endOfUkDay(day)
  if (end === null) throw new Error(`There is no ${day}.`)
  return end
}

/** Is a day, such as 2026-12-28, one on which people work in England. */
export function isWorkingDay(day: string): boolean {
  const weekday = weekdayOf(day)
  return weekday !== 0 && weekday !== 6 && !bankHolidays(Number(day.slice(0, 4))).includes(day)
}

/** As the Banking and Financial Dealings Act and its yearly proclamations have them since 1978. */
function bankHolidays(year: number): string[] {
  const easter = easterSunday(year)
  return [
    offWeekend(`${year}-01-01`, [1, 2]),
    dayAfter(easter, -2),
    dayAfter(easter, 1),
    mondayFrom(`${year}-05-01`),
    mondayFrom(`${year}-05-25`),
    mondayFrom(`${year}-08-25`),
    offWeekend(`${year}-12-25`, [2, 2]),
    offWeekend(`${year}-12-26`, [2, 2]),
  ]
}

/** The day, or so many days later if it is a Sunday or a Saturday. */
function offWeekend(day: string, [ofSunday, ofSaturday]: [number, number]): string {
  const weekday = weekdayOf(day)
  return dayAfter(day, weekday === 0 ? ofSunday : weekday === 6 ? ofSaturday : 0)
}

/** The first Monday on or after a day. */
function mondayFrom(day: string): string {
  return dayAfter(day, (8 - weekdayOf(day)) % 7)
}

/** By the method that "Nature" printed in 1876, for the Gregorian calendar. */
function easterSunday(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const days = h + l - 7 * m + 114
  return dayAfter(`${year}-${String(Math.floor(days / 31)).padStart(2, '0')}-01`, days % 31)
}

/** 0 is Sunday. */
function weekdayOf(day: string): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay()
}

function dayAfter(day: string, n: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + n * DAY_MS).toISOString().slice(0, 10)
}
