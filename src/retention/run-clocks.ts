import { ask } from '../ask'
import { askRegistrar } from '../registrar/ask'
import type { Registrar } from '../registrar/registrar'
import { letterIdOf } from '../signatures/signature'
import { CLOCKS, dueOf, type Clock, type Due } from './clocks'

/** Forgets what its own time is over for, of each kind as much as fits into a night. */
export async function runClocks(
  db: D1Database,
  registrars: DurableObjectNamespace<Registrar>,
  now: Date
): Promise<void> {
  const due = await ask<Due[][]>(db, ...CLOCKS.map((clock) => dueOf(db, clock, now)))
  await Promise.all(CLOCKS.map((clock, i) => forget(db, registrars, clock, due[i] ?? [], now)))
}

async function forget(
  db: D1Database,
  registrars: DurableObjectNamespace<Registrar>,
  { what, forget }: Clock,
  due: Due[],
  now: Date
): Promise<void> {
  if (due.length === 0) return
  if (forget === null) {
    const gone = await unsubscribe(registrars, due, now)
    if (gone > 0) await noted(db, what, gone, now).run()
    return
  }
  const ids = JSON.stringify(due.map(({ id }) => id))
  await db.batch([db.prepare(forget).bind(ids), noted(db, what, due.length, now)])
}

/** Their signatures stay; only the addresses kept for news go. */
async function unsubscribe(
  registrars: DurableObjectNamespace<Registrar>,
  due: Due[],
  now: Date
): Promise<number> {
  const answers = await Promise.all(
    due.map(({ id }) => {
      const act = { verb: 'unsubscribe' as const, id: String(id), at: now.getTime() }
      return askRegistrar<'unsubscribe'>(registrars, letterIdOf(act.id), act)
    })
  )
  return answers.filter(({ outcome }) => outcome === 'unsubscribed').length
}

function noted(db: D1Database, what: string, n: number, now: Date): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO retention_run (what, begun_at, ended_at, gone)
       VALUES (?1, ?2, ?2, json_object('rows', ?3))`
    )
    .bind(what, now.getTime(), n)
}
