import { Problem } from './problem.ts'

const FOR_EXAMPLE = 'for example: --date 2025-07-17'

/** A day as typed, such as 2025-07-17, that is not yet to come. */
export function readDay(text: string, now: Date): string {
  if (!isDay(text))
    throw new Problem(`“${text}” is no day. Give the day of the list, ${FOR_EXAMPLE}`)
  if (text > now.toISOString().slice(0, 10)) {
    throw new Problem(`${text} is still to come. Give the day that the list is of, ${FOR_EXAMPLE}`)
  }
  return text
}

/** The day that a download's name ends with, as in edubasealldata20250717.csv. */
export function dayInName(names: string[], now: Date): string {
  for (const name of names) {
    const [, year, month, day] = /(20\d\d)-?([01]\d)-?([0-3]\d)(?!\d)/.exec(name) ?? []
    const found = `${year}-${month}-${day}`
    if (isDay(found)) return readDay(found, now)
  }
  throw new Problem(
    `Of which day is this list? Its name doesn’t say: ${names.join(', ')}. Add it, ${FOR_EXAMPLE}`
  )
}

function isDay(text: string) {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && text.length === 10
}
