import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Problem } from './problem.ts'

const root = resolve(import.meta.dirname, '../..')
const program = resolve(root, 'node_modules/wrangler/bin/wrangler.js')

// No questions, no banner, no statistics, nothing fetched, and no log files: they would hold links.
const quiet = {
  CI: '1',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_WRITE_LOGS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
}

const running = new Set<ChildProcess>()

/** Starts a wrangler command that is meant to stay. `ended` is rejected should it end by itself. */
export function startWrangler(args: string[]): { ended: Promise<never> } {
  const child = launch(args, 'inherit')
  const ended = once(child, 'exit').then(() => {
    throw new Problem('Wrangler ended by itself. What it said stands above.')
  })
  return { ended }
}

/** Runs a wrangler command to its end, in silence; if it fails, the error is what it said. */
export async function runWrangler(args: string[]): Promise<void> {
  const child = launch(args, 'pipe')
  let said = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text))

  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(said.trim())
}

/** Ends every wrangler started here, and all that they started. */
export async function stopWranglers(): Promise<void> {
  await Promise.all([...running].map(stop))
}

function launch(args: string[], output: 'inherit' | 'pipe') {
  if (!existsSync(program)) throw new Problem('Wrangler is not installed. Run "npm ci" first.')

  // A process group of its own, so that a Ctrl-C reaches us alone and nobody is forgotten.
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    detached: true,
    env: { ...process.env, ...quiet },
    stdio: ['ignore', output, output],
  })
  running.add(child)
  return child
}

async function stop(child: ChildProcess) {
  if (child.pid === undefined) return

  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM')
    const impatience = setTimeout(() => child.kill('SIGKILL'), 3000)
    await once(child, 'exit')
    clearTimeout(impatience)
  }
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // The group is empty already.
  }
}
