import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Problem } from './problem.ts'
import { readDay } from './schools-day.ts'

const root = resolve(import.meta.dirname, '../..')

const known = {
  remote: { type: 'boolean', default: false },
  extract: { type: 'boolean', default: false },
  date: { type: 'string' },
  state: { type: 'string' },
  config: { type: 'string', default: resolve(root, 'wrangler.toml') },
  help: { type: 'boolean', default: false },
} as const

/** What was typed behind `npm run schools:import --`. Without a day it is in the file's name. */
export type ImportOptions = {
  file: string
  day: string | null
  isExtract: boolean
  remote: boolean
  state: string | null
  config: string
}

export const HELP = `Loads a register of schools, or what is new in a newer one:

  npm run schools:import -- FILE              into the site that npm start runs
  npm run schools:import -- FILE --remote     into the deployed site

FILE is a download of Get Information about Schools (England: edubaseallstatefunded… or
edubasealldata…) or the list of schools in Wales; CSV or TSV, plain, zipped or gzipped.

  --date 2025-07-17   the day that the list is of, if its name doesn’t end with it
  --extract           the file is a part: schools that are missing from it stay as they are
  --state FOLDER      of a site that was started with --state
  --config FILE       another wrangler.toml

Only differences are written, all of them or none. A school that is no longer listed is marked
as closed and stays; signatures that name it keep it.`

/** Null asks for help. */
export function readImportOptions(args: string[], now: Date): ImportOptions | null {
  const { values, positionals } = parse(args)
  if (values.help) return null

  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new Problem(`Which file?\n\n${HELP}`)
  const { date, remote, extract, state, config } = values
  if (remote && state) throw new Problem('--state is for local sites, not with --remote.')
  return {
    file: resolve(file),
    day: date === undefined ? null : readDay(date, now),
    isExtract: extract,
    remote,
    state: state ? resolve(state) : null,
    config: resolve(config),
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: known, allowPositionals: true })
  } catch {
    const flags = Object.keys(known).map((name) => `--${name}`)
    throw new Problem(`npm run schools:import knows ${flags.join(', ')}.\n\n${HELP}`)
  }
}
