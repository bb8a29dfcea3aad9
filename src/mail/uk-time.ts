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

/** "6 June 2026" */
export function ukDay(at: number): string {
  const { day, month, year } = parts(at)
  return `${day} ${month} ${year}`
}

/** "14:02 BST on 22 June 2026" */
export function ukMoment(at: number): string {
  const { hour, minute, timeZoneName } = parts(at)
  return `${hour}:${minute} ${timeZoneName} on ${ukDay(at)}`
}

function parts(at: number): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  return Object.fromEntries(inLondon.formatToParts(at).map(({ type, value }) => [type, value]))
}
