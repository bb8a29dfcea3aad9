import type { Letter } from '../../letters/letter'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import { notInTotal } from '../ui/not-in-total'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'

type CountProps = { letter: Letter; totals: Totals }

/** The one loud thing on the page: the number, its time, and what it leaves out. */
export function CountPanel({ letter, totals }: CountProps) {
  return (
    <div class="top">
      <Count totals={totals} />
      {letter.goal !== null && <Goal goal={letter.goal} counted={totals.counted} />}
      <p class="s soft n">
        Not in this number:{' '}
        {notInTotal(totals)
          .map(({ n, what }) => `${formatNumber(n)} ${what}`)
          .join(', ')}
        .
        <br />
        <a href={paths.newsroom(letter.slug)}>How we count</a>
      </p>
    </div>
  )
}

/** The short panel that stays in sight on wide screens once the form has scrolled away. */
export function StickyCount({ letter, totals, open }: CountProps & { open: boolean }) {
  return (
    <div class="mini noprint">
      <Count totals={totals} />
      {open && (
        <p>
          <a class="btn" href="#sign">
            Sign this letter
          </a>
        </p>
      )}
      <p class="s">
        <a href={paths.signatures(letter.slug)}>Who has signed</a>
      </p>
    </div>
  )
}

/** The same on phones: at the foot of the screen while the letter is read, above no field. */
export function CountBar({ totals }: Pick<CountProps, 'totals'>) {
  return (
    <div class="bar noprint">
      <p>
        <b>{formatNumber(totals.counted)}</b> confirmed at <Time at={totals.asOf} kind="clock" />
      </p>
      <a class="btn" href="#sign">
        Sign this letter
      </a>
    </div>
  )
}

function Count({ totals }: Pick<CountProps, 'totals'>) {
  return (
    <p class="count">
      <b>{formatNumber(totals.counted)}</b> {totals.counted === 1 ? 'signature' : 'signatures'}{' '}
      confirmed, as of <Time at={totals.asOf} kind="moment" />
    </p>
  )
}

function Goal({ goal, counted }: { goal: number; counted: number }) {
  const written = formatNumber(goal)
  return (
    <>
      <progress
        class="goal"
        value={Math.min(counted, goal)}
        max={goal}
        aria-label={`Towards ${written} signatures`}
      />
      <p class="s soft n m0">
        {counted < goal
          ? `${formatNumber(goal - counted)} more to reach ${written}.`
          : `The goal of ${written} has been reached.`}
      </p>
    </>
  )
}
