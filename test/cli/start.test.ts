import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { csv, manyListed } from './schools-file.ts'
import { aFolder, freePort, refusedStart, startSite, type Site } from './site.ts'

const isLinux = process.platform === 'linux'

describe('npm start', () => {
  let folder: Awaited<ReturnType<typeof aFolder>>
  let port: number
  let site: Site | null

  beforeAll(async () => {
    folder = await aFolder()
    port = await freePort()
    site = await startSite(port, folder.path)
  })
  afterAll(async () => {
    await site?.stop()
    await folder.remove()
  })

  it('prepares everything and says where it is', async () => {
    const addresses = site?.said.text.match(/http:\S+/g) ?? []
    expect(addresses).toHaveLength(4)
    for (const address of addresses) {
      expect(new URL(address).origin).toBe(`http://localhost:${port}`)
      expect((await fetch(address)).status).toBe(200)
    }
    expect(await fetchJson(`http://localhost:${port}/healthz`)).toMatchObject({ ok: true })

    const said = await signInLink('ada@Example.org', '--state', folder.path, '--port', String(port))
    const link = said.match(/http:\S+/)?.[0] ?? ''
    expect(new URL(link).origin).toBe(`http://localhost:${port}`)
    expect(await (await fetch(link)).text()).toContain('ada@example.org')
    expect(said).toContain('not among STEWARDS')
  })

  it('takes a register of schools while it runs, and says so when there is nothing new', async () => {
    const file = join(folder.path, 'edubaseallstatefunded20260601.csv')
    await writeFile(file, csv(manyListed(3)))

    const first = await schoolsImport(file, '--extract', '--state', folder.path)
    const again = await schoolsImport(file, '--extract', '--state', folder.path)

    expect(first).toContain('3 open schools: 3 added, 0 changed, 0 closed, 0 unchanged.')
    expect(again).toContain('It is loaded already: nothing was written.')
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'leaves no process behind after %s, and changes nothing when it starts again',
    async (signal) => {
      const letter = firstAddress(site)
      const keys = await readFile(join(folder.path, '.dev.vars'), 'utf8')
      const { counted, ledger_size } = await fetchJson(`${letter}/count.json`)
      const started = isLinux ? descendants(site?.child.pid) : []
      expect(started.length).toBeGreaterThan(isLinux ? 2 : -1)

      expect(await site?.stop(signal)).toBe(0)
      await expect.poll(() => started.filter(isRunning)).toEqual([])
      site = await startSite(port, folder.path)

      expect(firstAddress(site)).toBe(letter)
      expect(await readFile(join(folder.path, '.dev.vars'), 'utf8')).toBe(keys)
      expect(await fetchJson(`${letter}/count.json`)).toMatchObject({ counted, ledger_size })
      expect(site.said.problems).not.toMatch(/error/i)
    }
  )
})

describe('npm start where it can’t', () => {
  let folder: Awaited<ReturnType<typeof aFolder>>

  beforeEach(async () => {
    folder = await aFolder()
  })
  afterEach(() => folder.remove())

  it('is what a link to sign in needs first, as that says', async () => {
    const said = await signInLink('ada@example.org', '--state', folder.path)

    expect(said).toContain('Run npm start first')
  })

  it('says plainly that its port is in use', async () => {
    const port = await freePort()
    const other = createServer().listen(port, '127.0.0.1')

    const refusal = await refusedStart(port, folder.path)

    expect(refusal.code).toBe(1)
    expect(refusal.problems).toContain(`Port ${port} is in use`)
    expect(refusal.problems).toContain('npm start -- --port')
    expect(refusal.problems).not.toMatch(/^\s+at /m)
    other.close()
  })

  it('says plainly what is wrong with the development keys, and leaves them be', async () => {
    const broken = 'MASTER_KEY=short\n'
    await writeFile(join(folder.path, '.dev.vars'), broken)

    const refusal = await refusedStart(await freePort(), folder.path)

    expect(refusal.code).toBe(1)
    expect(refusal.problems).toContain('MASTER_KEY must be 32 bytes in base64')
    expect(refusal.problems).toContain('LEDGER_KEY is missing')
    expect(refusal.problems).not.toMatch(/^\s+at /m)
    expect(await readFile(join(folder.path, '.dev.vars'), 'utf8')).toBe(broken)
  })

  it('refuses a port that is none', async () => {
    const refusal = await refusedStart('many', folder.path)

    expect(refusal.code).toBe(1)
    expect(refusal.problems).toContain('"many" is not a port')
  })
})

/** What `npm run sign-in-link` says, whatever came of it. */
function signInLink(...args: string[]) {
  return saidBy('sign-in-link', args)
}

/** What `npm run schools:import` says. */
function schoolsImport(...args: string[]) {
  return saidBy('schools:import', args)
}

async function saidBy(script: string, args: string[]) {
  const command = ['run', '--silent', script, '--', ...args]
  const said = await promisify(execFile)('npm', command).catch((error: unknown) => error)
  const { stdout, stderr } = said as { stdout: string; stderr: string }
  return stdout + stderr
}

function firstAddress(site: Site | null) {
  return site?.said.text.match(/http:\S+/)?.[0] ?? ''
}

async function fetchJson(url: string) {
  return (await (await fetch(url)).json()) as Record<string, unknown>
}

/** All that a process has started, and what they have started in turn. */
function descendants(root: number | undefined, processes = listProcesses()): number[] {
  const children = processes.filter(({ parent }) => parent === root).map(({ pid }) => pid)
  return children.flatMap((child) => [child, ...descendants(child, processes)])
}

function isRunning(pid: number) {
  // Z: it has ended, and whoever inherited it has not looked yet.
  return listProcesses().some((one) => one.pid === pid && one.state !== 'Z')
}

function listProcesses() {
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return numbers.flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return [{ pid: Number(name), parent: Number(parent), state }]
    } catch {
      return []
    }
  })
}
