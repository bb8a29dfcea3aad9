import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

/**
 * The Worker's entry, which first imports all that it is made of, like beside like. Compression sees
 * back 32 KB only: in the order in which modules happen to need each other, the Worker would be a
 * twenty-fifth larger. What it does is the same.
 */
export async function orderModules(root) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/index.ts'],
    write: false,
    outdir: 'dist',
    bundle: true,
    metafile: true,
    format: 'esm',
    packages: 'external',
    external: ['cloudflare:*'],
    logLevel: 'warning',
  })
  const modules = await Promise.all(
    Object.keys(metafile.inputs).map(async (path) => {
      return { path, rank: rank(path, await readFile(join(root, path), 'utf8')) }
    })
  )
  modules.sort((a, b) => a.rank - b.rank || (a.path < b.path ? 1 : -1))
  return [
    ...LARGE.map((name) => `import '${name}'`),
    ...modules.map(({ path }) => `import '../${path}'`),
    "export { Audience, default, Registrar } from '../src/index'",
    '',
  ].join('\n')
}

/** Packages that would else stand between what is alike. */
const LARGE = ['hono/hono-base', 'resend', 'markdown-it']

/** Rules, then SQL, mails, pages, and last what joins them: each pulls in whatever it needs. */
function rank(path, text) {
  if (/^src\/(index|cron|app)\./.test(path)) return 6
  if (/routes\.tsx?$/.test(path)) return 5
  if (path.endsWith('.tsx')) return 4
  if (path.includes('/web/')) return 3
  if (text.includes('.prepare(')) return 1
  return path.includes('/mail/') ? 2 : 0
}
