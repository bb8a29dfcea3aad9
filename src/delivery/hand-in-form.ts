import { cleanLine } from '../desk/clean-text'
import type { Problems } from '../signatures/signature'
import { ukDate, ukMoments } from '../uk-time'
import type { HandIn } from './find'

export type Plan = Pick<HandIn, 'startsAt' | 'endsAt' | 'place' | 'note'>

const LONGEST_PLACE = 200
const LONGEST_NOTE = 500

/** What a team plans: `date`, `start` and `end` by the clocks of the UK, `place`, `note`. */
export function readPlan(
  values: Record<string, string>,
  now: Date
): { plan: Plan } | { problems: Problems } {
  const { date = '', start = '', end = '' } = values
  const place = cleanLine(values.place ?? '')
  const note = cleanLine(values.note ?? '')
  const problems: Problems = {}

  if (!isDay(date)) problems.date = 'Give the day, such as 2026-06-22.'
  else if (date < ukDate(now)) problems.date = 'That day is over. Choose one that is still to come.'
  const startsAt = readClock(date, start)
  const endsAt = readClock(date, end)
  if (!problems.date) {
    if (typeof startsAt === 'string') problems.start = startsAt
    else if (startsAt <= now.getTime()) {
      problems.start = 'That time is over. Choose one that is still to come.'
    }
    if (typeof endsAt === 'string') problems.end = endsAt
    else if (typeof startsAt === 'number' && endsAt <= startsAt) {
      problems.end = 'It must end after it begins, on the same day.'
    }
  }
  if (place === '') problems.place = 'Say where people are to come.'
  else tooLong(problems, 'place', place, LONGEST_PLACE)
  tooLong(problems, 'note', note, LONGEST_NOTE)

  if (typeof startsAt === 'string' || typeof endsAt === 'string') return { problems }
  return Object.keys(problems).length > 0
    ? { problems }
    : { plan: { startsAt, endsAt, place, note } }
}

function isDay(date: string): boolean {
  const noon = Date.parse(`${date}T12:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(noon) && ukDate(noon) === date
}

/** The moment, or what is wrong with it. */
function readClock(date: string, clock: string): number | string {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(clock)) return 'Give the time, such as 14:00.'
  const [at, again] = ukMoments(date, clock)
  if (at !== undefined && again === undefined) return at
  const why = at === undefined ? 'is left out' : 'comes twice'
  return `Clocks change that night, and ${clock} ${why}. Choose a time before 01:00 or after 02:00.`
}

function tooLong(problems: Problems, field: string, text: string, longest: number) {
  if (text.length > longest) {
    problems[field] = `Use ${longest} characters or fewer (now ${text.length}).`
  }
}
