import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { parseEnv } from 'node:util'
import { readSettings } from '../env.ts'
import { newKeys } from './new-keys.ts'
import { Problem } from './problem.ts'

/** Makes the development keys if there are none. A file that is there is checked, never changed. */
export async function prepareDevVars(path: string): Promise<void> {
  const text = await readIfThere(path)
  if (text === null) await writeFile(path, newDevVars(), { flag: 'wx', mode: 0o600 })
  else checkDevVars(path, text)
}

async function readIfThere(path: string) {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return null
    throw new Problem(`${name(path)} can't be read (${code}).`)
  }
}

function newDevVars() {
  const { MASTER_KEY, LEDGER_KEY } = newKeys()
  return `# Made by npm start, for development on this machine only. Never deploy these keys.
MASTER_KEY=${MASTER_KEY}
LEDGER_KEY='${LEDGER_KEY}'
RESEND_WEBHOOK_SECRET=whsec_${randomBytes(24).toString('base64')}
`
}

function checkDevVars(path: string, text: string) {
  const settings = {
    ENVIRONMENT: 'development',
    ORIGIN: 'http://localhost:8787',
    MAIL_FROM: 'Countersign <letters@example.org>',
    STEWARDS: 'steward@example.org',
    ...parseEnv(text),
  }
  const read = readSettings(settings)
  if ('settings' in read) return

  const problems = read.problems.map((one) => `  ${one.setting} ${one.problem}`).join('\n')
  throw new Problem(
    `${name(path)} needs a look:\n${problems}\n` +
      'Put it right, or move the file away: npm start then makes one with new keys. ' +
      'Links mailed under the old keys stop working.'
  )
}

function name(path: string) {
  return relative('', path)
}
