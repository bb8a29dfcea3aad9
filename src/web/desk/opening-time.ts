import type { Problems } from '../../signatures/signature'
import { ukDay, ukMoments } from '../../uk-time'
import type { Posted } from '../form'

export type OpeningTime = { at: number } | { problems: Problems; twice?: boolean }

/** Reads when a letter is to open, by the clocks of the UK: `date`, `time`, and `zone` if it comes twice. */
export function readOpeningTime(values: Posted, now: Date): OpeningTime {
  const { date = '', time = '', zone = '' } = values
  const noon = Date.parse(`${date}T12:00:00Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(noon)) {
    return { problems: { date: 'Give the day, such as 2026-06-22.' } }
  }
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    return { problems: { time: 'Give the time, such as 07:00.' } }
  }
  const moments = ukMoments(date, time)
  const [first, second] = moments
  if (first === undefined) return { problems: { time: neverShown(date, time, noon) } }
  if (second !== undefined && zone !== 'BST' && zone !== 'GMT') {
    return { problems: { zone: shownTwice(time, noon) }, twice: true }
  }
  const at = zone === 'GMT' ? (second ?? first) : first
  if (at > now.getTime()) return { at }
  return { problems: { time: 'That time is over. Choose one that is still to come, or open now.' } }
}

function neverShown(date: string, time: string, noon: number): string {
  const realDay = new Date(noon).toISOString().startsWith(date)
  return realDay
    ? `There is no ${time} on ${ukDay(noon)}: clocks go forward from 01:00 to 02:00. Choose a time before or after that hour.`
    : 'There is no such day. Look it up in a calendar.'
}

function shownTwice(time: string, noon: number): string {
  return `${time} comes twice on ${ukDay(noon)}, since clocks go back: first by BST, and an hour later by GMT. Choose which is meant.`
}
