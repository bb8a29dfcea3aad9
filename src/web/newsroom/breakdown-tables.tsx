import type { Letter } from '../../letters/letter'
import { DIMENSIONS, type Breakdown, type BreakdownRow } from '../../newsroom/breakdown'
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
}

export const CAPTIONS: Record<keyof Breakdown, string> = {
  role: 'By role',
  country: 'By country',
  region: 'By region',
  local_authority: 'By local authority',
  phase: 'By phase of school',
  assurance: 'By what stands behind the role',
  edition: 'By edition of the text',
}

/** The total, divided in every way that there is data for. Each table sums to it. */
export function BreakdownTables({ breakdown, ...props }: BreakdownTablesProps) {
  return (
    <div class="two">
      {DIMENSIONS.filter((dimension) => breakdown[dimension].length > 0).map((dimension) => (
        <Table {...props} dimension={dimension} rows={breakdown[dimension]} />
      ))}
    </div>
  )
}

type TableProps = Omit<BreakdownTablesProps, 'breakdown'> & {
  dimension: keyof Breakdown
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
