import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formatVkey } from '../../src/ledger/vkey.ts'
import { LedgerFixture, signer, UUID } from './ledger-fixture.ts'
import { Workplace } from './verify-command.ts'

const root = resolve(import.meta.dirname, '../..')

/** A Node as old as one without these. */
function without(...features: string[]) {
  const code = `import module from 'node:module'; ${features.join('; ')}`
  return `--import=data:text/javascript,${encodeURIComponent(code)}`
}

const NO_HOOKS = 'module.registerHooks = undefined'
const NO_TYPES =
  "Object.defineProperty(process, 'versions', { value: { ...process.versions, amaro: undefined } })"

describe('countersign-verify', () => {
  let place: Workplace
  let args: string[]

  beforeEach(async () => {
    place = new Workplace()
    const name = `letters.example.org/ledger/${UUID}`
    const key = await signer(name)
    place.write('a.tlog-proof', await new LedgerFixture(name).sumUp().total([key]))
    args = ['total', 'a.tlog-proof', '--vkey', formatVkey(key)]
  })
  afterEach(() => place.remove())

  it('runs below node_modules, where Node reads no types', () => {
    const home = join(place.path, 'node_modules/countersign')
    for (const folder of ['src/cli', 'src/ledger', 'src/uk-time.ts']) {
      cpSync(join(root, folder), join(home, folder), { recursive: true })
    }
    writeFileSync(join(home, 'package.json'), '{ "type": "module" }')

    const total = run(join(home, 'src/cli/verify.js'), args)

    expect(total.stderr).toBe('')
    expect(total.status).toBe(0)
    expect(total.stdout).toContain('0 signatures are counted')
  })

  it('runs on a Node that has to be told to read types, and leaves nothing behind', async () => {
    const before = copies()

    const total = await place.run(args, [without(NO_HOOKS)])
    const wrong = await place.run(['total', 'b.tlog-proof'], [without(NO_HOOKS)])

    expect(total.problems).toBe('')
    expect(total.code).toBe(0)
    expect(total.text).toContain('0 signatures are counted')
    expect(wrong.code).toBe(2)
    expect(copies()).toEqual(before)
  })

  it('tells a Node that is too old so', async () => {
    const total = await place.run(args, [without(NO_TYPES)])

    expect(total.code).toBe(2)
    expect(total.text).toBe('')
    expect(total.problems).toContain('needs Node 22.6 or newer')
    expect(total.problems).toContain('npm ci')
  })

  it('finds files from where npm run was called', () => {
    const folder = join(place.path, 'elsewhere')
    mkdirSync(folder)
    const npm = ['--prefix', root, 'run', '--silent', 'verify', '--']
    args[1] = '../a.tlog-proof'

    const total = spawnSync('npm', [...npm, ...args], { cwd: folder, encoding: 'utf8' })

    expect(total.status).toBe(0)
    expect(total.stdout).toContain('npm run verify -- https://letters.example.org/ledger/')
  })

  function run(main: string, words: string[]) {
    return spawnSync(process.execPath, [main, ...words], { cwd: place.path, encoding: 'utf8' })
  }

  function copies() {
    return readdirSync(tmpdir()).filter((name) => /^countersign-verify-.{6}$/.test(name))
  }
})
