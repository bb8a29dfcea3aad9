import { letterIdOf } from '../signatures/signature'
import { askRegistrar } from './ask'
import type { Registrar } from './registrar'

const AT_ONCE = 2000

/** Of a letter; and the first of each come before the second of any, so that none holds up others. */
const AT_ONCE_OF_A_LETTER = 500

/** Has what was never confirmed deleted, and what is left of the disowned. Returns how many. */
export async function expireDue(
  db: D1Database,
  registrars: DurableObjectNamespace<Registrar>,
  now: Date
): Promise<number> {
  const at = now.getTime()
  const { results } = await db
    .prepare(
      `SELECT id FROM (
         SELECT id, row_number() OVER (PARTITION BY letter_id ORDER BY expires_at) AS place
         FROM signature WHERE state IN ('pending', 'disowned') AND expires_at <= ?)
       WHERE place <= ? ORDER BY place LIMIT ?`
    )
    .bind(at, AT_ONCE_OF_A_LETTER, AT_ONCE)
    .all<{ id: string }>()

  const answers = await Promise.all(
    results.map(({ id }) => askRegistrar(registrars, letterIdOf(id), { verb: 'expire', id, at }))
  )
  return answers.filter(({ outcome }) => outcome === 'expired').length
}
