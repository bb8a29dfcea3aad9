import { env } from 'cloudflare:workers'
import type { Letter } from '../../src/letters/letter'
import { registrarMemory, rowsOf } from '../support/tables'

/** All that is held of a letter, inside the database and outside, in small letters. */
export async function dumpLetter(letter: Letter): Promise<string> {
  const rows = await tablesWith(letter)
  return (JSON.stringify(rows) + (await registrarMemory(letter))).toLowerCase()
}

/** Every row that belongs to a letter, and every mail. A suppression keeps a key, and may. */
async function tablesWith({ id }: Letter) {
  const tables = await rowsOf<{ name: string }>(
    `SELECT name FROM sqlite_master
     WHERE type = 'table' AND sql LIKE '%letter_id%' AND name <> 'suppression'`
  )
  const rows = await env.DB.batch(
    tables.map(({ name }) =>
      env.DB.prepare(`SELECT * FROM "${name}" WHERE letter_id = ?1 OR ${name === 'outbox'}`).bind(
        id
      )
    )
  )
  return rows.map(({ results }) => results)
}
