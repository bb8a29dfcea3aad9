import type { Stage } from '../../desk/rights'
import { formatNumber, signatures } from '../ui/number'
import { Time } from '../ui/time'
import type { Told } from './life-words'

/** Where a letter stands, for its team. */
export function standingInWords({ letter, totals, now }: Told, stage: Stage) {
  const counted = signatures(totals.counted)
  switch (stage) {
    case 'draft':
      return <>It is a draft: nobody sees it but its team, and whoever has a link to it.</>
    case 'scheduled':
      return (
        <>
          Its words are fixed, and it opens by itself at{' '}
          <Time at={letter.opensAt ?? now} kind="moment" />.
        </>
      )
    case 'gathering':
      if (letter.closedAt !== null) {
        return (
          <>It gathered founding signatories, {counted}. A steward closed it before it opened.</>
        )
      }
      return (
        <>
          It gathers founding signatories by its private link: {counted} so far, and{' '}
          {formatNumber(totals.awaiting)} to be confirmed. Nobody else sees it
          {letter.opensAt !== null && (
            <>
              ; it opens by itself at <Time at={letter.opensAt} kind="moment" />
            </>
          )}
          .
        </>
      )
    case 'open':
      return (
        <>
          It is open
          {letter.openedAt !== null && (
            <>
              {' '}
              since <Time at={letter.openedAt} kind="moment" />
            </>
          )}
          , with {counted}
          {letter.founding > 0 && `; it opened with ${formatNumber(letter.founding)}`}.
          {letter.closesAt !== null && (
            <>
              {' '}
              It closes by itself at <Time at={letter.closesAt} kind="moment" />.
            </>
          )}
        </>
      )
    case 'paused':
      return <>Signing is paused. It has {counted}, which everyone sees.</>
    case 'closed':
      return (
        <>
          It is closed with {counted}; {formatNumber(totals.awaiting)} may still be confirmed within
          24 hours of closing. Then its number is final.
        </>
      )
    case 'delivered':
      return (
        <>
          It is closed and handed in, with {counted}
          {letter.finishedAt !== null && ': the final, proven number'}.
        </>
      )
    case 'finished':
      return <>It is closed for good, with {counted}: the final, proven number.</>
    case 'archived':
      return <>It is archived, with {counted}, and stays readable.</>
    default:
      return <>It is not shown to anybody. Its ledger stays.</>
  }
}
