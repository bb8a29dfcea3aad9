import { rmSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import type { Stored } from '../register/compare.ts'
import { STORED, storedOf } from '../register/stored.ts'
import type { Write } from '../register/writes.ts'
import { readConfig } from './deploy-config.ts'
import { dataIn, wranglerFor, type Said } from './deploy-wrangler.ts'
import { Problem } from './problem.ts'
import type { ImportOptions } from './schools-options.ts'
import { sqlOf } from './schools-sql.ts'

/** The database that a register is loaded into, through wrangler. */
export type Database = { read: () => Promise<Stored>; write: (writes: Write[]) => Promise<void> }

const cells = z.array(z.union([z.string(), z.number(), z.null()]))
const rowsSchema = z
  .object({ results: z.array(z.object({ row: z.string() })) })
  .transform(({ results }) => results.map(({ row }) => cells.parse(JSON.parse(row))))
const answerSchema = z.tuple([rowsSchema, rowsSchema, rowsSchema, rowsSchema, rowsSchema])

export function databaseOf({ config, remote, state }: ImportOptions): Database {
  const { path, database } = readConfig(config)
  const wrangler = wranglerFor(path)
  const where = remote ? ['--remote'] : ['--local', ...(state ? ['--persist-to', state] : [])]
  const env: Record<string, string> = remote ? {} : { CLOUDFLARE_CF_FETCH_ENABLED: 'false' }
  const execute = async (...args: string[]) => {
    const all = ['d1', 'execute', database.binding, ...where, '--yes', '--json', ...args]
    const said = await wrangler(all, { env })
    if (!said.ok) throw refused(said, remote)
    return said
  }
  return {
    async read() {
      const said = await execute('--command', STORED.join(';'))
      const read = answerSchema.safeParse(dataIn(said))
      if (!read.success) throw refused(said, remote)
      return storedOf(read.data)
    },
    async write(writes) {
      // The file holds heads' names: only its owner may read it, and it goes at once, also when the
      // command is stopped.
      const folder = await mkdtemp(join(tmpdir(), 'countersign-schools-'))
      const forget = () => rmSync(folder, { recursive: true, force: true })
      process.once('exit', forget)
      process.once('SIGINT', stop)
      process.once('SIGTERM', stop)
      try {
        const file = join(folder, 'register.sql')
        await writeFile(file, sqlOf(writes), { mode: 0o600 })
        await execute('--file', file)
      } finally {
        forget()
        process.off('exit', forget)
        process.off('SIGINT', stop)
        process.off('SIGTERM', stop)
      }
    },
  }
}

function stop() {
  process.exit(130)
}

function refused({ problems, text }: Said, remote: boolean): Problem {
  const words = [problems, text].filter(Boolean).join('\n').slice(0, 2000) || 'It did not say why.'
  if (/no such table/i.test(words)) {
    return new Problem(
      remote
        ? 'The deployed database has no table for schools yet. Run npm run deploy first.'
        : 'There is no site here yet, or an older one. Run npm start first, with the same --state if it has one.'
    )
  }
  return new Problem(
    `The register could not be loaded, and nothing was changed. Wrangler said:\n\n${words}` +
      (remote ? '\n\nAre you logged in (npx wrangler login), with access to D1?' : '')
  )
}
