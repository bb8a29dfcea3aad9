import type { Letter } from '../../letters/letter'
import { closedSince } from '../../letters/state'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import { Founding } from '../ui/founding'
import { standing } from '../ui/goal'
import { Live, WhenLoaded } from '../ui/live'
import { nobodyWaits, notInTotal } from '../ui/not-in-total'
import { formatNumber, nounFor } from '../ui/number'
import { OnPaper } from '../ui/on-paper'
import { OpenUntil } from '../ui/open-until'
import { Time } from '../ui/time'
import { UnusualActivity } from '../ui/unusual-activity'

type CountProps = { letter: Letter; totals: Totals }

/** The one loud thing on the page: the number, its time, and what it leaves out. */
export function CountPanel({ letter, totals }: CountProps) {
  const closed = closedSince(letter, totals.asOf) !== null
  return (
    <div class="top">
      <Count totals={totals} />
      <Live slug={letter.slug} totals={totals} />
      <UnusualActivity letter={letter} now={totals.asOf} />
      {letter.goal !== null && !closed && <Goal goal={letter.goal} counted={totals.counted} />}
      <OpenUntil letter={letter} now={totals.asOf} />
      <Founding letter={letter} />
      <p class="s soft n">
        <WhenLoaded totals={totals} />
        {leftOut(totals)}
        <br />
        <span class="noprint">
          <a class="lone" href={paths.newsroom(letter.slug)}>
            How we count
          </a>{' '}
          ·{' '}
          <a class="lone" href={paths.ledger(letter.slug)}>
            Check this number
          </a>
        </span>
      </p>
      {letter.paper && <OnPaper paper={letter.paper} />}
    </div>
  )
}

/** The short panel that stays in sight on wide screens once the form has scrolled away. */
export function StickyCount({ letter, totals }: CountProps) {
  return (
    <div class="mini noprint">
      {totals.counted > 0 && <Count totals={totals} />}
      <p>
        <a class="btn" href="#sign">
          Sign this letter
        </a>
      </p>
      <OpenUntil letter={letter} now={totals.asOf} />
      {totals.counted > 0 && (
        <p class="s">
          <a class="lone" href={paths.signatures(letter.slug)}>
            Who has signed
          </a>
        </p>
      )}
    </div>
  )
}

/** The same on phones: at the foot of the screen while the letter is read, above no field. */
export function CountBar({ totals }: Pick<CountProps, 'totals'>) {
  return (
    <div class="bar noprint">
      {totals.counted > 0 && (
        <p>
          <b data-counted>{formatNumber(totals.counted)}</b> confirmed at{' '}
          <Time at={totals.asOf} kind="clock" live />
        </p>
      )}
      <a class="btn" href="#sign">
        Sign this letter
      </a>
    </div>
  )
}

function Count({ totals }: Pick<CountProps, 'totals'>) {
  return (
    <p class="count">
      <b data-counted>{formatNumber(totals.counted)}</b>{' '}
      <span data-noun>{nounFor(totals.counted)}</span> confirmed, as of{' '}
      <Time at={totals.asOf} kind="moment" live />
    </p>
  )
}

function Goal({ goal, counted }: { goal: number; counted: number }) {
  const written = formatNumber(goal)
  return (
    <>
      <progress
        class="goal"
        data-goal
        value={Math.min(counted, goal)}
        max={goal}
        aria-label={`Towards ${written} signatures`}
      />
      <p class="s soft n m0" data-goal={goal}>
        {standing(goal, counted)}
      </p>
    </>
  )
}

function leftOut(totals: Totals): string {
  const apart = notInTotal(totals).map(({ n, what }) => `${formatNumber(n)} ${what}`)
  const listed = apart.length > 0 ? `Not in this number: ${apart.join(', ')}.` : null
  return [nobodyWaits(totals), listed].filter(Boolean).join(' ')
}
