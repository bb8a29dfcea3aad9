import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const main = resolve(import.meta.dirname, '../../src/cli/verify.js')

/** So many processes start here that reading the sources anew would be most of the time. */
const compiled = join(tmpdir(), 'countersign-verify-compiled')

export type Said = { code: number | null; text: string; problems: string }

/** A folder in which the real command is run as a child process. */
export class Workplace {
  readonly path = mkdtempSync(join(tmpdir(), 'countersign-verify-test-'))

  /** Runs `countersign-verify`, or Node with flags of its own before it. */
  async run(args: string[], flags: string[] = []): Promise<Said> {
    const child = this.start(args, flags)
    const said = { text: '', problems: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.text += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.problems += text))
    const [code] = await once(child, 'close')
    return { code: code as number | null, ...said }
  }

  start(args: string[], flags: string[] = []) {
    const env = { ...process.env, npm_lifecycle_event: '', NODE_COMPILE_CACHE: compiled }
    return spawn(process.execPath, [...flags, main, ...args], {
      cwd: this.path,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }

  write(name: string, text: string): string {
    writeFileSync(join(this.path, name), text)
    return name
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8')
  }

  /** The one file of evidence that is there. */
  evidence() {
    const names = this.evidenceFiles()
    if (names.length !== 1) throw new Error(`evidence: ${names.join(', ') || 'none'}`)
    return JSON.parse(this.read(names[0] ?? '')) as {
      found: { rule: string; message: string }
      asked: string[]
      pinned: string[]
      notes: { from: string; note: string }[]
      read: { from: string; text: string }[]
      entries: { bundles: { from: string; base64: string }[]; bundles_left_out: number }
    }
  }

  evidenceFiles() {
    return readdirSync(this.path).filter((name) => /^evidence-.*\.json$/.test(name))
  }

  remove() {
    rmSync(this.path, { recursive: true, force: true })
  }
}
