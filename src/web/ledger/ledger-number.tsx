import type { Letter } from '../../letters/letter'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'

type LedgerNumberProps = {
  letter: Letter
  totals: Totals
  /** Where this site is, such as https://letters.example.org. */
  site: string
}

/** The number, its moment, and the entries that it is the sum of. */
export function LedgerNumber({ letter, totals, site }: LedgerNumberProps) {
  const { counted, confirmed, withdrawn, removed, ledgerSize } = totals
  const facts = [
    ['Confirmed', confirmed],
    ['Withdrawn or erased', withdrawn],
    ['Removed after a check', removed],
    ['Entries in the ledger', ledgerSize],
  ] as const
  return (
    <>
      <p class="big">{formatNumber(counted)}</p>
      <p class="lead">
        {counted === 1 ? 'signature' : 'signatures'} confirmed, as of{' '}
        <Time at={totals.asOf} kind="moment" />
      </p>
      {counted !== confirmed && (
        <p class="n">
          {formatNumber(confirmed)} confirmed − {formatNumber(withdrawn)} withdrawn or erased −{' '}
          {formatNumber(removed)} removed = {formatNumber(counted)}
        </p>
      )}
      <dl class="facts">
        {facts.map(([label, n]) => (
          <div>
            <dt>{label}</dt>
            <dd>{formatNumber(n)}</dd>
          </div>
        ))}
      </dl>
      <p class="onpaper mt">
        {site}
        {paths.ledger(letter.slug)}
      </p>
      <p class="mt noprint row">
        <a href={paths.letter(letter.slug)}>Read the letter</a>
        <a href={paths.newsroom(letter.slug)}>Newsroom</a>
        <a href={paths.signatures(letter.slug)}>Who has signed</a>
      </p>
    </>
  )
}
