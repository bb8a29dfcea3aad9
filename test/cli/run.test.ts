import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

describe('a Node that is too old', () => {
  it.each(['src/cli/start.ts', 'test/run.ts'])('is told so by %s', (script) => {
    // A Node told not to read types is as good as one that can't.
    const old = spawnSync(
      process.execPath,
      ['--no-experimental-strip-types', 'src/cli/run.js', script],
      { cwd: root, encoding: 'utf8' }
    )

    expect(old.status).toBe(1)
    expect(old.stdout).toBe('')
    expect(old.stderr).toContain('needs Node 22.18 or newer')
    expect(old.stderr).toContain('npm ci')
  })
})
