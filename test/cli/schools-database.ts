import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sqlOf } from '../../src/cli/schools-sql.ts'
import type { Database } from '../../src/cli/schools-database.ts'
import type { Row } from '../../src/register/rows.ts'
import { STORED, storedOf } from '../../src/register/stored.ts'

const migrations = resolve(import.meta.dirname, '../../migrations')
const schema = readdirSync(migrations)
  .sort()
  .map((name) => readFileSync(join(migrations, name), 'utf8'))
  .join('\n')

/** The site's tables without wrangler before them: a file is run as D1 does, all of it or nothing. */
export function aDatabase(): Database & { sqlite: DatabaseSync; written: string[] } {
  const sqlite = new DatabaseSync(':memory:')
  sqlite.exec(schema)
  const written: string[] = []
  const rows = (sql: string) =>
    sqlite
      .prepare(sql)
      .all()
      .map(({ row }) => JSON.parse(String(row)) as Row)
  return {
    sqlite,
    written,
    read: () => Promise.resolve(storedOf(STORED.map(rows))),
    write(writes) {
      written.push(sqlOf(writes))
      sqlite.exec(`BEGIN; ${written.at(-1)} COMMIT;`)
      return Promise.resolve()
    },
  }
}
