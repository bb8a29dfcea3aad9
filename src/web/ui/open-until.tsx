import { isOpen, type Opening } from '../../letters/state'
import { ukClock } from '../../uk-time'
import { Time } from './time'

type OpenUntilProps = { letter: Opening; now: Date }

/** Until when people may sign, if that is settled and still to come. */
export function OpenUntil({ letter, now }: OpenUntilProps) {
  if (letter.closesAt === null || !isOpen(letter, now)) return null
  return (
    <p class="s">
      Open until <Time at={lastMinute(letter.closesAt)} kind="moment" />
    </p>
  )
}

/** Midnight belongs to two days: said as the last minute of the first, nobody comes a day late. */
function lastMinute(closesAt: number): number {
  return ukClock(closesAt).startsWith('00:00') ? closesAt - 60_000 : closesAt
}
