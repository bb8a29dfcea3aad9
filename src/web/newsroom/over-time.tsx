import { closedSince } from '../../letters/state'
import type { HistoryRow } from '../../newsroom/history'
import { withCounted } from '../../newsroom/history'
import { paths } from '../../paths'
import { Time } from '../ui/time'
import { Chart } from './chart'
import { chartEvents, type ChartEvent, type Happened } from './chart-events'
import type { CountedHour } from './chart-line'
import type { Span } from './chart-scale'
import { DaysTable } from './days-table'
import { MilestonesTable } from './milestones-table'

type OverTimeProps = Happened & { history: HistoryRow[]; site: string }

const HOUR_MS = 60 * 60 * 1000

/** How the total came about: a picture, what is marked in it, and the same numbers as a table. */
export function OverTime({ history, site, ...happened }: OverTimeProps) {
  const { letter, milestones, now } = happened
  const hours = withCounted(history)
  const { events, left } = chartEvents(happened)
  return (
    <>
      <figure>
        <Chart hours={hours} events={events} span={spanOf(hours, events, happened)} />
      </figure>
      <ol class="marked">
        {events.map((event) => (
          <Marked event={event} />
        ))}
      </ol>
      {left > 0 && (
        <p class="s soft">
          {left} more would not fit into the picture. The feed, the milestones below and{' '}
          <a href={paths.corrections(letter.slug)}>the corrections</a> have them all.
        </p>
      )}
      <p class="s soft">
        The total is drawn by the hour. It falls where signatures were withdrawn or removed.
      </p>
      <DaysTable {...{ hours, letter, site, now }} />
      {milestones.length > 0 && <MilestonesTable {...{ milestones, letter, site }} />}
    </>
  )
}

function Marked({ event: { at, what, href } }: { event: ChartEvent }) {
  return (
    <li>
      <Time at={at} kind="day" />: {href ? <a href={href}>{what}</a> : what}
    </li>
  )
}

/** From the first thing that happened to now, or to the last one of a closed letter. */
function spanOf(hours: CountedHour[], events: ChartEvent[], { letter, now }: Happened): Span {
  const first = hours.at(0)
  const last = hours.at(-1)
  const moments = [
    ...events.map(({ at }) => at),
    ...(first ? [first.hour * HOUR_MS] : []),
    ...(last ? [(last.hour + 1) * HOUR_MS] : []),
  ]
  const open = closedSince(letter, now) === null
  const to = Math.min(now.getTime(), open ? Infinity : Math.max(...moments))
  const from = Math.min(to - HOUR_MS, ...moments)
  return { from, to }
}
