#!/usr/bin/env node
// Plain JavaScript: it makes an older Node read the types of the rest, and a still older one say so.
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import module from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// npm runs scripts in the package's folder; files are named from where the person is.
const { npm_lifecycle_event: script, npm_package_name: name, INIT_CWD: home } = process.env
if (script === 'verify' && name === 'countersign' && home) process.chdir(home)

// What reads types in Node. Some systems' own builds lack it.
if (!process.versions.amaro) {
  console.error(
    'Checking a ledger needs Node 22.6 or newer that can read TypeScript; ' +
      `this is Node ${process.versions.node}.\n` +
      'Get a newer one from https://nodejs.org, or, in a copy of Countersign’s sources, run\n' +
      '"npm ci" first: it brings the right one, and "npm run verify" uses it.'
  )
  process.exitCode = 2
} else if (module.registerHooks) {
  await runHere()
} else {
  runAgain()
}

/** Reads types itself, because Node reads none below node_modules, where npx puts this package. */
async function runHere() {
  const warn = process.emitWarning
  process.emitWarning = (warning, ...rest) => {
    if ((rest[0]?.type ?? rest[0]) !== 'ExperimentalWarning') warn.call(process, warning, ...rest)
  }
  module.registerHooks({
    load(url, context, next) {
      if (!url.endsWith('.ts')) return next(url, context)
      const source = module.stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'))
      return { format: 'module', source, shortCircuit: true }
    },
  })
  await import('./verify.ts')
}

/** For Node 22.6 to 22.14: the same once more from a copy outside node_modules, told to read types. */
function runAgain() {
  const copy = mkdtempSync(join(tmpdir(), 'countersign-verify-'))
  const here = fileURLToPath(new URL('.', import.meta.url))
  cpSync(here, join(copy, 'cli'), { recursive: true })
  cpSync(join(here, '../ledger'), join(copy, 'ledger'), { recursive: true })
  cpSync(join(here, '../uk-time.ts'), join(copy, 'uk-time.ts'))
  writeFileSync(join(copy, 'package.json'), '{ "type": "module" }')

  const main = join(copy, 'cli/verify.ts')
  const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning']
  const args = [...process.execArgv, ...flags, main, ...process.argv.slice(2)]
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => {
    rmSync(copy, { recursive: true, force: true })
    process.exitCode = code ?? 2
  })
}
