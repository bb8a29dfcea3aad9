import { applyD1Migrations, type D1Migration } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { Env } from '../../src/env'
import type * as main from '../../src/dev'

type WorkerEnv = Env

declare global {
  namespace Cloudflare {
    interface Env extends WorkerEnv {
      ORIGIN: string
      MASTER_KEY: string
      TEST_MIGRATIONS: D1Migration[]
    }
    interface GlobalProps {
      mainModule: typeof main
    }
  }
}

await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
