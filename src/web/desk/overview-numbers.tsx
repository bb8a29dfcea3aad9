import { paceOf } from '../../desk/pace'
import { hourOf } from '../../ledger/entry'
import type { HistoryRow } from '../../newsroom/history'
import { nextMilestone } from '../../newsroom/next-milestone'
import type { Totals } from '../../newsroom/totals'
import { startOfUkDay } from '../../uk-time'
import { formatNumber, nounFor } from '../ui/number'
import { OnPaper } from '../ui/on-paper'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { HourBars } from './hour-bars'
import { paceInWords } from './pace-in-words'

export type NumbersProps = {
  at: AtLetter
  totals: Totals
  /** Of the last seven days, oldest first. */
  hours: HistoryRow[]
}

/** The number of a letter, where it is going, what today brought, and what it leaves out. */
export function OverviewNumbers({ at, totals, hours }: NumbersProps) {
  const { letter, stage } = at
  const runs = stage === 'open' || stage === 'gathering' || stage === 'paused'
  const now = totals.asOf
  return (
    <>
      <div class="two">
        <div>
          <p class="count m0">
            <b>{formatNumber(totals.counted)}</b> {nounFor(totals.counted)} confirmed, as of{' '}
            <Time at={now} kind="clock" />
          </p>
          {runs && <Next {...{ at, totals, hours }} />}
        </div>
        {runs && (
          <HourBars hours={hours} from={hourOf(startOfUkDay(now))} to={hourOf(now.getTime())} />
        )}
      </div>
      <div class="mt">
        <dl class="facts">
          {factsOf(totals).map(([what, n]) => (
            <div>
              <dt>{what}</dt>
              <dd>{formatNumber(n)}</dd>
            </div>
          ))}
        </dl>
      </div>
      {letter.paper && <OnPaper paper={letter.paper} apart />}
    </>
  )
}

function factsOf(totals: Totals): [string, number][] {
  return [
    ['awaiting email', totals.awaiting],
    ['held for checking', totals.held],
    ['withdrawn', totals.withdrawn],
    ['refused after a check', totals.refused],
    ['removed after a check', totals.removed],
  ]
}

/** How far it is to the next number worth telling, and when that would be. */
function Next({ at: { letter, stage }, totals, hours }: NumbersProps) {
  const { counted, asOf } = totals
  const next = nextMilestone(letter, counted)
  const missing = next - counted
  const { openedAt, closesAt } = letter
  const tells = stage === 'open' && openedAt !== null && counted > 0
  return (
    <>
      <progress
        class="goal"
        value={counted}
        max={next}
        aria-label={`Towards ${formatNumber(next)} signatures`}
      />
      <p class="s soft n m0">
        {formatNumber(missing)} more to reach {formatNumber(next)}
        {next === letter.goal && ', the goal'}.{' '}
        {tells && paceInWords(paceOf(hours, { missing, openedAt }, asOf), closesAt)}
      </p>
    </>
  )
}
