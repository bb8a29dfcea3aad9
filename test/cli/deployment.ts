import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { delimiter, join, resolve } from 'node:path'
import type { Terminal } from '../../src/cli/deploy-ask.ts'
import { readConfig } from '../../src/cli/deploy-config.ts'
import { readOptions } from '../../src/cli/deploy-options.ts'
import { deploy } from '../../src/cli/deploy-run.ts'
import {
  answer,
  EMPTY,
  readAccount,
  writeAccount,
  type Call,
  type Cloudflare,
} from './cloudflare.ts'
import { aFolder } from './site.ts'

const root = resolve(import.meta.dirname, '../..')

type Env = Record<string, string>

/** A wrangler.toml of its own, and an empty account to deploy it to. */
export async function aDeployment() {
  const { path: folder, remove } = await aFolder()
  const config = join(folder, 'wrangler.toml')
  const temporary = join(folder, 'tmp')
  const program = join(folder, 'bin/wrangler')

  await mkdir(temporary)
  await mkdir(join(folder, 'bin'))
  await writeFile(program, shim(folder), { mode: 0o755 })
  await writeFile(config, await readFile(resolve(root, 'wrangler.toml')))
  await writeFile(join(folder, 'calls.ndjson'), '')
  writeAccount(folder, EMPTY)

  return {
    remove,
    config: () => readFile(config, 'utf8'),
    writeConfig: (text: string) => writeFile(config, text),
    account: () => readAccount(folder),
    change: (next: Partial<Cloudflare>) => {
      writeAccount(folder, { ...readAccount(folder), ...next })
    },
    leftBehind: () => readdir(temporary),

    /** Every wrangler command so far. */
    async calls(): Promise<Call[]> {
      const lines = (await readFile(join(folder, 'calls.ndjson'), 'utf8')).split('\n')
      return lines.filter(Boolean).map((line) => JSON.parse(line) as Call)
    },

    /** Deploys within this process, and says what it told, or why it stopped. */
    async deploy(args: string[] = [], env: Env = {}, terminal: Terminal | null = null) {
      let text = ''
      const say = (more: string) => (text += `${more}\n`)
      const known = {
        options: readOptions(args),
        config: readConfig(config),
        wrangler: async (argv: string[], extra: { input?: string; env?: Env } = {}) =>
          answer(folder, argv, extra.input ?? '', extra.env ?? {}),
        terminal,
        env,
      }
      const isWell = await deploy(known, say).catch((error: Error) => {
        say(error.message)
        return false
      })
      return { isWell, text }
    },

    /** Runs the command behind `npm run deploy`, with a wrangler on the PATH. */
    async runDeploy(args: string[] = [], env: Env = {}) {
      const command = ['src/cli/run.js', 'src/cli/deploy.ts', '--config', config, ...args]
      const PATH = [join(folder, 'bin'), process.env.PATH].join(delimiter)
      const child = spawn(process.execPath, command, {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH, TMPDIR: temporary, HOME: folder, ...env },
      })
      let text = ''
      child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more))
      child.stderr.setEncoding('utf8').on('data', (more: string) => (text += more))
      const [code] = await once(child, 'close')
      return { code: code as number, text }
    },
  }
}

function shim(folder: string) {
  const fake = resolve(import.meta.dirname, 'fake-wrangler.ts')
  return `#!/bin/sh\nexec '${process.execPath}' '${fake}' '${folder}' "$@"\n`
}

/** A site that answers /healthz with each of these in turn, and with the last from then on. */
export async function aSite(...answers: object[]) {
  const server = createServer((_request, response) => {
    const body = answers.length > 1 ? answers.shift() : answers[0]
    response.end(JSON.stringify(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() }
}
