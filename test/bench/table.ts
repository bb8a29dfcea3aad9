type Cell = string | number | null

/** A table in plain text: names to the left, numbers to the right. */
export function table(headings: string[], rows: Cell[][]): string {
  const texts = [headings, ...rows.map((row) => row.map(cellText))]
  const widths = headings.map((_, i) => Math.max(...texts.map((row) => row[i]?.length ?? 0)))
  const isText = headings.map((_, i) => rows.some((row) => typeof row[i] === 'string'))
  const lines = texts.map((row) =>
    row
      .map((text, i) => pad(text, widths[i] ?? 0, isText[i] ?? true))
      .join('  ')
      .trimEnd()
  )
  const [first = '', ...others] = lines
  return [first, '─'.repeat(Math.max(...lines.map((line) => line.length))), ...others].join('\n')
}

function cellText(cell: Cell): string {
  if (cell === null) return '–'
  if (typeof cell === 'string') return cell
  const decimals =
    Math.abs(cell) >= 100 || Number.isInteger(cell) ? 0 : Math.abs(cell) >= 10 ? 1 : 2
  return cell.toLocaleString('en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
}

function pad(text: string, width: number, left: boolean): string {
  return left ? text.padEnd(width) : text.padStart(width)
}
