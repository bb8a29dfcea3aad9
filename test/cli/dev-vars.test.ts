import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { prepareDevVars } from '../../src/cli/dev-vars.ts'
import { Problem } from '../../src/cli/problem.ts'
import { aFolder } from './site.ts'

describe('development keys', () => {
  let folder: Awaited<ReturnType<typeof aFolder>>
  let path: string

  beforeEach(async () => {
    folder = await aFolder()
    path = join(folder.path, '.dev.vars')
  })
  afterEach(() => folder.remove())

  it('are made where there are none, for their owner only', async () => {
    await prepareDevVars(path)

    expect(await readFile(path, 'utf8')).toMatch(
      /^MASTER_KEY=.{44}\nLEDGER_KEY='{.+}'\nRESEND_WEBHOOK_SECRET=whsec_.{32}$/m
    )
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('are good enough for the site, and left alone from then on', async () => {
    await prepareDevVars(path)
    const made = await readFile(path, 'utf8')

    await prepareDevVars(path)

    expect(await readFile(path, 'utf8')).toBe(made)
  })

  it('differ from one machine to the next', async () => {
    await prepareDevVars(path)
    await prepareDevVars(`${path}.other`)

    expect(await readFile(path, 'utf8')).not.toBe(await readFile(`${path}.other`, 'utf8'))
  })

  it.each([
    ['an empty file', () => '', 'MASTER_KEY is missing'],
    ['a missing master key', (made: string) => made.replace(/^MASTER.*$/m, ''), 'MASTER_KEY is'],
    ['a short master key', (made: string) => made.replace(/(MASTER_KEY=).*/, '$1c2hvcnQ='), '32 b'],
    ['a broken ledger key', (made: string) => made.replace(/(LEDGER_KEY=).*/, '$1{'), 'LEDGER_KEY'],
    [
      'a half ledger key',
      (made: string) => made.replace(/"d":"[^"]*",?/, ''),
      'LEDGER_KEY must be',
    ],
    [
      'a bad setting of its own',
      (made: string) => `${made}RESEND_BASE_URL=here`,
      'RESEND_BASE_URL',
    ],
  ])('are refused by name, never replaced: %s', async (_, spoil, message) => {
    await prepareDevVars(path)
    const spoilt = spoil(await readFile(path, 'utf8'))
    await writeFile(path, spoilt)

    const refusal = await prepareDevVars(path).catch((error: Error) => error)

    expect(refusal).toBeInstanceOf(Problem)
    expect(String(refusal)).toContain(message)
    expect(await readFile(path, 'utf8')).toBe(spoilt)
  })

  it('say so when their file can’t be read', async () => {
    await mkdir(path)

    await expect(prepareDevVars(path)).rejects.toThrow(/\.dev\.vars can't be read/)
  })
})
