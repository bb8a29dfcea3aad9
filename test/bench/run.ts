import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Problem } from '../../src/cli/problem.ts'
import { paths } from '../../src/paths.ts'
import { auditLedger } from './audit.ts'
import { bundle, compressedBytes } from './bundle.ts'
import type { Bench, Patience } from './compare.ts'
import { confirmAll, confirmAtOnce } from './confirm.ts'
import { exportAll } from './export.ts'
import { startHello } from './hello.ts'
import { timeImport } from './import.ts'
import { loadAll, loadedSlug } from './load.ts'
import { timeMail } from './mail.ts'
import { matchHeads } from './match.ts'
import { print } from './print.ts'
import { showProgress } from './progress.ts'
import { startProvider, type Provider } from './provider.ts'
import { readPages } from './read.ts'
import type { Result } from './result.ts'
import { startSite } from './site.ts'
import { proofSizes } from './proofs.ts'
import { searchSchools } from './search.ts'
import { signAll } from './sign.ts'
import { weighSigning } from './signing.ts'
import { timeWatching } from './watch.ts'
import { weighMail, weighPage, weighStorage } from './weigh.ts'

const SIZES = [100, 10_000, 1_000_000]
const VISITORS = [1, 16, 256]

const PATIENCE: Patience = {
  helloMs: 350,
  readMs: 900,
  writeMs: 2500,
  mails: 30,
  watchers: 1000,
  schools: 22_010,
}

/** For a run that only shows that all this works. */
const IMPATIENCE: Patience = {
  helloMs: 50,
  readMs: 100,
  writeMs: 600,
  mails: 2,
  watchers: 20,
  schools: 300,
}

const root = resolve(import.meta.dirname, '../..')

type Options = { max: number; state: string; fresh: boolean; json: string | undefined }

const progress = showProgress()
try {
  const options = readOptions()
  const result = await run(options)
  progress.done()
  console.log(print(result))
  if (options.json) await writeFile(options.json, `${JSON.stringify(result, null, 2)}\n`)
} catch (error) {
  if (!(error instanceof Problem)) throw error
  console.error(error.message)
  process.exitCode = 1
}
process.exit()

async function run({ max, state, fresh }: Options): Promise<Result> {
  // On the same disk, since syncing it is part of what is measured.
  const scratch = `${state}-scratch`
  await rm(scratch, { recursive: true, force: true })
  if (fresh) await rm(state, { recursive: true, force: true })
  await mkdir(state, { recursive: true })
  const provider = await startProvider()
  const hello = await startHello()
  try {
    progress.at('bundling')
    await bundle(join(scratch, 'site'))
    await bundle(join(scratch, 'bench'), [resolve(import.meta.dirname, 'worker/index.ts')])
    const workerBytes = await compressedBytes(join(scratch, 'site'))

    const sizes = SIZES.filter((size) => size <= max)
    const patience = sizes.length > 1 ? PATIENCE : IMPATIENCE
    const start = async (folder: string): Promise<Bench> => {
      const site = await startSite(join(scratch, 'bench'), folder, provider.url)
      return { site, hello, patience }
    }
    const loaded = await readLoaded(await start(state), sizes)
    progress.at('weighing')
    const storage = await weighStorage(state)

    // What is written must not be read next time, nor weighed.
    const copy = join(scratch, 'state')
    await cp(state, copy, { recursive: true })
    const written = await writeMore(await start(copy), provider)
    const bytesPerMail = await weighMail(copy)
    const imported = await importMuch(start, join(scratch, 'register'), patience.schools)
    const at = new Date().toISOString()
    return {
      at,
      machine: machine(),
      workerBytes,
      ...loaded,
      ...written,
      imported,
      storage,
      bytesPerMail,
    }
  } finally {
    provider.stop()
    await hello.stop()
    await rm(scratch, { recursive: true, force: true })
  }
}

async function readLoaded(bench: Bench, sizes: number[]) {
  await loadAll(bench.site, sizes, progress)
  const largest = sizes.at(-1) ?? 0
  const pageBytes = await weighPage(bench.site.origin + paths.letter(loadedSlug(largest)))
  const reads = await readPages(bench, sizes, progress)
  const exported = await exportAll(bench, largest, progress)
  const audited = await auditLedger(bench.site, largest, progress)
  const proofs = await proofSizes(bench.site, sizes)
  await bench.site.stop()
  return { pageBytes, reads, exported, audited, proofs }
}

async function writeMore(bench: Bench, provider: Provider) {
  const signs = await signAll(bench, VISITORS, progress)
  const together = await confirmAll(bench, VISITORS, false, progress)
  // More at once would only wait longer.
  const alone = await confirmAll(bench, [16], true, progress)
  const registrarPerSecond = await confirmAtOnce(bench, progress)
  const signing = await weighSigning(bench, progress)
  const mail = await timeMail(bench, provider, progress)
  const watched = await timeWatching(bench, progress)
  const searches = await searchSchools(bench, progress)
  const matched = await matchHeads(bench, progress)
  await bench.site.stop()
  return {
    writes: [...signs, ...together, ...alone],
    registrarPerSecond,
    signing,
    mail,
    watched,
    searches,
    matched,
  }
}

/** Into a site of its own, made where wrangler looks for one. */
async function importMuch(
  start: (folder: string) => Promise<Bench>,
  state: string,
  schools: number
) {
  const { site } = await start(join(state, 'v3'))
  await site.stop()
  return timeImport(state, schools, progress)
}

function machine(): Result['machine'] {
  const { version } = createRequire(import.meta.url)('miniflare/package.json') as {
    version: string
  }
  const processor = cpus()[0]?.model.trim() ?? 'unknown'
  return { processor, cores: cpus().length, node: process.versions.node, miniflare: version }
}

function readOptions(): Options {
  const { max, state, fresh, json } = readArguments()
  if (!SIZES.includes(Number(max))) throw new Problem(`--max is one of ${SIZES.join(', ')}`)
  return { max: Number(max), state: resolve(state), fresh, json: json && resolve(json) }
}

function readArguments() {
  const state = join(root, 'node_modules/.cache/countersign-bench')
  const options = {
    max: { type: 'string', default: '1000000' },
    state: { type: 'string', default: state },
    fresh: { type: 'boolean', default: false },
    json: { type: 'string' },
  } as const
  try {
    return parseArgs({ options }).values
  } catch {
    throw new Problem('npm run bench knows --max, --state, --fresh and --json FILE')
  }
}
