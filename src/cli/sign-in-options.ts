import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { readPort } from './port.ts'
import { Problem } from './problem.ts'

const root = resolve(import.meta.dirname, '../..')

const known = {
  remote: { type: 'boolean', default: false },
  port: { type: 'string', default: '8787' },
  state: { type: 'string' },
  config: { type: 'string', default: resolve(root, 'wrangler.toml') },
} as const

/** What was typed behind `npm run sign-in-link --`. */
export type SignInOptions = {
  address: string
  remote: boolean
  port: number
  state: string | null
  config: string
}

export function readSignInOptions(args: string[]): SignInOptions {
  const { values, positionals } = parse(args)
  const [typed, ...more] = positionals
  if (typed === undefined || more.length > 0) throw new Problem(`Whose link? ${USAGE}`)

  const address = z.email().safeParse(typed)
  if (!address.success) throw new Problem(`"${typed}" is not an email address. ${USAGE}`)
  const [local = '', domain = ''] = address.data.split('@')
  const { remote, port, state, config } = values
  if (remote && state) throw new Problem(`--state is for local sites, not with --remote. ${USAGE}`)
  return {
    address: `${local}@${domain.toLowerCase()}`,
    remote,
    port: readPort(port),
    state: state ? resolve(state) : null,
    config: resolve(config),
  }
}

const USAGE = `For example:
  npm run sign-in-link -- ada@example.org                 the site that npm start runs
  npm run sign-in-link -- ada@example.org --port 8788     the same, on another port
  npm run sign-in-link -- ada@example.org --remote        the deployed site`

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: known, allowPositionals: true })
  } catch {
    const flags = Object.keys(known).map((name) => `--${name}`)
    throw new Problem(`npm run sign-in-link knows ${flags.join(', ')}. ${USAGE}`)
  }
}
