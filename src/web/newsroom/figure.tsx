import type { Letter } from '../../letters/letter'
import type { Breakdown } from '../../newsroom/breakdown'
import { closedSince, stateAt } from '../../letters/state'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import type { StoredCheckpoint } from '../../proofs/checkpoint'
import { Founding } from '../ui/founding'
import { Live } from '../ui/live'
import { formatNumber, nounFor } from '../ui/number'
import { OnPaper } from '../ui/on-paper'
import { OpenUntil } from '../ui/open-until'
import { Time } from '../ui/time'
import { UnusualActivity } from '../ui/unusual-activity'
import { citeNamed, citeTotal } from './citation'
import { NotInTotal } from './not-in-total'

type FigureProps = {
  letter: Letter
  totals: Totals
  breakdown: Pick<Breakdown, 'assurance'>
  /** The newest signed head of the letter's ledger, of the same moment. */
  checkpoint: StoredCheckpoint | null
  stopped: boolean
  site: string
}

/** The number, with its time, a sentence to quote it by, what it leaves out, and its proof. */
export function Figure(props: FigureProps) {
  const { letter, totals, breakdown, checkpoint, stopped, site } = props
  const named = breakdown.assurance.find(({ key }) => key === 'named-head')?.counted ?? 0
  const closed = closedSince(letter, totals.asOf)
  const fixed = checkpoint?.size === totals.ledgerSize ? checkpoint.size : null
  return (
    <>
      <p class="big" data-counted>
        {formatNumber(totals.counted)}
      </p>
      <p class="lead">
        <span data-noun>{nounFor(totals.counted)}</span> confirmed, as of{' '}
        <Time at={totals.asOf} kind="moment" live />
      </p>
      {named > 0 && (
        <p>
          {formatNumber(named)} of them from heads named in the official register (
          <a href={paths.behindARole(letter.slug)}>what that means</a>)
        </p>
      )}
      <Live slug={letter.slug} totals={totals} />
      <UnusualActivity letter={letter} now={totals.asOf} />
      <p class="note noprint" data-moved hidden>
        The total has moved on since this page was loaded. All else here is still as of{' '}
        <Time at={totals.asOf} kind="moment" />:{' '}
        <a href={paths.newsroom(letter.slug)}>load it again</a> for figures of one moment.
      </p>
      <OpenUntil letter={letter} now={totals.asOf} />
      {letter.state === 'paused' && <p class="s">Signing is paused</p>}
      {closed !== null && (
        <p class="s">
          Closed to new signatures at <Time at={closed} kind="moment" />
          {stateAt(letter, totals.asOf) === 'delivered' && ', and handed in'}
        </p>
      )}
      <Founding letter={letter} />
      {totals.counted > 0 && !stopped && (
        <>
          <p class="k mt">A sentence to quote</p>
          <blockquote class="say">
            {citeTotal({ letter, site }, totals.counted, totals.asOf, fixed)}
          </blockquote>
          {fixed !== null && (
            <p class="s">
              Its address shows this total for good:{' '}
              <a href={paths.pastTotal(letter.slug, fixed)}>the total at ledger size {fixed}</a>
            </p>
          )}
          {named > 0 && (
            <blockquote class="say">{citeNamed({ letter, site }, totals, named)}</blockquote>
          )}
        </>
      )}
      <NotInTotal totals={totals} />
      {letter.paper && <OnPaper paper={letter.paper} apart />}
      {letter.organisations > 0 && (
        <p class="s">
          Organisations: {formatNumber(letter.organisations)}, counted apart: institutions, not
          people. <a href={paths.organisations(letter.slug)}>Which they are</a>
        </p>
      )}
      {totals.removed + totals.refused > 0 && (
        <p class="s">
          <a href={paths.corrections(letter.slug)}>Corrections</a> say when and why signatures were
          removed or refused.
        </p>
      )}
      <Proof {...{ letter, totals, checkpoint }} />
    </>
  )
}

/** How to check the figure, and what holds the site to it. */
function Proof({
  letter,
  totals,
  checkpoint,
}: Omit<FigureProps, 'breakdown' | 'stopped' | 'site'>) {
  return (
    <>
      <p class="k mt">Proof</p>
      <p>
        The figure is the sum of the entries in a public, signed ledger.{' '}
        <a href={paths.ledger(letter.slug)}>Check this number</a>
      </p>
      {checkpoint?.size === totals.ledgerSize && (
        <details>
          <summary>The checkpoint that this figure is signed by</summary>
          <p class="s soft">
            Keep a copy with what you publish: it lets anyone show later whether the ledger was
            rewritten.
          </p>
          <pre>{checkpoint.note}</pre>
        </details>
      )}
    </>
  )
}
