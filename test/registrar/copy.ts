import { env } from 'cloudflare:workers'
import type { Letter } from '../../src/letters/letter'
import { rowsOf } from '../support/tables'

type Table = { table: string; rows: Record<string, unknown>[] }

/** What a ledger is stored in. */
export const LEDGER = ['head', 'ledger_entry', 'tile', 'checkpoint']

/**
 * Copies what the database holds of a letter, or only these tables of it. Putting it back takes all
 * of that to where it was, as restoring a database does.
 */
export async function copyOf(letter: Pick<Letter, 'id'>, tables?: string[]) {
  const names = tables ?? (await tablesOfLetters())
  const rows = await env.DB.batch<Record<string, unknown>>(
    names.map((table) =>
      env.DB.prepare(`SELECT * FROM "${table}" WHERE "${keyOf(table)}" = ?`).bind(letter.id)
    )
  )
  const copy = names.map((table, i) => ({ table, rows: rows[i]?.results ?? [] }))
  return { putBack: () => putBack(letter, copy) }
}

async function putBack({ id }: Pick<Letter, 'id'>, copy: Table[]) {
  await env.DB.batch([
    env.DB.prepare('PRAGMA defer_foreign_keys = on'),
    ...copy.flatMap(({ table, rows }) => [
      env.DB.prepare(`DELETE FROM "${table}" WHERE "${keyOf(table)}" = ?`).bind(id),
      ...rows.map((row) => insert(table, row)),
    ]),
  ])
}

/** Puts rows into a table, as they were read. */
export async function putInto(table: string, rows: Record<string, unknown>[]) {
  await env.DB.batch(rows.map((row) => insert(table, row)))
}

function insert(table: string, row: Record<string, unknown>): D1PreparedStatement {
  const columns = Object.keys(row).map((name) => `"${name}"`)
  const values = Object.values(row).map((value) =>
    Array.isArray(value) ? Uint8Array.from(value as number[]) : value
  )
  const places = columns.map(() => '?')
  const sql = `INSERT INTO "${table}" (${columns.join()}) VALUES (${places.join()})`
  return env.DB.prepare(sql).bind(...values)
}

function keyOf(table: string): string {
  return table === 'letter' ? 'id' : 'letter_id'
}

async function tablesOfLetters(): Promise<string[]> {
  const found = await rowsOf<{ name: string }>(
    `SELECT name FROM sqlite_master
     WHERE type = 'table' AND (name = 'letter' OR sql LIKE '%letter_id%') ORDER BY name`
  )
  return found.map(({ name }) => name)
}
