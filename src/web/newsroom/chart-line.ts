import type { HistoryRow } from '../../newsroom/history'
import { xOf, yOf, type Span } from './chart-scale'

export type CountedHour = HistoryRow & { counted: number }

const HOUR_MS = 60 * 60 * 1000

/**
 * The total over time as the path of an SVG. It is known at the ends of hours: between two that
 * changed it, it stands still, and within one it goes straight from the one total to the other, down
 * as well as up.
 */
export function linePath(hours: CountedHour[], span: Span, top: number): string {
  const kept: { x: number; y: number }[] = []
  const draw = (at: number, counted: number) => {
    const point = { x: xOf(at, span), y: yOf(counted, top) }
    // Of what falls on one column of the picture, the first and the last are seen.
    const full = kept.at(-1)?.x === point.x && kept.at(-2)?.x === point.x
    if (full) kept.pop()
    kept.push(point)
  }

  let counted = 0
  draw(span.from, counted)
  for (const row of hours) {
    draw(row.hour * HOUR_MS, counted)
    counted = row.counted
    draw((row.hour + 1) * HOUR_MS, counted)
  }
  draw(span.to, counted)
  return kept.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('')
}
