import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

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
  RESEND_BASE_URL: '',
  ALERT_URL: '',
  DNS_URL: '',
}

const migrations = await readD1Migrations(resolve(root, 'migrations'))

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
        plugins: [
          cloudflareTest({
            // Or else the runtime tells of every connection that a test has broken.
            verbose: false,
            wrangler: { configPath: resolve(root, 'wrangler.toml') },
            miniflare: { bindings: { ...settings, TEST_MIGRATIONS: migrations } },
          }),
        ],
        test: {
          name: 'workers',
          include: ['test/**/*.test.ts'],
          exclude: ['test/cli/**', 'test/browser/**'],
          globalSetup: ['test/fake/setup.ts'],
          setupFiles: ['test/support/migrate.ts'],
        },
      },
      {
        root,
        test: {
          name: 'scripts',
          include: ['test/cli/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
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
