import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { unstable_readConfig as readConfig } from 'wrangler'

const root = resolve(import.meta.dirname, '..')

// The key of RFC 8037, appendix A: nobody's secret.
const ledgerKey = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
}

// Everything is named here, so that a developer's own .dev.vars changes no test.
const settings = {
  ENVIRONMENT: 'development',
  ORIGIN: 'https://countersign.test',
  MAIL_FROM: 'Countersign <letters@countersign.test>',
  STEWARDS: 'steward@countersign.test',
  MASTER_KEY: Buffer.alloc(32, 'tests').toString('base64'),
  LEDGER_KEY: JSON.stringify(ledgerKey),
  LEDGER_KEY_PREVIOUS: '',
  RESEND_API_KEY: '',
  RESEND_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 'hooks').toString('base64')}`,
  RESEND_BASE_URL: '',
  ALERT_URL: '',
  DNS_URL: '',
  TURNSTILE_SITE_KEY: '',
  TURNSTILE_SECRET_KEY: '',
}

const TEST_MIGRATIONS = await readD1Migrations(resolve(root, 'migrations'))

// Longer runs of what comes in from outside try so many times as much.
const FUZZ_RUNS = process.env.FUZZ_RUNS ?? ''

const wrangler = readConfig({ config: resolve(root, 'wrangler.toml') })

/** The packages that the Worker does without are absent in tests too. */
const alias = Object.fromEntries(
  Object.entries<string>(wrangler.alias ?? {}).map(([name, path]) => [name, resolve(root, path)])
)

/** They need no database, and so nothing but the runtime: one for all of them. */
const pure = [
  'test/architecture.test.ts',
  'test/ledger/**/*.test.ts',
  'test/verify/**/*.test.ts',
  'test/audience/teller.test.ts',
  'test/hostile/pure/**/*.test.ts',
  'test/mail/choose.test.ts',
  'test/mail/mails.test.ts',
  'test/notable/**/*.test.ts',
  'test/register/assurance.test.ts',
]

export default defineConfig({
  root,
  test: {
    // Vitest would leave one core to itself, and hardly uses it.
    maxWorkers: '100%',
    projects: [
      {
        root,
        resolve: { alias },
        oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
        plugins: [
          cloudflareTest({
            miniflare: {
              compatibilityDate: wrangler.compatibility_date,
              bindings: { TEST_MIGRATIONS, FUZZ_RUNS },
            },
          }),
        ],
        test: { name: 'pure', include: pure, isolate: false, testTimeout: 30_000 },
      },
      {
        root,
        resolve: { alias },
        oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
        plugins: [
          cloudflareTest({
            // Or else the runtime tells of every connection that a test has broken.
            verbose: false,
            main: resolve(root, 'src/dev.ts'),
            wrangler: { configPath: resolve(root, 'wrangler.toml') },
            miniflare: { bindings: { ...settings, TEST_MIGRATIONS, FUZZ_RUNS } },
          }),
        ],
        test: {
          name: 'workers',
          include: ['test/**/*.test.ts'],
          exclude: ['test/cli/**', 'test/browser/**', ...pure],
          globalSetup: ['test/fake/setup.ts', 'test/faults/setup.ts'],
          setupFiles: ['test/support/migrate.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        root,
        test: {
          name: 'scripts',
          include: ['test/cli/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        root,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/setup.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
