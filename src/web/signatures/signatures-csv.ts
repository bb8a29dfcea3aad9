import { ask } from '../../ask'
import type { Letter } from '../../letters/letter'
import { listed, shownSignatures, type ShownRow } from '../../signatures/list'

const AT_ONCE = 5000

/** A spreadsheet would run a cell that begins like this. */
const FORMULA = /^[=+\-@\t\r\n\0＝＋－＠]/

/** The shown signatures of a letter, newest first, as cells; never all of them at once. */
export async function* signatureLines(db: D1Database, letter: Letter): AsyncGenerator<string[]> {
  yield ['name', 'role', 'school', 'edition']
  let before: number | null = null
  for (;;) {
    const [rows]: [ShownRow[]] = await ask(
      db,
      shownSignatures(db, { id: letter.id }, AT_ONCE, before)
    )
    for (const { name, role, school, edition } of listed(letter, rows)) {
      yield [name, role, school ?? '', String(edition)]
    }
    const last = rows.at(-1)
    if (rows.length < AT_ONCE || !last) return
    before = last.number
  }
}

/** RFC 4180 in UTF-8 with a byte order mark, made as it is read. No cell is a formula. */
export function csvOf(lines: AsyncGenerator<string[]>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode('\uFEFF')),
    async pull(controller) {
      const { done, value } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(`${value.map(cell).join(',')}\r\n`))
    },
  })
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
