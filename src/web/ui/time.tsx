import { ukClock, ukDay, ukMoment } from '../../uk-time'

type TimeProps = { at: Date | number; kind: 'day' | 'moment' | 'clock' }

const written = { day: ukDay, moment: ukMoment, clock: ukClock }

/** A moment in UK time for people, and in UTC for machines. */
export function Time({ at, kind }: TimeProps) {
  return <time datetime={utc(at)}>{written[kind](at)}</time>
}

function utc(at: Date | number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
