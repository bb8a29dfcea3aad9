/** The day so many months behind another, such as 2026-06-22; or that month's last, if it has no such day. */
export function monthsAfter(day: string, months: number): string {
  return isoDay(moveMonths(new Date(`${day}T00:00:00Z`), months))
}

export function daysAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return isoDay(at)
}

/** What is older than so many months on a given day was there at this moment, or before it. */
export function monthsBefore(at: Date, months: number): number {
  return moveMonths(new Date(at), -months).getTime()
}

function moveMonths(at: Date, months: number): Date {
  const day = at.getUTCDate()
  at.setUTCMonth(at.getUTCMonth() + months, 1)
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
  at.setUTCDate(Math.min(day, last))
  return at
}

function isoDay(at: Date): string {
  return at.toISOString().slice(0, 10)
}
