import type { Paper } from '../../letters/letter'
import { ukDay } from '../../uk-time'
import { formatNumber } from './number'

type OnPaperProps = { paper: Paper; apart?: boolean }

/** What was gathered on paper: a number of its own, and in no total. */
export function OnPaper({ paper: { number, asOf, note }, apart }: OnPaperProps) {
  return (
    <p class={apart ? 's soft n mt' : 's soft n'}>
      <b>{formatNumber(number)} gathered on paper</b>, as of{' '}
      {/* At noon it is that day in the UK, in summer and in winter. */}
      <time datetime={asOf}>{ukDay(Date.parse(`${asOf}T12:00:00Z`))}</time>: not verified, and not
      in the count. {note}
    </p>
  )
}
