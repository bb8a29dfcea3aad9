import { compare } from './compare.ts'
import type { SchoolList } from './list.ts'
import type { Row } from './rows.ts'
import { STORED, storedOf } from './stored.ts'

/** Loads a small list from within: the demonstration's, or a test's. A whole one comes from outside. */
export async function loadList(db: D1Database, list: SchoolList, now: Date): Promise<void> {
  const answers = await db.batch<{ row: string }>(STORED.map((sql) => db.prepare(sql)))
  const stored = storedOf(
    answers.map(({ results }) => results.map(({ row }) => JSON.parse(row) as Row))
  )
  const { writes } = compare(stored, list, now)
  if (writes.length === 0) return
  await db.batch(writes.map(({ sql, rows }) => db.prepare(sql).bind(JSON.stringify(rows))))
}
