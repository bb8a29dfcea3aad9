import { runInDurableObject } from 'cloudflare:test'
import type { Env } from '../../src/env'
import type { Letter } from '../../src/letters/letter'
import { registrarOf } from './people'

/** One call to the database: what it was asked, and the rows each statement read and wrote. */
export type Call = { sql: string[]; read: number[]; written: number[] }

/** What becomes of a call: it goes through, or something happens to it. */
export type Fate = (go: () => Promise<D1Result[]>, db: D1Database) => Promise<D1Result[]>

// A call that went another way would not be counted.
const alone = () => Promise.reject(new Error('A Registrar asks in batches, or runs a statement.'))

export const goesThrough: Fate = (go) => go()

export const getsLost: Fate = () => {
  throw new Error('D1_ERROR: Network connection lost.')
}

export const answerGetsLost: Fate = async (go) => {
  await go()
  throw new Error('D1_ERROR: Network connection lost.')
}

/** Something else happens in the database just before the call does. */
export function after(sql: string, ...params: unknown[]): Fate {
  return async (go, db) => {
    await db
      .prepare(sql)
      .bind(...params)
      .run()
    return go()
  }
}

/**
 * Stands between a Registrar and its database. Its first calls meet the fates given, one each, and
 * all later ones go through. Returns the calls made so far.
 */
export async function watchDatabase(
  letter: Pick<Letter, 'id'>,
  fates: Fate[] = [],
  registrar = registrarOf(letter)
): Promise<Call[]> {
  const calls: Call[] = []
  const plan = [...fates]

  await runInDurableObject(registrar, (instance) => {
    const inside = instance as unknown as { env: Env }
    const db = inside.env.DB
    const texts = new WeakMap<D1PreparedStatement, string>()

    const noted = (statement: D1PreparedStatement, sql: string): D1PreparedStatement => {
      const bind = statement.bind.bind(statement)
      texts.set(statement, sql)
      return Object.assign(statement, {
        bind: (...values: unknown[]) => noted(bind(...values), sql),
        run: async () => (await watched.batch([statement]))[0],
        all: alone,
        first: alone,
        raw: alone,
      })
    }
    const watched = {
      prepare: (sql: string) => noted(db.prepare(sql), sql),
      async batch(statements: D1PreparedStatement[]) {
        const sql = statements.map((one) => texts.get(one) ?? '')
        const call: Call = { sql, read: [], written: [] }
        calls.push(call)
        const go = async () => {
          const results = await db.batch(statements)
          call.read = results.map(({ meta }) => meta.rows_read)
          call.written = results.map(({ meta }) => meta.rows_written)
          return results
        }
        return (plan.shift() ?? goesThrough)(go, db)
      },
    }
    inside.env = { ...inside.env, DB: watched as unknown as D1Database }
  })
  return calls
}

/** Gives a Registrar other settings from now on, as a deployment would; until it is evicted. */
export async function withSettings(
  letter: Pick<Letter, 'id'>,
  settings: Record<string, string>,
  registrar = registrarOf(letter)
) {
  await runInDurableObject(registrar, (instance) => {
    const inside = instance as unknown as { env: Env }
    inside.env = { ...inside.env, ...settings }
  })
}
