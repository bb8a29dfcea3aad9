import { ukDay } from '../../uk-time'
import { formatNumber, signatures } from '../ui/number'
import type { ChartEvent } from './chart-events'
import { linePath, type CountedHour } from './chart-line'
import { PLOT, timeTicks, valueTicks, xOf, yOf, type Span } from './chart-scale'

export type ChartProps = {
  hours: CountedHour[]
  /** What to mark, oldest first; each is numbered, and listed beside the picture. */
  events: ChartEvent[]
  span: Span
}

const WIDTH = 760
const HEIGHT = 340
const MARKS_AT = 18
const MARK_GAP = 38

/** The running total as a picture, in the colours of the page around it. Its table has the same numbers. */
export function Chart({ hours, events, span }: ChartProps) {
  const ticks = valueTicks(Math.max(0, ...hours.map(({ counted }) => counted)))
  const top = ticks.at(-1) ?? 1
  const last = hours.at(-1)?.counted ?? 0
  const end = { x: xOf(span.to, span), y: yOf(last, top) }
  return (
    <svg
      class="fig"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-labelledby="chart-title chart-desc"
    >
      <title id="chart-title">{inWords(span)}</title>
      <desc id="chart-desc">{describe(hours, last)}</desc>
      {ticks.map((value) => (
        <>
          <path class="ax" d={`M${PLOT.left} ${yOf(value, top)}H${PLOT.right}`} />
          <text x={WIDTH} y={yOf(value, top) + 5} text-anchor="end">
            {formatNumber(value)}
          </text>
        </>
      ))}
      {timeTicks(span).map(({ at, label }) => (
        <>
          <path class="ax" d={`M${xOf(at, span)} ${PLOT.bottom}v6`} />
          <text x={xOf(at, span)} y={HEIGHT - 8} text-anchor={anchorAt(xOf(at, span))}>
            {label}
          </text>
        </>
      ))}
      <Marks events={events} span={span} />
      <path class="ln" d={linePath(hours, span, top)} />
      <circle class="end" cx={end.x} cy={end.y} r="5" />
      <text class="sum" x={end.x} y={end.y - 14} text-anchor="end">
        {formatNumber(last)}
      </text>
    </svg>
  )
}

/** A numbered ring for each event above the line, moved aside where two would touch. */
function Marks({ events, span }: Omit<ChartProps, 'hours'>) {
  const wanted = events.map(({ at }) => xOf(at, span))
  return (
    <>
      {spread(wanted).map((x, i) => (
        <>
          <path class="ev" d={`M${x} ${MARKS_AT}L${wanted[i]} ${PLOT.top - 8}V${PLOT.bottom}`} />
          <circle class="pt" cx={x} cy={MARKS_AT} r="15" />
          <text x={x} y={MARKS_AT} dy=".35em" text-anchor="middle">
            {i + 1}
          </text>
        </>
      ))}
    </>
  )
}

/** Places in the same order, each a gap away from the next and all within the picture. */
export function spread(wanted: number[]): number[] {
  const [first, last] = [MARK_GAP / 2, WIDTH - MARK_GAP / 2]
  const places: number[] = []
  for (const x of wanted) places.push(Math.max(x, first, (places.at(-1) ?? -WIDTH) + MARK_GAP))
  return places.map((x, i) => Math.min(x, last - (places.length - 1 - i) * MARK_GAP))
}

function anchorAt(x: number): 'start' | 'middle' {
  return x < 50 ? 'start' : 'middle'
}

function inWords({ from, to }: Span): string {
  const [first, last] = [ukDay(from), ukDay(to)]
  const when = first === last ? first : `${first} to ${last}`
  return `Confirmed signatures, ${when}`
}

/** What the line does, for whoever does not see it. */
function describe(hours: CountedHour[], last: number): string {
  const most = Math.max(last, ...hours.map(({ counted }) => counted))
  const gone = hours.reduce((sum, { withdrawn, removed }) => sum + withdrawn + removed, 0)
  const fell =
    gone > 0
      ? `; ${formatNumber(gone)} ${gone === 1 ? 'was' : 'were'} withdrawn or removed on the way`
      : ''
  const peak = most > last ? `, down from ${formatNumber(most)} at its highest` : ''
  return `The running total starts at 0 and ends at ${signatures(last)}${peak}${fell}. The table after the picture has the numbers.`
}
