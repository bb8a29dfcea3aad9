import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout as later } from 'node:timers/promises'
import { isatty } from 'node:tty'
import { parseArgs } from 'node:util'
import { CAMPAIGNER } from '../demo/accounts.ts'
import { deskPaths } from '../desk-paths.ts'
import { paths } from '../paths.ts'
import { prepareDevVars } from './dev-vars.ts'
import { claimPort, readPort } from './port.ts'
import { Problem } from './problem.ts'
import { stewardsIn } from './stewards.ts'
import { runWrangler, startWrangler, stopWranglers } from './wrangler.ts'

const root = resolve(import.meta.dirname, '../..')
const PATIENCE_MS = 120_000
const MINUTE_MS = 60_000

try {
  await start(readOptions())
} catch (error) {
  if (!(error instanceof Problem)) throw error
  console.error(error.message)
  process.exitCode = 1
}
process.exit()

type Options = { port: number; state: string | undefined }

function readOptions(): Options {
  const { port, state } = readArguments()
  return { port: readPort(port), state: state && resolve(state) }
}

function readArguments() {
  const options = { port: { type: 'string', default: '8787' }, state: { type: 'string' } } as const
  try {
    return parseArgs({ options }).values
  } catch {
    throw new Problem('npm start knows --port and --state, as in: npm start -- --port 8788')
  }
}

/** Keys, then database and site, then the demonstration; runs until somebody stops it. */
async function start({ port, state }: Options) {
  const origin = `http://localhost:${port}`
  const devVars = resolve(state ?? root, '.dev.vars')
  const kept = state ? ['--persist-to', state] : []

  await claimPort(port)
  if (state) await mkdir(state, { recursive: true })
  await prepareDevVars(devVars)
  if (process.stdout.isTTY) console.log('Starting …')

  try {
    const site = startWrangler([...siteArguments(port, origin), '--env-file', devVars, ...kept])
    await Promise.race([untilStopped(), site.ended, prepareAndWelcome(origin, kept, devVars)])
  } finally {
    await stopWranglers()
  }
}

function siteArguments(port: number, origin: string) {
  const address = ['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0']
  const settings = ['--var', 'ENVIRONMENT:development', '--var', `ORIGIN:${origin}`]
  const quiet = ['--log-level', 'error', '--show-interactive-dev-session=false']
  return ['dev', 'src/dev.ts', '--local', ...address, ...settings, ...quiet]
}

function untilStopped() {
  return new Promise<void>((stop) => {
    process.on('SIGINT', () => stop())
    process.on('SIGTERM', () => stop())
    // A closed terminal stops the site, unless nohup took the terminal away beforehand.
    process.on('SIGHUP', () => isatty(0) && stop())
  })
}

async function prepareAndWelcome(origin: string, kept: string[], devVars: string) {
  // The site asks the database nothing before its first request, so both may start at once.
  const migrations = runWrangler(['d1', 'migrations', 'apply', 'DB', '--local', ...kept])
  await migrations.catch((error: Error) => {
    throw new Problem(`The local database could not be prepared.\n${error.message}`)
  })

  const letter = await prepareDemonstration(origin)
  await tellHealth(origin)
  // This loads all of wrangler, which may wait until the site is up.
  const { readConfig } = await import('./deploy-config.ts')
  const [steward = ''] = await stewardsIn(readConfig(resolve(root, 'wrangler.toml')), devVars)
  console.log(welcome(origin, letter, steward))
  await keepTime(origin)
}

/** Asks until the site is up. The answer names the demonstration letter. */
async function prepareDemonstration(origin: string): Promise<string> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  for (;;) {
    const answer = await postDemonstration(origin, patience).catch(() => null)
    if (answer?.ok) return ((await answer.json()) as { letter: string }).letter
    if (answer) throw new Problem(`The demonstration could not be made: ${await told(answer)}`)
    if (patience.aborted) throw new Problem('The site did not start within two minutes.')
    await later(50)
  }
}

/** As a form of the site's own would. */
function postDemonstration(origin: string, signal: AbortSignal) {
  const body = new URLSearchParams()
  return fetch(`${origin}/dev/demo`, { method: 'POST', headers: { origin }, body, signal })
}

async function tellHealth(origin: string) {
  const answer = await fetch(`${origin}/healthz`)
  if (!answer.ok) console.error(`The site runs, but is not well: ${await told(answer)}`)
}

/** Cron does not run by itself in development. */
async function keepTime(origin: string): Promise<never> {
  for (let minute = 1; ; minute++) {
    await later(MINUTE_MS, undefined, { ref: false })
    for (const cron of minute % 5 === 0 ? ['* * * * *', '*/5 * * * *'] : ['* * * * *']) {
      const due = `${origin}/cdn-cgi/local/scheduled?cron=${encodeURIComponent(cron)}`
      await fetch(due, { signal: AbortSignal.timeout(MINUTE_MS) }).catch(() => null)
    }
  }
}

async function told(answer: Response) {
  const text = await answer.text()
  const isPage = answer.headers.get('content-type')?.includes('html')
  return isPage ? `status ${answer.status}.` : text.trim()
}

function welcome(origin: string, letter: string, steward: string) {
  return `Countersign is running. Ctrl-C stops it.

  A letter           ${origin}${paths.letter(letter)}
  Development inbox  ${origin}${paths.devMail()}
  Newsroom           ${origin}${paths.newsroom(letter)}
  The desk           ${origin}${deskPaths.signIn()}

Sign in at the desk with one of these addresses; the code arrives in the development inbox:

  ${CAMPAIGNER}, the demonstration's campaigner
  ${steward}, a steward
`
}
