import type { Trouble } from './trouble'

/** Told of everything that changes something. */
export type Witness = (what: string) => void

/** Fails when it is run, and a batch with it. */
const BROKEN = `SELECT json('{')`

/** The database, with trouble before every call. `evict` is for a Durable Object that calls it. */
export function troubledDatabase(
  real: D1Database,
  trouble: Trouble,
  wrote: Witness,
  evict?: () => void
): D1Database {
  const statements = new WeakMap<object, D1PreparedStatement>()

  const noted = <R extends D1Result<unknown>>(result: R): R => {
    if (result.meta.rows_written > 0) wrote(`D1, ${result.meta.rows_written} rows`)
    return result
  }
  const watch = (statement: D1PreparedStatement): D1PreparedStatement => {
    const all = async <T>() =>
      noted(await trouble.call('D1', { go: () => statement.all<T>(), evict }))
    const watched = {
      bind: (...values: unknown[]) => watch(statement.bind(...values)),
      all,
      run: all,
      async first<T>(column?: string) {
        const [row] = (await all<Record<string, T>>()).results
        return row && column !== undefined ? (row[column] ?? null) : (row ?? null)
      },
      raw: () => Promise.reject(new Error('Nobody reads rows like that here.')),
    } as unknown as D1PreparedStatement
    statements.set(watched, statement)
    return watched
  }

  return {
    prepare: (sql: string) => watch(real.prepare(sql)),
    async batch<T>(list: D1PreparedStatement[]): Promise<D1Result<T>[]> {
      const whole = list.map((one) => statements.get(one) ?? one)
      const broken = whole.toSpliced(Math.floor(whole.length / 2), 0, real.prepare(BROKEN))
      const results = await trouble.call('D1', {
        evict,
        go: () => real.batch<T>(whole),
        ...(whole.length > 1 && { partly: () => real.batch<T>(broken) }),
      })
      return results.map(noted)
    },
  } as unknown as D1Database
}

/** Durable Objects, with trouble before every call to one of them. */
export function troubledObjects<T extends Rpc.DurableObjectBranded>(
  real: DurableObjectNamespace<T>,
  trouble: Trouble,
  wrote: Witness
): DurableObjectNamespace<T> {
  const watch = (stub: object) =>
    new Proxy(stub, {
      get:
        (target, name) =>
        (...args: unknown[]) => {
          wrote(`a Durable Object, ${String(name)}`)
          const go = () => (target as Methods)[String(name)]?.(...args) ?? Promise.reject(unknown())
          return trouble.call('Durable Object', { go })
        },
    })
  return new Proxy(real, {
    get(target, name) {
      if (name === 'get') return (id: DurableObjectId) => watch(target.get(id))
      const member: unknown = Reflect.get(target, name, target)
      return typeof member === 'function' ? (member.bind(target) as unknown) : member
    },
  })
}

type Methods = Record<string, ((...args: unknown[]) => Promise<unknown>) | undefined>

const unknown = () => new Error('It has no such method.')
