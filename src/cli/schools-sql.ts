import type { Write } from '../register/writes.ts'

// D1 takes statements of 100,000 bytes.
const MOST_BYTES = 96_000

/** The writes as a file for `wrangler d1 execute`, which makes all of them or none. */
export function sqlOf(writes: Write[]): string {
  return writes
    .flatMap(({ sql, rows }) => {
      const room = MOST_BYTES - sql.length
      return parts(rows.map(written), room).map((part) => {
        return `${sql.replace('?', () => `'[${part.join(',')}]'`)};\n`
      })
    })
    .join('')
}

/** JSON in which nothing is left that could end a text or a statement of SQL. */
function written(row: unknown): string {
  return JSON.stringify(row).replace(/[';\u0080-\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

/** Groups of rows that fit together into so many bytes; the texts are ASCII. */
function parts(rows: string[], room: number): string[][] {
  const groups: string[][] = []
  let left = 0
  for (const row of rows) {
    left -= row.length + 1
    if (left < 0) groups.push([])
    if (left < 0) left = room - row.length - 1
    groups.at(-1)?.push(row)
  }
  return groups
}
