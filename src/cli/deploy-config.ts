import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { experimental_readRawConfig as readRaw } from 'wrangler'
import * as z from 'zod'
import { Problem } from './problem.ts'

const rawSchema = z.object({
  name: z.string(),
  account_id: z.string().optional(),
  vars: z.object({
    ENVIRONMENT: z.string(),
    ORIGIN: z.string().default(''),
    MAIL_FROM: z.string().default(''),
    STEWARDS: z.string().default(''),
  }),
  d1_databases: z.tuple([z.object({ binding: z.string(), database_name: z.string() })]),
  queues: z.object({
    producers: z.array(z.object({ queue: z.string() })),
    consumers: z.array(z.object({ queue: z.string(), dead_letter_queue: z.string().optional() })),
  }),
})

/** What wrangler.toml says about where and as what the site is deployed. */
export type Config = {
  path: string
  worker: string
  account: string | null
  vars: { ENVIRONMENT: string; ORIGIN: string; MAIL_FROM: string; STEWARDS: string }
  database: { binding: string; name: string }
  queues: string[]
}

export function readConfig(path: string): Config {
  const read = rawSchema.safeParse(readToml(path))
  if (!read.success) {
    throw new Problem(`${basename(path)} needs a look:\n${z.prettifyError(read.error)}`)
  }

  const { name, account_id, vars, d1_databases, queues } = read.data
  const [{ binding, database_name }] = d1_databases
  const consumed = queues.consumers.flatMap((one) => [one.queue, one.dead_letter_queue ?? []])
  return {
    path,
    worker: name,
    account: account_id ?? null,
    vars,
    database: { binding, name: database_name },
    queues: [...new Set([...queues.producers.map(({ queue }) => queue), ...consumed.flat()])],
  }
}

/**
 * Writes one value into wrangler.toml, where the next deploy and a plain `wrangler deploy` find it,
 * and leaves every other line as it is. A null table is the top of the file.
 */
export function writeConfig(
  config: Config,
  table: 'vars' | null,
  key: string,
  value: string
): Config {
  const before = readFileSync(config.path, 'utf8')
  writeFileSync(config.path, withValue(before, table, `${key} =`, JSON.stringify(value)))

  if (holds(config.path, table, key, value)) return readConfig(config.path)

  writeFileSync(config.path, before)
  throw new Problem(
    `${key} could not be written into ${basename(config.path)}. ` +
      `Write it there yourself${table ? `, under [${table}]` : ' at the top'}:\n` +
      `  ${key} = ${JSON.stringify(value)}\nThen run npm run deploy again.`
  )
}

function holds(path: string, table: string | null, key: string, value: string) {
  try {
    const toml = readRaw({ config: path }).rawConfig as Record<string, unknown>
    return ((table ? toml[table] : toml) as Record<string, unknown>)[key] === value
  } catch {
    return false
  }
}

function withValue(text: string, table: string | null, start: string, value: string) {
  const lines = text.split('\n')
  const header = table ? lines.findIndex((line) => line.trim().startsWith(`[${table}]`)) : -1
  const next = lines.findIndex((line, i) => i > header && /^\s*\[/.test(line))
  const end = next < 0 ? lines.length : next

  const present = lines.findIndex((line, i) => {
    return i > header && i < end && line.replace(/\s*=/, ' =').trimStart().startsWith(start)
  })
  if (present < 0) lines.splice(table ? header + 1 : firstGap(lines, end), 0, `${start} ${value}`)
  else lines[present] = `${start} ${value}`
  return lines.join('\n')
}

/** The end of the first paragraph, so that a new line joins those it belongs to. */
function firstGap(lines: string[], end: number) {
  const gap = lines.findIndex((line) => line.trim() === '')
  return gap < 0 || gap > end ? end : gap
}

function readToml(path: string): unknown {
  try {
    return readRaw({ config: path }).rawConfig
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Problem(`${path} can't be read: ${reason}`)
  }
}
