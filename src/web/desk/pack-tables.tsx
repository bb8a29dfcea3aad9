import type { Snapshot } from '../../delivery/snapshot'
import { givenIn } from '../../newsroom/breakdown'
import { CAPTIONS } from '../newsroom/breakdown-tables'
import { formatNumber } from '../ui/number'

/** Tables longer than this may break over columns and pages. */
const LONG_TABLE = 20

/** The total divided in every way that there is data for; each table sums to it. */
export function PackTables({ snapshot: { breakdown, totals } }: { snapshot: Snapshot }) {
  const given = givenIn(breakdown)
  return (
    <section>
      <h2>Who they are</h2>
      <p class="s soft">
        As signers say of themselves, at the moment of the number above. Each table adds up to it.
      </p>
      <div class="tables">
        {given.map((dimension) => (
          <table class={breakdown[dimension].length > LONG_TABLE ? 'long' : undefined}>
            <caption>{CAPTIONS[dimension]}</caption>
            <tbody>
              {breakdown[dimension].map(({ label, counted }) => (
                <tr>
                  <th scope="row">{label}</th>
                  <td>{formatNumber(counted)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">Total</th>
                <td>{formatNumber(totals.counted)}</td>
              </tr>
            </tfoot>
          </table>
        ))}
      </div>
    </section>
  )
}
