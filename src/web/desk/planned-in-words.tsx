import { monthsInWords, NOTICE_DAYS } from '../../retention/periods'
import type { PlannedLetter } from '../../retention/plan'
import { ukDay } from '../../uk-time'

/** Why a letter's data goes on its day, and what stands in the way. */
export function PlannedInWords({ one, now }: { one: PlannedLetter; now: Date }) {
  const { months, closedAt, isTold, waits, begunAt, toldAt } = one
  const closed = closedAt <= now.getTime() ? 'it closed' : 'it closes'
  return (
    <>
      {monthsInWords(months)} after {closed} on {ukDay(closedAt)}, and at least {NOTICE_DAYS} days
      after its team {isTold && toldAt !== null ? `was told on ${ukDay(toldAt)}` : 'is told'}.
      {begunAt !== null && ' It is under way.'}
      {waits !== null && closedAt <= now.getTime() && ` ${WAITS[waits]}`}
    </>
  )
}

const WAITS = {
  'not-finished':
    'Not before its ledger is closed: a day after closing, once nobody is being checked and no case is open.',
  'in-case': 'Not before the case about its signatures is decided.',
}
