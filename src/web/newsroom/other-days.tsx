import type { KeptNear } from '../../newsroom/kept-days'
import { paths } from '../../paths'
import { ukDay } from '../../uk-time'

type OtherDaysProps = { slug: string; day: string; near: KeptNear }

/** Links from a day to the kept ones around it, and to the newest. */
export function OtherDays({ slug, day, near }: OtherDaysProps) {
  const { before, after, newest } = near
  if (newest === null) return <p>No day of this letter has been kept yet.</p>
  if (before === null && after === null) return <p>This is the only day kept so far.</p>

  const around = [
    { kept: before, what: 'the last kept before it' },
    { kept: after, what: 'the next kept after it' },
    { kept: [day, before, after].includes(newest) ? null : newest, what: 'the newest' },
  ]
  return (
    <ul>
      {around.map(
        ({ kept, what }) =>
          kept !== null && (
            <li>
              <a href={paths.keptDay(slug, kept)}>{dayInWords(kept)}</a>, {what}
            </li>
          )
      )}
    </ul>
  )
}

/** 2026-06-22 as "22 June 2026". At noon it is that day in the UK, in summer and in winter. */
export function dayInWords(day: string): string {
  return ukDay(Date.parse(`${day}T12:00:00Z`))
}
