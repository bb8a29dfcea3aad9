import type { Letter } from '../../letters/letter'
import type { Correction } from '../../newsroom/corrections'
import type { Totals } from '../../newsroom/totals'
import { wholeCorrections } from '../../newsroom/whole-corrections'
import { paths } from '../../paths'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'
import { CorrectionsTable } from './corrections-table'

type NewestCorrectionsProps = {
  letter: Letter
  totals: Pick<Totals, 'asOf'>
  corrections: Correction[]
}

/** So many corrections stand in the newsroom itself; all are on their own page. */
const NEWEST = 3

export function NewestCorrections({ letter, totals, corrections: all }: NewestCorrectionsProps) {
  const corrections = wholeCorrections(all)
  if (corrections.length === 0) {
    return (
      <p>
        None so far: as of <Time at={totals.asOf} kind="moment" />, no signature has been removed,
        refused or counted again.
      </p>
    )
  }
  return (
    <>
      <CorrectionsTable letter={letter} corrections={corrections.slice(0, NEWEST)} />
      <p>
        <a href={paths.corrections(letter.slug)}>
          {corrections.length > NEWEST
            ? `All ${formatNumber(corrections.length)} corrections`
            : 'The page of corrections'}
        </a>
      </p>
    </>
  )
}
