/** What the database was asked by one part of the site since somebody last looked. */
export type Spent = {
  calls: number
  /** How long the answers took, together. */
  callsMs: number
  rowsRead: number
  /** Rows written, indexes included, by the table that a statement named. */
  written: Record<string, number>
  /** How many signatures each batch changed. */
  groups: number[]
}

export type Part = 'site' | 'registrar' | 'mail'

let spent = nothing()

/** What each part of the site has asked of the database since the last call of this. */
export function lookAtSpent(): Record<Part, Spent> {
  const seen = spent
  spent = nothing()
  return seen
}

const environments: Partial<Record<Part, object>> = {}

/** The environment for one part of the site, its database counted; always the same object. */
export function countedEnv<E extends { DB: D1Database }>(env: E, part: Part, over?: Partial<E>): E {
  environments[part] ??= { ...env, ...over, DB: counted(env.DB, part) }
  return environments[part] as E
}

type Real = { statement: D1PreparedStatement; sql: string }

function counted(db: D1Database, part: Part): D1Database {
  const real = new WeakMap<object, Real>()

  const watch = (statement: D1PreparedStatement, sql: string): D1PreparedStatement => {
    const watched = new Proxy(statement, {
      get(target, key) {
        if (key === 'bind') return (...values: unknown[]) => watch(target.bind(...values), sql)
        if (key !== 'all' && key !== 'run') throw new Error(`nobody counts ${String(key)}`)
        return async () => {
          const result = await timed(part, () => target[key]())
          note(spent[part], sql, result.meta)
          return result
        }
      },
    })
    real.set(watched, { statement, sql })
    return watched
  }

  return new Proxy(db, {
    get(target, key) {
      if (key === 'prepare') return (sql: string) => watch(target.prepare(sql), sql)
      if (key !== 'batch') throw new Error(`nobody counts ${String(key)}`)
      return async (statements: D1PreparedStatement[]) => {
        const asked = statements.flatMap((one) => real.get(one) ?? [])
        const results = await timed(part, () =>
          target.batch(asked.map(({ statement }) => statement))
        )
        for (const [i, { sql }] of asked.entries()) note(spent[part], sql, results[i]?.meta)
        noteGroup(spent[part], asked, results)
        return results
      }
    },
  })
}

async function timed<T>(part: Part, call: () => Promise<T>): Promise<T> {
  const began = Date.now()
  const result = await call()
  spent[part].calls++
  spent[part].callsMs += Date.now() - began
  return result
}

function note(sum: Spent, sql: string, meta: D1Meta | undefined) {
  if (!meta) return
  sum.rowsRead += meta.rows_read
  const [, table] =
    /\b(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE|DELETE\s+FROM)\s+(\w+)/.exec(sql) ?? []
  if (!table) return
  sum.written[table] = (sum.written[table] ?? 0) + meta.rows_written
}

/** A batch that moves a letter's head is a group; first of all it changes its own signatures. */
function noteGroup(sum: Spent, asked: Real[], results: D1Result[]) {
  if (!asked.some(({ sql }) => sql.startsWith('INSERT INTO head'))) return
  const own = asked.findIndex(({ sql }) => sql.startsWith('UPDATE signature SET'))
  sum.groups.push(results[own]?.meta.changes ?? 0)
}

function nothing(): Record<Part, Spent> {
  const none = () => ({ calls: 0, callsMs: 0, rowsRead: 0, written: {}, groups: [] })
  return { site: none(), registrar: none(), mail: none() }
}
