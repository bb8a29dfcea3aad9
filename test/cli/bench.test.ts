import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import type { Result } from '../bench/result.ts'
import { STAGES } from '../bench/worker/stage-names.ts'
import { aFolder } from './site.ts'

const root = resolve(import.meta.dirname, '../..')
const run = promisify(execFile)

// Smoke only: what it measures depends on the machine, so no figure is looked at.
it('npm run bench measures all that it promises', { timeout: 300_000 }, async () => {
  const folder = await aFolder()
  const json = join(folder.path, 'result.json')
  const options = ['--max', '100', '--state', join(folder.path, 'state'), '--json', json]

  const { stdout } = await run('npm', ['run', 'bench', '--', ...options], { cwd: root })

  const result = JSON.parse(await readFile(json, 'utf8')) as Result
  await folder.remove()
  expect(result.reads).toHaveLength(10)
  expect(result.writes.map(({ act, concurrency }) => `${act} ${concurrency}`)).toEqual([
    'sign 1',
    'sign 16',
    'sign 256',
    'confirm 1',
    'confirm 16',
    'confirm 256',
    'confirm 16',
  ])
  expect(result.storage.signatures).toBe(101)
  expect(result.signing.map(({ group }) => group)).toEqual([1, 20, 500])
  expect(result.audited.live).toBe(100)
  expect(result.imported).toMatchObject({ schools: 300, again: { rows: 0 } })
  expect(result.searches.map(({ calls, rowsRead }) => calls <= 2 && rowsRead <= 200)).toEqual(
    Array(6).fill(true)
  )
  expect(result.watched).toMatchObject({ watchers: 20, confirmed: 14, signed: 6 })
  // Each played piece was compared with what is published all the while, counted anew, and audited.
  expect(result.replayed.map(({ curve, speed }) => `${curve} ${speed}`)).toEqual([
    'petition 1000',
    'letters 1000',
  ])
  expect(result.replayed.every(({ signed, confirmed }) => signed > 40 && confirmed > 20)).toBe(true)
  // So was this, with every line cut in the middle.
  expect(result.sustained.cut.asked).toBeGreaterThan(0)
  expect(result.stages.map(({ stage }) => stage)).toEqual([...STAGES])
  expect(result.pages.filter(({ calls }) => calls > 3)).toEqual([])
  expect(result.exported.map(({ format, rows }) => `${format} ${rows}`)).toEqual([
    'csv 88',
    'json 88',
  ])
  expect(stdout).toMatch(/^letter page: D1 calls .* (met|missed)$/m)
})
