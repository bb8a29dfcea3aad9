import type { Letter } from '../../letters/letter'
import {
  givenIn,
  type Breakdown,
  type BreakdownRow,
  type Dimension,
} from '../../newsroom/breakdown'
import type { Totals } from '../../newsroom/totals'
import { formatNumber } from '../ui/number'
import { citeRow, share } from './citation'
import { Quotable } from './quotable'

type BreakdownTablesProps = {
  letter: Pick<Letter, 'slug' | 'title'>
  breakdown: Breakdown
  totals: Pick<Totals, 'counted' | 'asOf'>
  /** Where this site is, such as https://letters.example.org. */
  site: string
  /** The path of the page that shows them, if that is not the newsroom. */
  page?: string
  /** Those that stand elsewhere on the page. */
  besides?: Dimension[]
}

/** A longer table is opened on demand. */
const LONG = 20

export const CAPTIONS: Record<Dimension, string> = {
  role: 'By role',
  country: 'By country',
  region: 'By region',
  local_authority: 'By local authority',
  phase: 'By phase of school',
  type: 'By type of school',
  assurance: 'By what stands behind the role',
  edition: 'By edition of the text',
}

/** The total, divided in every way that there is data for. Each table sums to it. */
export function BreakdownTables({ breakdown, besides = [], ...props }: BreakdownTablesProps) {
  const given = givenIn(breakdown).filter((dimension) => !besides.includes(dimension))
  return (
    <div class="two">
      {given.map((dimension) => {
        const table = <Table {...props} dimension={dimension} rows={breakdown[dimension]} />
        if (breakdown[dimension].length <= LONG) return table
        return (
          <details>
            <summary>{CAPTIONS[dimension]}</summary>
            {table}
          </details>
        )
      })}
    </div>
  )
}

type TableProps = Omit<BreakdownTablesProps, 'breakdown' | 'besides'> & {
  dimension: Dimension
  rows: BreakdownRow[]
}

function Table({ dimension, rows, totals, ...cited }: TableProps) {
  const whole = { counted: totals.counted, at: totals.asOf }
  const largest = Math.max(...rows.map(({ counted }) => counted))
  return (
    <table>
      <caption>{CAPTIONS[dimension]}</caption>
      <tbody>
        {rows.map((row) => (
          <tr>
            <Quotable label={row.label} citation={citeRow(cited, dimension, row, whole)} />
            <td>
              <Bar part={row.counted / largest} />
            </td>
            <td class="num">{formatNumber(row.counted)}</td>
            <td class="num soft">{share(row.counted, totals.counted)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colspan={2}>
            Total
          </th>
          <td class="num">{formatNumber(totals.counted)}</td>
          <td class="num">100%</td>
        </tr>
      </tfoot>
    </table>
  )
}

/** A row's number beside the largest of its table, for the eye; the number itself stands next to it. */
export function Bar({ part }: { part: number }) {
  return (
    <svg class="meter" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect width={(part * 100).toFixed(1)} height="10" />
    </svg>
  )
}
