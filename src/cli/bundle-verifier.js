// Plain JavaScript: wrangler runs it with whatever Node the machine has.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const target = new URL('../../public/verify.js', import.meta.url)

const { outputFiles } = await build({
  absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
  entryPoints: ['src/verify/browser.ts'],
  write: false,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  logLevel: 'warning',
})
const [{ text }] = outputFiles

// What is the same already is left alone: a site that runs would reload for it.
const before = await readFile(target, 'utf8').catch(() => null)
if (text !== before) await writeFile(target, text)
