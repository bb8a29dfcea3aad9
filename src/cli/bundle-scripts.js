// Plain JavaScript: wrangler runs it with whatever Node the machine has.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = new URL('../../', import.meta.url)

/** What a browser runs, and what it is made of. */
const scripts = [
  { entry: 'src/verify/browser.ts', target: 'public/verify.js' },
  { entry: 'src/live/browser.ts', target: 'public/live.js' },
  { entry: 'src/write/browser.ts', target: 'public/desk.js' },
]

for (const { entry, target } of scripts) {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(root),
    entryPoints: [entry],
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
  const file = new URL(target, root)
  const before = await readFile(file, 'utf8').catch(() => null)
  if (text !== before) await writeFile(file, text)
}
