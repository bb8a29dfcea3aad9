import {
  createExecutionContext,
  createScheduledController,
  waitOnExecutionContext,
} from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { app } from '../../src/app'
import worker from '../../src/index'

/** The same site with other settings or bindings: asks it for one page. */
export function aSite(over: Record<string, unknown>) {
  const bindings = { ...env, ...over }
  return async (path: string, init?: RequestInit): Promise<Response> => {
    const ctx = createExecutionContext()
    const answer = await app.request(new URL(path, env.ORIGIN).href, init, bindings, ctx)
    await waitOnExecutionContext(ctx)
    return answer
  }
}

/** A form as a browser on the site posts it. */
export function aForm(fields: Record<string, string>, headers: HeadersInit = {}): RequestInit {
  const sent = { origin: env.ORIGIN, ...Object.fromEntries(new Headers(headers)) }
  return { method: 'POST', body: new URLSearchParams(fields), headers: sent }
}

/** The database, with every call to it counted, and the rows read: all but those of `first()`. */
export function aCountedDatabase() {
  const real = new WeakMap<object, D1PreparedStatement>()
  const counted = { calls: 0, rowsRead: 0 }

  const watch = (statement: D1PreparedStatement): D1PreparedStatement => {
    const watched = new Proxy(statement, {
      get(target, key) {
        if (key === 'bind') return (...values: unknown[]) => watch(target.bind(...values))
        const member: unknown = Reflect.get(target, key, target)
        if (typeof member !== 'function') return member
        return async (...args: unknown[]) => {
          counted.calls++
          const result = (await Reflect.apply(member, target, args)) as Partial<D1Result> | null
          counted.rowsRead += result?.meta?.rows_read ?? 0
          return result
        }
      },
    })
    real.set(watched, statement)
    return watched
  }

  const db = new Proxy(env.DB, {
    get(target, key) {
      if (key === 'prepare') return (sql: string) => watch(target.prepare(sql))
      if (key !== 'batch') throw new Error(`nobody counts ${String(key)}`)
      return async (statements: D1PreparedStatement[]) => {
        counted.calls++
        const results = await target.batch(statements.map((one) => real.get(one) ?? one))
        for (const { meta } of results) counted.rowsRead += meta.rows_read
        return results
      }
    },
  })
  return { db, counted }
}

/** Lets the cron of every minute do its work, or another one. */
export async function runCron(cron = '* * * * *') {
  await worker.scheduled(createScheduledController({ cron }), env)
}
