import type { Letter } from '../../letters/letter'
import type { Breakdown, BreakdownRow } from '../../newsroom/breakdown'
import { formatNumber } from '../ui/number'

type BreakdownTablesProps = { letter: Letter; breakdown: Breakdown; counted: number }

/** The total, divided in several ways. Each table sums to it. */
export function BreakdownTables({ letter, breakdown, counted }: BreakdownTablesProps) {
  return (
    <>
      <Table caption="By role" rows={breakdown.role} counted={counted} />
      <Table caption="By country" rows={breakdown.country} counted={counted} />
      {letter.edition > 1 && (
        <Table caption="By edition of the text" rows={breakdown.edition} counted={counted} />
      )}
    </>
  )
}

type TableProps = { caption: string; rows: BreakdownRow[]; counted: number }

function Table({ caption, rows, counted }: TableProps) {
  return (
    <table class="short">
      <caption>{caption}</caption>
      <tbody>
        {rows.map((row) => (
          <tr>
            <th scope="row">{row.label}</th>
            <td class="num">{formatNumber(row.counted)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total</th>
          <td class="num">{formatNumber(counted)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
