import type { Letter } from '../../letters/letter'
import type { Correction } from '../../newsroom/corrections'
import type { Totals } from '../../newsroom/totals'
import { wholeCorrections } from '../../newsroom/whole-corrections'
import { paths } from '../../paths'
import { Layout } from '../ui/layout'
import { formatNumber } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import { CorrectionsTable } from './corrections-table'
import { LetterHead } from './letter-head'

type CorrectionsPageProps = {
  letter: Letter
  /** Of the same moment as the corrections. */
  totals: Totals
  corrections: Correction[]
}

/** Every decision of ours that moved the total or kept somebody out of it, and what it did. */
export function CorrectionsPage({ letter, totals, corrections }: CorrectionsPageProps) {
  return (
    <Layout title={`Corrections: ${letter.title}`} letter={letter}>
      <LetterHead up="Corrections" letter={letter}>
        <p>
          Whenever signatures are removed from the total, refused before they are counted, or
          counted again, it is written down here and never taken away.{' '}
          <a class="noprint" href={paths.newsroom(letter.slug)}>
            Back to the newsroom
          </a>
        </p>
      </LetterHead>
      <Section id="corrections" title="What was corrected">
        {corrections.length === 0 ? (
          <p>
            None so far: as of <Time at={totals.asOf} kind="moment" />, no signature of this letter
            has been removed, refused or counted again.
          </p>
        ) : (
          <CorrectionsTable letter={letter} corrections={wholeCorrections(corrections)} />
        )}
      </Section>
      <Section id="reading" title="How to read it">
        <p>
          {corrections.length > 0 && (
            <>
              As of <Time at={totals.asOf} kind="moment" />, the outcome is{' '}
              {formatNumber(totals.removed)} removed and {formatNumber(totals.refused)}{' '}
              refused.{' '}
            </>
          )}
          Each total leads to the page that shows it as it was then, with its proof. “Ledger” says
          between which two sizes of the letter’s <a href={paths.ledger(letter.slug)}>ledger</a> the
          entries stand; a refusal appends none, because what was never counted is not in it. Nor
          does looking at one again: if it is then counted, that is a new confirmation like any
          other.
        </p>
        <p>
          People who withdraw or erase a signature do so themselves. That is no correction, and has
          no line here; the <a href={paths.newsroom(letter.slug)}>newsroom</a> counts it.
        </p>
        <p class="s">
          The same for programs: <a href={paths.correctionsJson(letter.slug)}>corrections.json</a>.
          New ones are in the <a href={paths.feed(letter.slug)}>feed</a>.
        </p>
      </Section>
    </Layout>
  )
}
