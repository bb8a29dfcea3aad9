import { ukClock, ukDay } from '../../uk-time'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

/** Where the line is drawn, in the units of the picture. */
export const PLOT = { left: 2, right: 676, top: 66, bottom: 300 }

/** A stretch of time; a chart is never narrower than an hour. */
export type Span = { from: number; to: number }

export type Tick = { at: number; label: string }

/** So many marks fit where letters are large: up the picture, and across it. */
const MOST_VALUES = 3
const MOST_TIMES = 4

const HOUR_STEPS = [1, 3, 6, 12, 24]
const DAY_STEPS = [1, 2, 3, 7, 14, 28, 56, 91, 182, 364]

/** The values that an axis from nought marks: round ones, the last not below the largest shown. */
export function valueTicks(largest: number): number[] {
  const step = roundStep(Math.max(1, largest) / MOST_VALUES)
  const steps = Math.max(1, Math.ceil(largest / step))
  return Array.from({ length: steps + 1 }, (_, i) => i * step)
}

/** The moments that an axis of time marks: midnights of the UK, or whole hours of a short time. */
export function timeTicks({ from, to }: Span): Tick[] {
  return to - from < 3 * DAY_MS ? hourTicks(from, to) : dayTicks(from, to)
}

/** Across the picture, to the unit. */
export function xOf(at: number, { from, to }: Span): number {
  const share = (Math.min(Math.max(at, from), to) - from) / (to - from)
  return Math.round(PLOT.left + share * (PLOT.right - PLOT.left))
}

/** Up the picture, to a tenth of a unit. */
export function yOf(value: number, top: number): number {
  return Number((PLOT.bottom - (value / top) * (PLOT.bottom - PLOT.top)).toFixed(1))
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)))
  return [1, 2, 5, 10].map((n) => n * power).find((step) => step >= least) ?? 10 * power
}

function hourTicks(from: number, to: number): Tick[] {
  const step = HOUR_STEPS.find((hours) => (to - from) / (hours * HOUR_MS) <= MOST_TIMES) ?? 24
  const ticks: Tick[] = []
  for (let at = Math.ceil(from / HOUR_MS) * HOUR_MS; at <= to; at += HOUR_MS) {
    const clock = ukClock(at).slice(0, 5)
    if (Number(clock.slice(0, 2)) % step > 0) continue
    ticks.push({ at, label: clock === '00:00' ? dayLabel(at, false) : clock })
  }
  return ticks
}

function dayTicks(from: number, to: number): Tick[] {
  const step = DAY_STEPS.find((days) => (to - from) / (days * DAY_MS) <= MOST_TIMES) ?? 364
  const long = step > 56
  const ticks: Tick[] = []
  for (let day = Math.ceil(from / DAY_MS); ukMidnight(day) <= to; day += step) {
    ticks.push({ at: ukMidnight(day), label: dayLabel(ukMidnight(day), long) })
  }
  return ticks
}

/** When a day of the UK begins; in summer that is an hour before it does by UTC. */
function ukMidnight(day: number): number {
  const at = day * DAY_MS
  return ukClock(at).startsWith('01') ? at - HOUR_MS : at
}

/** "6 Jun", or "Jun 2026" where months pass between one mark and the next. */
function dayLabel(at: number, long: boolean): string {
  const [day = '', month = '', year = ''] = ukDay(at).split(' ')
  return long ? `${month.slice(0, 3)} ${year}` : `${day} ${month.slice(0, 3)}`
}
