const numbers = new Intl.NumberFormat('en-GB')

const HOUR_MS = 60 * 60 * 1000

/** "1,347 signatures" */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${numbers.format(n)} ${n === 1 ? one : many}`
}

/** "1,347" */
export function number(n: number): string {
  return numbers.format(n)
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
