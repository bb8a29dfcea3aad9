import type { Letter } from '../../letters/letter'
import type { Breakdown } from '../../newsroom/breakdown'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import { formatNumber } from '../ui/number'
import { citeRow, share } from './citation'
import { Quotable } from './quotable'
import { RegionMap } from './region-map'
import { rowsOfTiles, TILES } from './tiles'

type WhereProps = {
  letter: Pick<Letter, 'slug' | 'title'>
  breakdown: Breakdown
  totals: Pick<Totals, 'counted' | 'asOf'>
  site: string
}

/** Where the signers are: a map, and a table that sums to the total. */
export function Where({ letter, breakdown, totals, site }: WhereProps) {
  const rows = rowsOfTiles(breakdown)
  const whole = { counted: totals.counted, at: totals.asOf }
  return (
    <>
      <p>
        Signers stand in the region of the first school that they chose from the register, and in
        Scotland and Northern Ireland as they say themselves.
      </p>
      <div class="two">
        <div>
          <RegionMap rows={rows} />
        </div>
        <table>
          <caption class="vh">Signatures by region and nation</caption>
          <tbody>
            {rows.map((row) => (
              <tr>
                <Quotable
                  label={
                    <>
                      {row.label} <span class="s soft">{shortOf(row.key)}</span>
                    </>
                  }
                  citation={citeRow({ letter, site }, row.by, row, whole)}
                />
                <td class="num">{formatNumber(row.counted)}</td>
                <td class="num soft">{share(row.counted, totals.counted)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Total</th>
              <td class="num">{formatNumber(totals.counted)}</td>
              <td class="num">100%</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p class="mt noprint">
        <a href={paths.places(letter.slug)}>By local authority</a>
      </p>
    </>
  )
}

function shortOf(key: string): string | undefined {
  return TILES.find((tile) => tile.key === key)?.short
}
