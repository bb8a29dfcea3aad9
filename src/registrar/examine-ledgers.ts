import { askRegistrar } from './ask'
import type { Registrar } from './registrar'

type Registrars = DurableObjectNamespace<Registrar>

/** As many as fit into one run of the cron; where there are more, each hour others have their turn. */
const AT_ONCE = 300

/** Has Registrars examine their ledgers, also those that nobody asks for anything. */
export async function examineLedgers(db: D1Database, registrars: Registrars, now: Date) {
  const { results } = await db
    .prepare('SELECT letter_id AS id FROM head ORDER BY random() LIMIT ?')
    .bind(AT_ONCE)
    .all<{ id: number }>()
  await examine(registrars, results, now)
}

/** Has those examined again that refuse to write, so that a repair is noticed within a minute. */
export async function examineRefused(db: D1Database, registrars: Registrars, now: Date) {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT letter_id AS id FROM alarm
       WHERE kind IN ('ledger-fork', 'ledger-broken') AND cleared_at IS NULL LIMIT ?`
    )
    .bind(AT_ONCE)
    .all<{ id: number }>()
  await examine(registrars, results, now)
}

async function examine(registrars: Registrars, letters: { id: number }[], now: Date) {
  for (const { id } of letters) {
    await askRegistrar(registrars, id, { verb: 'examine', at: now.getTime() })
  }
}
