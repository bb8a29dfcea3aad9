import type { Write } from './writes.ts'

/** The columns of a row, in the order of its table, its key first. */
export type Row = (string | number | null)[]

/** What must be dropped and put to come from some rows to others; a key has so many columns. */
export function rowsChanged(before: Row[], after: Row[], keys: number, sql: Sql): Write[] {
  const kept = new Set(after.map((row) => keyOf(row, keys)))
  const gone = before.filter((row) => !kept.has(keyOf(row, keys)))
  return [
    { sql: sql.drop, rows: gone.map((row) => row.slice(0, keys)) },
    { sql: sql.put, rows: newIn(before, after, keys) },
  ]
}

type Sql = { put: string; drop: string }

/** The rows that were not there before, or were others under that key. */
export function newIn(before: Row[], after: Row[], keys: number): Row[] {
  const known = new Map(before.map((row) => [keyOf(row, keys), row]))
  return after.filter((row) => !isSame(known.get(keyOf(row, keys)) ?? [], row))
}

export function isSame(a: Row, b: Row): boolean {
  return a.length === b.length && a.every((cell, i) => cell === b[i])
}

function keyOf(row: Row, keys: number) {
  return row.slice(0, keys).join('\n')
}
