import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Problem } from './problem.ts'

const root = resolve(import.meta.dirname, '../..')

/** What was typed behind `npm run deploy --`. */
export type Options = {
  dryRun: boolean
  newKeys: boolean
  config: string
  account: string | undefined
  settings: { ORIGIN?: string; MAIL_FROM?: string; STEWARDS?: string }
}

const known = {
  'dry-run': { type: 'boolean', default: false },
  'new-keys': { type: 'boolean', default: false },
  config: { type: 'string', default: resolve(root, 'wrangler.toml') },
  account: { type: 'string' },
  origin: { type: 'string' },
  'mail-from': { type: 'string' },
  stewards: { type: 'string' },
} as const

export function readOptions(args: string[]): Options {
  const values = parse(args)
  return {
    dryRun: values['dry-run'],
    newKeys: values['new-keys'],
    config: resolve(values.config),
    account: values.account,
    settings: {
      ORIGIN: values.origin,
      MAIL_FROM: values['mail-from'],
      STEWARDS: values.stewards,
    },
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: known }).values
  } catch {
    const flags = Object.keys(known).map((name) => `--${name}`)
    throw new Problem(
      `npm run deploy knows ${flags.join(', ')}, as in:\n` +
        '  npm run deploy -- --dry-run\n' +
        '  npm run deploy -- --origin https://letters.example.org'
    )
  }
}
