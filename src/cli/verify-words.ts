const numbers = new Intl.NumberFormat('en-GB')

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

/** "1,347 signatures" */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${numbers.format(n)} ${n === 1 ? one : many}`
}

/** "1,347" */
export function number(n: number): string {
  return numbers.format(n)
}

/** "14:02 BST on 22 June 2026" */
export function moment(at: Date | number): string {
  const { clock, zone, day } = parts(at)
  return `${clock} ${zone} on ${day}`
}

/** "between 14:00 and 15:00 BST on 22 June 2026", for whole hours since 1970. */
export function hourInWords(hour: number): string {
  return `between ${parts(hour * HOUR_MS).clock} and ${nextHour(hour)}`
}

/** "2026-06-22T13:00:00Z", for whole hours since 1970. */
export function hourInUtc(hour: number): string {
  return new Date(hour * HOUR_MS).toISOString().replace('.000', '')
}

/** What a stranger sent, on one line and not too long. */
export function plain(text: string, longest = 300): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}

/** What may stand on a terminal: nothing that moves, hides or turns round other text. */
export function printable(text: string): string {
  return text.replaceAll(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
}

function nextHour(hour: number) {
  const { zone, day } = parts(hour * HOUR_MS)
  return `${parts((hour + 1) * HOUR_MS).clock} ${zone} on ${day}`
}

function parts(at: Date | number) {
  const said = inLondon.formatToParts(at).map(({ type, value }) => [type, value])
  const { day, month, year, hour, minute, timeZoneName } = Object.fromEntries(said)
  return { clock: `${hour}:${minute}`, zone: timeZoneName, day: `${day} ${month} ${year}` }
}
