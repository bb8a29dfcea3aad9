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
  modules.sort((a, b) => a.rank - b.rank || (a.path < b.path ? -1 : 1))
  return [
    ...LARGE.map((name) => `import '${name}'`),
    ...modules.map(({ path }) => `import '../${path}'`),
    "export { Audience, default, Registrar } from '../src/index'",
    '',
  ].join('\n')
}

/** Packages, which would else stand between what is alike. */
const LARGE = ['zod/mini', 'jose', 'hono/hono-base', 'resend', 'markdown-it', 'uqr', 'diff']

/**
 * Rules, then SQL, mails, pages, and last what joins them: each pulls in whatever it needs. What only
 * the desk has stands together, its routes right behind its pages.
 */
function rank(path, text) {
  const isDesk = /^src\/web\/(desk|steward)\//.test(path)
  const isMail = path.includes('/mail/')
  if (/^src\/(index|cron|app)\./.test(path)) return 9
  if (/routes\.tsx?$/.test(path)) return isDesk ? 7 : 8
  if (path.endsWith('.tsx')) return isDesk ? 6 : 5
  if (path.includes('/web/')) return 4
  if (text.includes('.prepare(')) return isMail ? 2 : 1
  return isMail ? 3 : 0
}
