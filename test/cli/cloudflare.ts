import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Said } from '../../src/cli/deploy-wrangler.ts'

/** A made-up account, as wrangler shows it. */
export type Cloudflare = {
  accounts: { id: string; name: string }[]
  databases: string[]
  queues: string[]
  migrated: boolean
  letters: number
  worker: boolean
  secrets: string[]
  version: string
  addresses: string[]
  /** Commands that fail, by their beginning, and what they say; INPUT stands for their input. */
  failing: Record<string, string>
  losesSecrets: boolean
}

export type Call = { argv: string[]; input: string }

type Env = Record<string, string | undefined>

export const EMPTY: Cloudflare = {
  accounts: [{ id: 'a1', name: 'Round Table' }],
  databases: [],
  queues: [],
  migrated: false,
  letters: 0,
  worker: false,
  secrets: [],
  version: 'v1',
  addresses: [],
  failing: {},
  losesSecrets: false,
}

/** What a deployment that went well leaves behind. */
export const COMPLETE: Partial<Cloudflare> = {
  databases: ['countersign'],
  queues: ['countersign-mail', 'countersign-mail-dead'],
  migrated: true,
  worker: true,
  secrets: ['MASTER_KEY', 'LEDGER_KEY', 'RESEND_API_KEY'],
}

export function readAccount(folder: string): Cloudflare {
  return JSON.parse(readFileSync(join(folder, 'account.json'), 'utf8')) as Cloudflare
}

export function writeAccount(folder: string, account: Cloudflare) {
  writeFileSync(join(folder, 'account.json'), JSON.stringify(account))
}

/** Answers a command as wrangler does, out of the account in this folder, and notes it down. */
export function answer(folder: string, argv: string[], input: string, env: Env): Said {
  const args = argv.includes('--config') ? argv.slice(0, argv.indexOf('--config')) : argv
  const call: Call = { argv: args, input }
  appendFileSync(join(folder, 'calls.ndjson'), `${JSON.stringify(call)}\n`)

  const account = readAccount(folder)
  const command = args.filter((arg) => !arg.startsWith('--')).join(' ')
  const failing = Object.entries(account.failing).find(([start]) => command.startsWith(start))
  const said = failing ? no(failing[1].replace('INPUT', input)) : obey(account, args, input, env)
  writeAccount(folder, account)
  return said
}

function obey(account: Cloudflare, args: string[], input: string, env: Env): Said {
  const [command, verb = '', name = ''] = args
  switch (command) {
    case 'whoami':
      return whoami(account)
    case 'd1':
      return d1(account, verb, name)
    case 'queues':
      return queues(account, verb, name)
    case 'secret':
      return secret(account, verb, input)
    case 'deploy':
      return deploy(account, env.WRANGLER_OUTPUT_FILE_PATH ?? '')
    default:
      return no(`Unknown argument: ${args.join(' ')}`)
  }
}

function whoami({ accounts }: Cloudflare): Said {
  if (accounts.length === 0) return { ok: false, text: '\n{"loggedIn":false}\n', problems: '' }
  return yes(JSON.stringify({ loggedIn: true, email: 'ada@example.org', accounts }))
}

function d1(account: Cloudflare, verb: string, name: string): Said {
  if (verb === 'list') return yes(JSON.stringify(account.databases.map((one) => ({ name: one }))))
  if (verb === 'execute') {
    return yes(JSON.stringify([{ results: [{ used: account.letters > 0 ? 1 : 0 }] }]))
  }
  if (verb === 'create') {
    account.databases.push(name)
    return yes(`✅ Successfully created DB '${name}'`)
  }
  if (account.databases.length === 0) return no("Couldn't find a D1 DB")
  const isNew = !account.migrated
  account.migrated = true
  return yes(isNew ? 'Migrations to be applied:' : '✅ No migrations to apply!')
}

function queues(account: Cloudflare, verb: string, name: string): Said {
  if (verb === 'create') account.queues.push(name)
  if (account.queues.includes(name)) return yes(`Queue Name: ${name}`)
  return no(`Queue "${name}" does not exist. To create it, run: wrangler queues create ${name}`)
}

function secret(account: Cloudflare, verb: string, input: string): Said {
  if (verb === 'bulk') {
    account.worker = true
    if (account.losesSecrets) return yes('🚨 No content found in file, or piped input.')
    account.secrets.push(...Object.keys(JSON.parse(input) as object))
    return yes('✨ Successfully created')
  }
  if (!account.worker) return no('Worker "countersign" not found.\n\nIf this is a new Worker, run')
  return yes(JSON.stringify(account.secrets.map((name) => ({ name, type: 'secret_text' }))))
}

function deploy({ version, addresses }: Cloudflare, notes: string): Said {
  const targets = [...addresses, 'schedule: * * * * *']
  const entries = [{ type: 'wrangler-session' }, { type: 'deploy', version_id: version, targets }]
  appendFileSync(notes, entries.map((one) => `${JSON.stringify(one)}\n`).join(''))
  return yes('Uploaded countersign')
}

function yes(text: string): Said {
  return { ok: true, text: `${text}\n`, problems: '' }
}

function no(problem: string): Said {
  return { ok: false, text: '\n', problems: `\u001b[31m✘ [ERROR]\u001b[0m ${problem}\n` }
}
