import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

export type Site = Awaited<ReturnType<typeof startSite>>

/** Runs `npm start` until it has said where the site is. */
export async function startSite(port: number, state: string) {
  const child = npmStart(port, state)
  const said = listen(child)
  const ended = once(child, 'exit')

  while (!said.text.includes('Newsroom')) {
    const next = await Promise.race([once(child.stdout, 'data'), ended.then(() => null)])
    if (!next) throw new Error(`npm start ended by itself: ${said.text}${said.problems}`)
  }
  return {
    origin: `http://localhost:${port}`,
    said,
    child,

    async stop(signal: NodeJS.Signals = 'SIGINT') {
      child.kill(signal)
      const [code] = await ended
      return code as number | null
    },
  }
}

/** Runs `npm start` where it is expected to refuse. */
export async function refusedStart(port: number | string, state: string) {
  const child = npmStart(port, state)
  const said = listen(child)
  const [code] = await once(child, 'close')
  return { code: code as number, text: said.text, problems: said.problems }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** A folder for one test's databases and keys. */
export async function aFolder() {
  const path = await mkdtemp(join(tmpdir(), 'countersign-state-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

function npmStart(port: number | string, state: string) {
  return spawn('npm', ['start', '--', '--port', String(port), '--state', state], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function listen(child: ChildProcess) {
  const said = { text: '', problems: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.text += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.problems += text))
  return said
}
