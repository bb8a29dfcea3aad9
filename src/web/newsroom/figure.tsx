import { closedSince, type Letter } from '../../letters/letter'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import type { StoredCheckpoint } from '../../proofs/checkpoint'
import { ukMoment } from '../../uk-time'
import { nobodyWaits, notInTotal } from '../ui/not-in-total'
import { formatNumber, signatures } from '../ui/number'
import { OpenUntil } from '../ui/open-until'
import { Time } from '../ui/time'

type FigureProps = {
  letter: Letter
  totals: Totals
  /** The newest signed head of the letter's ledger, of the same moment. */
  checkpoint: StoredCheckpoint | null
  stopped: boolean
  site: string
}

/** The number, with its time, a sentence to quote it by, what it leaves out, and its proof. */
export function Figure({ letter, totals, checkpoint, stopped, site }: FigureProps) {
  const closed = closedSince(letter, totals.asOf)
  return (
    <>
      <p class="big">{formatNumber(totals.counted)}</p>
      <p class="lead">
        {totals.counted === 1 ? 'signature' : 'signatures'} confirmed, as of{' '}
        <Time at={totals.asOf} kind="moment" />
      </p>
      <OpenUntil letter={letter} now={totals.asOf} />
      {closed !== null && (
        <p class="s">
          Closed to new signatures at <Time at={closed} kind="moment" />
        </p>
      )}
      {totals.counted > 0 && !stopped && (
        <>
          <p class="k mt">A sentence to quote</p>
          <blockquote class="say">{sentence(letter, totals, site)}</blockquote>
        </>
      )}
      <NotInTotal totals={totals} />
      <Proof {...{ letter, totals, checkpoint }} />
    </>
  )
}

/** How to check the figure, and what holds the site to it. */
function Proof({ letter, totals, checkpoint }: Omit<FigureProps, 'stopped' | 'site'>) {
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

/** It speaks of signatures, not of people: a person with two mailboxes may have signed twice. */
function sentence(letter: Letter, totals: Totals, site: string): string {
  return (
    `At ${ukMoment(totals.asOf)}, ${signatures(totals.counted)} had been confirmed by email on the ` +
    `open letter “${letter.title}” (${site}${paths.letter(letter.slug)}).`
  )
}

function NotInTotal({ totals }: { totals: Totals }) {
  const apart = notInTotal(totals)
  return (
    <>
      <p class="k mt">Not in the total</p>
      {nobodyWaits(totals) && <p>{nobodyWaits(totals)}</p>}
      <dl class="facts">
        {apart.map(({ n, what }) => (
          <div>
            <dt>{what}</dt>
            <dd>{formatNumber(n)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
