import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stripVTControlCharacters } from 'node:util'
import type { Config } from './deploy-config.ts'
import { Problem } from './problem.ts'

export type Said = { ok: boolean; text: string; problems: string }

/** Runs one wrangler command to its end. What it must not be told in arguments goes in as input. */
export type Wrangler = (
  args: string[],
  extra?: { input?: string; env?: Record<string, string> }
) => Promise<Said>

// Answers come back as data, whatever the terminal or the person's own settings say. No log files:
// with WRANGLER_LOG=debug they would hold what is sent.
const quiet = {
  CI: '1',
  NO_COLOR: '1',
  FORCE_COLOR: '0',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_LOG: 'log',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_WRITE_LOGS: 'false',
}

/** The wrangler that npm puts first on the PATH, which is the project's own. */
export function wranglerFor(path: Config['path']): Wrangler {
  return async (args, { input = '', env = {} } = {}) => {
    const child = spawn('wrangler', [...args, '--config', path], {
      env: { ...process.env, ...quiet, ...env },
    })
    const said = { text: '', problems: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.text += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.problems += text))
    // One that ends without reading says why by itself.
    child.stdin.on('error', () => undefined).end(input)

    const [code] = await once(child, 'close').catch((error: Error) => {
      throw new Problem(`Wrangler could not be run (${error.message}). Run "npm ci" first.`)
    })
    return { ok: code === 0, text: plain(said.text), problems: plain(said.problems) }
  }
}

/** The data in an answer, or null if there is none. */
export function dataIn({ text }: Said): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A command that failed, in wrangler's words, and what to do about it in ours. */
export function failed(args: string[], said: Said, advice: string): Problem {
  const words = said.problems || said.text || 'It did not say why.'
  return new Problem(
    `This failed: ${commandLine(args)}\n\n${words}\n\n${advice}\n` +
      'Then run npm run deploy again: what is done already stays done.'
  )
}

/** As a person would type it; `when` says on what it depends. */
export function commandLine(args: string[], when?: string): string {
  const quoted = args.map((arg) => (/^[\w./:@=-]+$/.test(arg) ? arg : `'${arg}'`))
  return `npx wrangler ${quoted.join(' ')}${when ? `   # ${when}` : ''}`
}

function plain(words: string) {
  return stripVTControlCharacters(words).trim()
}
