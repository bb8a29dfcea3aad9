import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { ukDay } from '../../uk-time'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'
import { byDay, type CountedDay } from './by-day'
import type { CountedHour } from './chart-line'
import { citeDay } from './citation'
import { correctedOn } from './corrections-table'
import { Quotable } from './quotable'

type DaysTableProps = { hours: CountedHour[]; letter: Letter; site: string; now: Date }

/** A page must not grow for years; the file has every hour. */
const MOST_DAYS = 92

const COLUMNS = [
  { key: 'confirmed', label: 'Confirmed', sign: '+', corrected: false },
  { key: 'withdrawn', label: 'Withdrawn', sign: '−', corrected: false },
  { key: 'removed', label: 'Removed', sign: '−', corrected: true },
  { key: 'reinstated', label: 'Counted again', sign: '+', corrected: true },
] as const

/** The numbers of the chart, by the days of UK time on which anything happened. */
export function DaysTable({ hours, letter, site, now }: DaysTableProps) {
  const all = byDay(hours)
  const days = all.slice(-MOST_DAYS)
  const columns = COLUMNS.filter(
    ({ key }) => key === 'confirmed' || days.some((day) => day[key] > 0)
  )
  if (days.length === 0) return null
  return (
    <details>
      <summary>The same as a table, by day</summary>
      <p class="s soft">
        Days of UK time on which anything happened, each with the total at its end.
        {days.length < all.length && ` The newest ${days.length} of ${all.length}.`} Hour by hour:{' '}
        <a href={paths.historyCsv(letter.slug)}>history.csv</a>.
      </p>
      <table class="stack">
        <caption class="vh">The total by day</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {columns.map(({ label }) => (
              <th scope="col" class="num">
                {label}
              </th>
            ))}
            <th scope="col" class="num">
              Total
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr>
              <Quotable
                label={<DayName day={day} now={now} />}
                citation={citeDay({ letter, site }, day, now)}
              />
              {columns.map(({ key, label, sign, corrected }) => (
                <td class="num" data-l={label}>
                  <Moved by={day[key]} sign={sign} why={corrected ? whyOn(day, letter) : null} />
                </td>
              ))}
              <td class="num" data-l="Total">
                {formatNumber(day.counted)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

/** What moved the total on a day, with the page that says why if it was a decision of ours. */
function Moved({ by, sign, why }: { by: number; sign: string; why: string | null }) {
  if (by === 0) return <>0</>
  const moved = sign + formatNumber(by)
  return why === null ? <>{moved}</> : <a href={why}>{moved}</a>
}

function whyOn({ noon }: CountedDay, { slug }: Letter): string {
  return `${paths.corrections(slug)}#${correctedOn(noon)}`
}

/** A day that has not ended says until when its numbers reach. */
function DayName({ day: { noon }, now }: { day: CountedDay; now: Date }) {
  if (ukDay(noon) !== ukDay(now)) return <>{ukDay(noon)}</>
  return (
    <>
      {ukDay(noon)}, until <Time at={now} kind="clock" />
    </>
  )
}
