/**
 * A spreadsheet would run a cell that begins like this. In many countries it begins a cell after a
 * semicolon as well.
 */
const FORMULA = /(^|;\s*)(?=[=+\-@\t\r\n\0＝＋－＠])/g

const MARK = '\uFEFF'

type Cell = string | number

export type Table = { names: string[]; rows: Cell[][] }

/**
 * A table as CSV (RFC 4180): UTF-8 with a byte order mark, a line of names, then the rows; each line
 * ends in CRLF. No cell is a formula.
 */
export function csvText({ names, rows }: Table): string {
  return MARK + lines([names]) + lines(rows)
}

/** The same, sent as it is read: of all its rows, only the part at hand is held in memory. */
export function csvStream(names: string[], parts: AsyncGenerator<Cell[][]>) {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(csvText({ names, rows: [] }))),
    async pull(controller) {
      const { done, value } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(lines(value)))
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
}

function lines(rows: Cell[][]): string {
  return rows.map((row) => `${row.map(written).join(',')}\r\n`).join('')
}

function written(cell: Cell): string {
  const safe = String(cell).replace(FORMULA, "$1'")
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
