import { formatNumber } from '../ui/number'

/** Offers the file that proves a signature, and says what showing it would tell. */
export function Receipt({ link, entry }: { link: string; entry: number }) {
  return (
    <section class="rule">
      <h2>Your receipt</h2>
      <p>
        <a href={link}>Download your receipt</a> (JSON) and keep it. It holds what opens your entry
        in the letter’s ledger, at position {formatNumber(entry)}. Showing it proves that you
        signed, so show it only if you want to.
      </p>
    </section>
  )
}
