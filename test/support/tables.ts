import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { Letter } from '../../src/letters/letter'

/** Every row of every table, as text: two are equal if nothing was written in between. */
export async function dumpTables(): Promise<string> {
  return JSON.stringify(await readTables())
}

/** Where one of these texts stands: `table.column: text` of every cell that holds it, case aside. */
export async function findInTables(
  texts: string | string[],
  except: string[] = []
): Promise<string[]> {
  const wanted = [texts].flat().map((text) => text.toLowerCase())
  const places = new Set<string>()
  for (const { table, rows } of await readTables()) {
    if (except.includes(table)) continue
    for (const [column, cell] of rows.flatMap((row) => Object.entries(row))) {
      const found = cellText(cell).toLowerCase()
      for (const text of wanted) if (found.includes(text)) places.add(`${table}.${column}: ${text}`)
    }
  }
  return [...places].sort()
}

/** All that a letter's Registrar remembers outside the database, as text. */
export async function registrarMemory(letter: Letter): Promise<string> {
  const registrar = env.REGISTRAR.get(env.REGISTRAR.idFromName(String(letter.id)))
  return runInDurableObject(registrar, (_, state) => JSON.stringify([...state.storage.kv.list()]))
}

/** The rows of a query, for what no page shows. */
export async function rowsOf<Row>(sql: string, ...params: unknown[]): Promise<Row[]> {
  const { results } = await env.DB.prepare(sql)
    .bind(...params)
    .all<Row>()
  return results
}

async function readTables() {
  const tables = await rowsOf<{ name: string }>(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
     AND name NOT LIKE '\\_cf%' ESCAPE '\\' ORDER BY name`
  )
  const rows = await env.DB.batch<Record<string, unknown>>(
    tables.map(({ name }) => env.DB.prepare(`SELECT * FROM "${name}"`))
  )
  return tables.map(({ name }, i) => ({ table: name, rows: rows[i]?.results ?? [] }))
}

/** Bytes are read as the text they would spell. */
function cellText(cell: unknown): string {
  return Array.isArray(cell) ? String.fromCharCode(...(cell as number[])) : String(cell)
}
