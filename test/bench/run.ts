import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { Problem } from '../../src/cli/problem.ts'
import { paths } from '../../src/paths.ts'
import { auditLedger } from './audit.ts'
import { bundle, compressedBytes } from './bundle.ts'
import type { Bench } from './compare.ts'
import { confirmAll, confirmAtOnce } from './confirm.ts'
import { exportAll } from './export.ts'
import { startHello } from './hello.ts'
import { timeImport } from './import.ts'
import { loadAll, loadedSlug } from './load.ts'
import { timeMail } from './mail.ts'
import { matchHeads } from './match.ts'
import { readOptions, SIZES, type Options } from './options.ts'
import { askPages } from './pages.ts'
import { IMPATIENCE, PATIENCE } from './patience.ts'
import { print } from './print.ts'
import { showProgress } from './progress.ts'
import { startProvider, type Provider } from './provider.ts'
import { readPages } from './read.ts'
import { replayAll } from './replay.ts'
import type { Result } from './result.ts'
import { startSite } from './site.ts'
import { proofSizes } from './proofs.ts'
import { searchSchools } from './search.ts'
import { signAll } from './sign.ts'
import { weighSigning } from './signing.ts'
import { weighStages } from './stages.ts'
import { MOST_A_SECOND, sustain } from './sustain.ts'
import { timeWatching } from './watch.ts'
import { weighMail, weighPage, weighStorage } from './weigh.ts'

const VISITORS = [1, 16, 256]

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
    const start = async (folder: string, open = false): Promise<Bench> => {
      const site = await startSite(join(scratch, 'bench'), folder, provider.url, open)
      return { site, hello, patience }
    }
    const loaded = await readLoaded(await start(state), sizes)
    const exported = await exportMuch(await start(state, true), sizes)
    progress.at('weighing')
    const storage = await weighStorage(state)

    // What is written must not be read next time, nor weighed.
    const copy = join(scratch, 'state')
    await cp(state, copy, { recursive: true })
    const written = await writeMore(await start(copy), provider)
    const bytesPerMail = await weighMail(copy)
    const atWork = await readAtWork(await start(copy), sizes)
    const imported = await importMuch(start, join(scratch, 'register'), patience.schools)
    const at = new Date().toISOString()
    return {
      at,
      machine: machine(),
      workerBytes,
      ...loaded,
      exported,
      ...written,
      ...atWork,
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
  const audited = await auditLedger(bench.site, loadedSlug(largest), largest, progress)
  const proofs = await proofSizes(bench.site, sizes)
  await bench.site.stop()
  return { pageBytes, reads, audited, proofs }
}

/** By itself, since looking at memory slows everything down. */
async function exportMuch(bench: Bench, sizes: number[]) {
  const exported = await exportAll(bench, sizes.at(-1) ?? 0, progress)
  await bench.site.stop()
  return exported
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
  const replayed = await replayAll(bench, provider, progress)
  const links = Math.ceil((bench.patience.sustainMs / 1000) * MOST_A_SECOND)
  const stages = await weighStages(bench, progress)
  const sustained = await sustain(bench, links, progress)
  await bench.site.stop()
  return {
    writes: [...signs, ...together, ...alone],
    registrarPerSecond,
    signing,
    mail,
    watched,
    replayed,
    stages,
    sustained,
  }
}

/** Last of all, since other schools take the place of those that were signed from. */
async function readAtWork(bench: Bench, sizes: number[]) {
  const asked = await askPages(bench, sizes, progress)
  const searches = await searchSchools(bench, progress)
  const matched = await matchHeads(bench, progress)
  await bench.site.stop()
  return { ...asked, searches, matched }
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
