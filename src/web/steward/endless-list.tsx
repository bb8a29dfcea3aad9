import { deskPaths } from '../../desk-paths'
import type { EndlessLetter } from '../../retention/endless'
import { monthsInWords, QUIET_MONTHS } from '../../retention/periods'
import { signatures } from '../ui/number'
import { Time } from '../ui/time'

/** Letters that nobody ends, and what a steward can do about each. */
export function EndlessList({ endless }: { endless: EndlessLetter[] }) {
  if (endless.length === 0) {
    return (
      <p>
        None. Letters without a closing date are listed here that are stopped, or whose team did
        nothing for {monthsInWords(QUIET_MONTHS)}.
      </p>
    )
  }
  return (
    <>
      <p class="short">
        The data of these letters’ signers stays until they close, and no date is set for that.
      </p>
      <ul class="plain rows">
        {endless.map((one) => (
          <li>
            <a href={deskPaths.stewardLetter(one.letterId)}>{one.title}</a>,{' '}
            {signatures(one.counted)}
            {one.neverOpened === 1 && ', never opened'}
            <span class="s soft blk">
              {one.stopped !== null && `${STOPPED[one.stopped]} `}
              Something was last done at its desk on <Time at={one.quietSince} kind="day" />.
              {one.stopped === null && ` ${LEFT}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

const STOPPED = {
  paused: 'A steward has paused it: let it go again, or close it.',
  'taken-down': 'A steward has taken it down: close it, if it is not to come back.',
}

const LEFT = 'Write to its team. If nobody answers, pause it, and then close it.'
