import type { HistoryRow } from '../../newsroom/history'
import { ukClock } from '../../uk-time'
import { formatNumber } from '../ui/number'

const HOUR_MS = 60 * 60 * 1000

const WIDTH = 420
const [TOP, BASE, FOOT] = [18, 98, 117]
const WIDEST = 60
/** A quiet day is drawn over so many hours all the same. */
const FEWEST_BARS = 7
const DIGIT = 9.5

type Bar = { hour: number; n: number }

type HourBarsProps = {
  hours: HistoryRow[]
  /** The first hour of the day in the UK, and the present one: hours since 1970. */
  from: number
  to: number
}

/** What was confirmed in each hour of today, as a picture and as a table. */
export function HourBars({ hours, from, to }: HourBarsProps) {
  const bars = barsOf(hours, from, to)
  const sum = bars.reduce((all, { n }) => all + n, 0)
  return (
    <div>
      <p class="k" id="today">
        Today by hour: {formatNumber(sum)} so far
      </p>
      {sum > 0 && (
        <>
          <Picture bars={bars} />
          <details class="s noprint">
            <summary>The same as a table</summary>
            <table class="short">
              <thead>
                <tr>
                  <th scope="col">Hour, UK time</th>
                  <th scope="col" class="num">
                    Confirmed
                  </th>
                </tr>
              </thead>
              <tbody>
                {bars
                  .filter(({ n }) => n > 0)
                  .map(({ hour, n }) => (
                    <tr>
                      <th scope="row">From {ukClock(hour * HOUR_MS)}</th>
                      <td class="num">{formatNumber(n)}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </div>
  )
}

function Picture({ bars }: { bars: Bar[] }) {
  const most = Math.max(...bars.map(({ n }) => n))
  const step = Math.min(WIDEST, WIDTH / bars.length)
  const width = step - Math.min(6, step / 5)
  const peak = bars.findIndex(({ n }) => n === most)
  return (
    <svg
      class="fig spk"
      viewBox={`0 0 ${WIDTH} ${FOOT + 5}`}
      role="img"
      aria-label={`Confirmed by the hour, at most ${formatNumber(most)} at ${hourWord(bars[peak])}. The table after the picture has the numbers.`}
    >
      {bars.map(({ n }, i) => {
        const x = round(i * step)
        const height = n === 0 ? 0 : Math.max(2, ((BASE - TOP) * n) / most)
        const label = formatNumber(n)
        const fits = label.length * DIGIT <= step
        return (
          <>
            {n > 0 && (
              <rect
                class="bl"
                x={x}
                y={round(BASE - height)}
                width={round(width)}
                height={round(height)}
                fill-opacity={i === peak ? '1' : '.5'}
              />
            )}
            {n > 0 && (fits || i === peak) && (
              <text
                x={middleOf(x + width / 2, label)}
                y={round(BASE - height - 5)}
                text-anchor="middle"
              >
                {label}
              </text>
            )}
          </>
        )
      })}
      <path class="ax" d={`M0 ${BASE + 0.5}H${WIDTH}`} />
      {marked(bars, step).map((i) => (
        <text x={round(i * step)} y={FOOT}>
          {hourWord(bars[i])}
        </text>
      ))}
    </svg>
  )
}

/** From the first hour in which anything happened to the present one, the quiet ones among them. */
function barsOf(hours: HistoryRow[], from: number, to: number): Bar[] {
  const today = hours.filter(({ hour, confirmed }) => hour >= from && confirmed > 0)
  const first = Math.max(from, Math.min(today[0]?.hour ?? to, to - FEWEST_BARS + 1))
  return Array.from({ length: Math.max(1, to - first + 1) }, (_, i) => ({
    hour: first + i,
    n: today.find(({ hour }) => hour === first + i)?.confirmed ?? 0,
  }))
}

/** The first hour is named, and of the later ones each quarter of the day that has room. */
function marked(bars: Bar[], step: number): number[] {
  const room = Math.ceil(70 / step)
  return bars.flatMap(({ hour }, i) => {
    const quarter = hourOfDay(hour) % 6 === 0 && i >= room && i * step <= WIDTH - 60
    return i === 0 || quarter ? [i] : []
  })
}

function hourWord(bar: Bar | undefined): string {
  const hour = hourOfDay(bar?.hour ?? 0)
  if (hour === 0) return 'midnight'
  if (hour === 12) return 'noon'
  return hour < 12 ? `${hour}am` : `${hour - 12}pm`
}

function hourOfDay(hour: number): number {
  return Number(ukClock(hour * HOUR_MS).slice(0, 2))
}

/** A label stays within the picture. */
function middleOf(x: number, label: string): number {
  const half = (label.length * DIGIT) / 2
  return round(Math.min(Math.max(x, half), WIDTH - half))
}

function round(n: number): number {
  return Number(n.toFixed(1))
}
