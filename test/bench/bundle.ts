import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { runWrangler } from '../../src/cli/wrangler.ts'

/** Bundles as a deployment would: the site itself, or the site behind another entry. */
export async function bundle(outdir: string, entry: string[] = []): Promise<void> {
  await runWrangler(['deploy', ...entry, '--dry-run', '--outdir', outdir])
}

/** What a bundle takes on its way to Cloudflare. */
export async function compressedBytes(outdir: string): Promise<number> {
  let bytes = 0
  for (const name of await readdir(outdir)) {
    const isPart = !['.map', '.md'].includes(extname(name))
    if (isPart) bytes += gzipSync(await readFile(join(outdir, name))).length
  }
  return bytes
}
