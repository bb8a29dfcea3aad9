import { CsvError, parse } from 'csv-parse/sync'
import { Problem } from './problem.ts'

/** A row of a table, its cells by the names in the header, trimmed. */
export type TableRow = { line: number; cell: (column: string) => string }

export type Table = { columns: string[]; rows: TableRow[] }

type Parsed = { record: string[]; info: { lines: number } }

/** Reads CSV (RFC 4180) or, where the header has tabs, TSV. A malformed line is a Problem that names it. */
export function readTable(text: string): Table {
  const header = text.slice(0, Math.max(0, text.search(/[\r\n]|$/)))
  const isTabbed = header.includes('\t')
  const [first, ...others] = parsed(text, isTabbed ? '\t' : ',', isTabbed)
  if (!first) throw new Problem('The file is empty.')

  const columns = first.record.map((name) => name.trim())
  const places = new Map(columns.map((name, i) => [name, i]))
  const rows = others.map(({ record, info: { lines } }) => {
    if (record.length !== columns.length) {
      const said = `${record.length} cells, and the header has ${columns.length}`
      throw new Problem(`Line ${lines} has ${said}. ${NOTHING_CHANGED}`)
    }
    const cell = (column: string) => spaced(record[places.get(column) ?? -1] ?? '')
    return { line: lines, cell }
  })
  return { columns, rows }
}

export const NOTHING_CHANGED = 'Nothing was changed: put the file right, or fetch it again.'

function parsed(text: string, delimiter: string, isTabbed: boolean): Parsed[] {
  try {
    return parse(text, {
      delimiter,
      quote: isTabbed ? null : '"',
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Parsed[]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? `Line ${error.lines}` : 'A line'
    const what = error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quote is never closed' : 'a stray quote'
    throw new Problem(`${line} can't be read: ${what}. ${NOTHING_CHANGED}`)
  }
}

/** Without blanks at its ends, and single ones within: the register has no-break spaces in names. */
function spaced(cell: string) {
  return cell.replace(/\s+/gu, ' ').trim()
}
