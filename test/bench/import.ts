import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { databaseOf } from '../../src/cli/schools-database.ts'
import { ENGLISH_COLUMNS } from '../../src/cli/schools-england.ts'
import { importSchools } from '../../src/cli/schools-run.ts'
import { cycled } from '../../src/demo/cycle.ts'
import { firstNames, surnames } from '../../src/demo/names.ts'
import type { Progress } from './progress.ts'

/** How long a register takes into a local database, wrangler's own start included. */
export type Importing = {
  schools: number
  rows: number
  seconds: number
  /** For the same file once more. */
  again: { rows: number; seconds: number }
  /** For as many rows of as many bytes into a table without meaning. */
  bareSeconds: number
}

const NOW = new Date('2026-06-22T12:00:00Z')
const CREATE =
  'CREATE TABLE bare AS SELECT value ->> 0 AS id, value ->> 1 AS text FROM json_each(?)'
const BARE = 'INSERT INTO bare SELECT value ->> 0, value ->> 1 FROM json_each(?)'

const config = resolve(import.meta.dirname, '../../wrangler.toml')

/** Loads a made-up register twice. `state` is a folder of wrangler's, with the tables in it. */
export async function timeImport(state: string, schools: number, progress: Progress) {
  const file = join(state, 'edubaseallstatefunded20260601.csv')
  await mkdir(state, { recursive: true })
  await writeFile(file, registerOf(schools))

  const options = { file, day: null, isExtract: false, remote: false, state, config }
  const database = databaseOf(options)
  let bytes = 0
  const weighing: typeof database = {
    read: database.read,
    write(writes) {
      bytes = Buffer.byteLength(JSON.stringify(writes))
      return database.write(writes)
    },
  }
  const load = async (what: string) => {
    progress.at(`importing ${schools.toLocaleString('en-GB')} schools`, what)
    const began = performance.now()
    const { rows } = await importSchools(options, weighing, NOW, () => undefined)
    return { rows, seconds: (performance.now() - began) / 1000 }
  }
  const first = await load('for the first time')
  const again = await load('again')

  const text = 'x'.repeat(Math.ceil(bytes / first.rows))
  const bare = Array.from({ length: first.rows }, (_, i) => [i, text])
  await database.write([{ sql: CREATE, rows: bare.slice(0, 1) }])
  const began = performance.now()
  await database.write([{ sql: BARE, rows: bare }])
  const bareSeconds = (performance.now() - began) / 1000
  return { schools, ...first, again, bareSeconds } satisfies Importing
}

const KINDS = ['Primary School', 'Academy', 'Catholic Primary School', 'High School']

/** A list of schools as England's is: each with a website and a head, in 153 authorities. */
function registerOf(schools: number): string {
  const rows = Array.from({ length: schools }, (_, i) => {
    const last = cycled(surnames, i)
    const name = `${cycled(surnames, i * 7)}${i % 1700} ${cycled(KINDS, i)}`
    const authority = `${cycled(surnames, i % 153)} ${i % 153}`
    const place = ['Open', 'Primary', 'North West', '', '', `${last}by`, `ZZ${i % 90} 1ZZ`]
    const website = `https://www.school-${i}.example/about`
    return [
      100_000 + i,
      authority,
      name,
      'Community school',
      ...place,
      website,
      cycled(firstNames, i),
      last,
    ]
  })
  return [ENGLISH_COLUMNS, ...rows].map((cells) => `"${cells.join('","')}"\r\n`).join('')
}
