import { convertV4MiniflareOptions, Miniflare, type V4WorkerOptionsShape } from 'miniflare'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  unstable_getMiniflareWorkerOptions as workerOptions,
  unstable_splitSqlQuery as splitSql,
} from 'wrangler'
import { youngestChild } from './process.ts'
import type { BenchVerbs } from './worker/index.ts'

const root = resolve(import.meta.dirname, '../..')

// The key of RFC 8037, appendix A: nobody's secret.
const ledgerKey = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
}

export const ORIGIN = 'https://countersign.test'
export const HOOK_SECRET = `whsec_${Buffer.from('bench').toString('base64')}`

export type Site = Awaited<ReturnType<typeof startSite>>

/**
 * Starts the bundle in Miniflare, with bindings as in wrangler.toml and its data in `state`; if asked
 * to, so that its memory can be looked into.
 */
export async function startSite(outdir: string, state: string, provider: string, open = false) {
  const read = workerOptions(resolve(root, 'wrangler.toml'))
  const options = read.workerOptions as V4WorkerOptionsShape
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      compatibilityDate: options.compatibilityDate,
      d1Databases: options.d1Databases,
      durableObjects: options.durableObjects,
      queueProducers: options.queueProducers,
      queueConsumers: options.queueConsumers,
      versionMetadata: options.versionMetadata,
      // On Cloudflare files are served before the Worker is asked; here only the Worker is measured.
      serviceBindings: { ASSETS: () => new Response(null, { status: 404 }) as never },
      bindings: {
        // In development nobody asks DNS about an address; all else is as in production.
        ENVIRONMENT: 'development',
        ORIGIN,
        MAIL_FROM: 'Countersign <letters@countersign.test>',
        STEWARDS: 'steward@countersign.test',
        MASTER_KEY: Buffer.alloc(32, 'bench').toString('base64'),
        LEDGER_KEY: JSON.stringify(ledgerKey),
        RESEND_API_KEY: 're_bench',
        RESEND_WEBHOOK_SECRET: HOOK_SECRET,
        RESEND_BASE_URL: provider,
      },
      modules: true,
      modulesRoot: outdir,
      scriptPath: join(outdir, 'index.js'),
      cf: false,
      inspectorPort: open ? 0 : undefined,
      logRequests: false,
      resourcePersistencePath: state,
    })
  )
  const { origin } = await miniflare.ready
  await migrate(miniflare)
  return {
    origin,
    tell: teller(origin),
    inspector: () => miniflare.getInspectorURL(),
    stop: () => miniflare.dispose(),
    pid: await youngestChild(),
  }
}

async function migrate(miniflare: Miniflare) {
  const db = await miniflare.getD1Database('DB')
  await db.prepare('CREATE TABLE IF NOT EXISTS d1_migrations (name TEXT PRIMARY KEY)').run()
  const { results } = await db.prepare('SELECT name FROM d1_migrations').all<{ name: string }>()
  const applied = new Set(results.map(({ name }) => name))

  const folder = resolve(root, 'migrations')
  for (const name of (await readdir(folder)).sort()) {
    if (applied.has(name)) continue
    const statements = splitSql(await readFile(join(folder, name), 'utf8'))
    await db.batch([
      ...statements.map((sql) => db.prepare(sql)),
      db.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name),
    ])
  }
}

type Told<V extends keyof BenchVerbs> = Awaited<ReturnType<BenchVerbs[V]>>
type Asked<V extends keyof BenchVerbs> = Parameters<BenchVerbs[V]>[1]

/** Asks the benchmark's own door in front of the site. */
function teller(origin: string) {
  return async <V extends keyof BenchVerbs>(verb: V, asked?: Asked<V>): Promise<Told<V>> => {
    const body = JSON.stringify(asked ?? {})
    const answer = await fetch(`${origin}/bench/${verb}`, { method: 'POST', body })
    if (!answer.ok) throw new Error(`${verb}: ${await answer.text()}`)
    return (await answer.json()) as Told<V>
  }
}
