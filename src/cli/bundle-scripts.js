// Plain JavaScript: wrangler runs it with whatever Node the machine has.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { disposableEmailBlocklist } from 'disposable-email-domains-js'
import { build } from 'esbuild'
import { orderModules } from './order-modules.js'

const root = new URL('../../', import.meta.url)

/** What a browser runs, and what it is made of. */
const scripts = [
  { entry: 'src/verify/browser.ts', target: 'public/verify.js' },
  { entry: 'src/live/browser.ts', target: 'public/live.js' },
  { entry: 'src/write/browser.ts', target: 'public/desk.js' },
  { entry: 'src/find/browser.ts', target: 'public/school.js' },
]

for (const { entry, target } of scripts) {
  await put(target, await bundle(entry, { minify: true, charset: 'utf8' }))
}

// What the public data are is written down here, and not made anew by every Worker.
const maker = Buffer.from(await bundle('src/web/api/written.ts')).toString('base64')
const { writeApi } = await import(`data:text/javascript;base64,${maker}`)
await put('public/api.json', JSON.stringify(writeApi()))

// So is the list of those who give mailboxes away: the Worker looks it through as it is.
await put('public/disposable-domains.txt', `\n${disposableEmailBlocklist().join('\n')}\n`)

await mkdir(new URL('dist/', root), { recursive: true })
await put('dist/index.js', await orderModules(fileURLToPath(root)))

async function bundle(entry, options = {}) {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(root),
    entryPoints: [entry],
    write: false,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
    ...options,
  })
  return outputFiles[0].text
}

/** What is the same already is left alone: a site that runs would reload for it. */
async function put(target, text) {
  const file = new URL(target, root)
  const before = await readFile(file, 'utf8').catch(() => null)
  if (text !== before) await writeFile(file, text)
}
