import { paths } from '../../paths'
import { formatNumber } from '../ui/number'

type ReceiptProps = {
  /** Of the letter; null if not everyone sees it. */
  slug: string | null
  link: string
  entry: number
}

/** Offers the file that proves a signature, says what it holds, what it gives away and what for. */
export function Receipt({ slug, link, entry }: ReceiptProps) {
  return (
    <section class="rule">
      <h2>Your receipt</h2>
      <p>
        <a href={link}>Download your receipt</a> (JSON), if you want one. It opens your entry in the
        letter’s ledger, at position {formatNumber(entry)}: it holds what you signed as, a secret
        number that belongs to the entry, and the proof that the entry is in the ledger.
      </p>
      <p>
        With it you can check for yourself that your yes is there and to which words:{' '}
        {slug ? (
          <a href={`${paths.ledger(slug)}#receipt`}>on the ledger’s page</a>
        ) : (
          'on the ledger’s page, once the letter is public'
        )}
        , or with <code>npm run verify -- receipt FILE</code>.
      </p>
      <p class="s soft">
        It proves to anybody who gets hold of it that you signed, so somebody could press you to
        show it. You need not have one: it changes nothing about your signature.
      </p>
    </section>
  )
}
