import { ukClock, ukDay, ukMoment } from '../../uk-time'

type TimeProps = {
  at: Date | number
  kind: 'day' | 'moment' | 'clock'
  /** Is it the total's, so that it moves on with that. */
  live?: boolean
}

const written = { day: ukDay, moment: ukMoment, clock: ukClock }

/** A moment in UK time for people, and in UTC for machines. */
export function Time({ at, kind, live }: TimeProps) {
  return (
    <time datetime={utc(at)} data-as-of={live ? kind : undefined}>
      {written[kind](at)}
    </time>
  )
}

function utc(at: Date | number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
