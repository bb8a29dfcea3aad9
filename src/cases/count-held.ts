import { auditRow } from '../desk/audit'
import { IN_LIVING_CASE } from '../living-cases'
import { askRegistrar } from '../registrar/ask'
import type { Registrar } from '../registrar/registrar'
import type { Release } from '../registrar/release'
import { letterIdOf } from '../signatures/signature'
import type { CaseBy } from './change'

/** What came of it, beside what the Registrar says. */
type Counted = Release['outcome'] | 'in-case' | 'not-yet' | 'unknown' | 'refusing'

/** Counts one signature that is being checked, unless a case about it lives: that decides. */
export async function countHeld(
  db: D1Database,
  registrars: DurableObjectNamespace<Registrar>,
  letterId: number,
  id: string,
  by: CaseBy,
  now: Date
): Promise<Counted> {
  if (letterIdOf(id) !== letterId) return 'gone'
  const inCase = await db
    .prepare(`SELECT 1 FROM signature WHERE id = ? AND ${IN_LIVING_CASE}`)
    .bind(id)
    .first()
  if (inCase) return 'in-case'

  const { outcome } = await askRegistrar<'release'>(registrars, letterId, {
    verb: 'release',
    id,
    at: now.getTime(),
  })
  if (outcome === 'counted') {
    await auditRow(db, { letterId, ...by, act: 'count-held' }, now).run()
  }
  return outcome
}
