import { inTurn } from '../in-turn'
import { askRegistrar } from '../registrar/ask'
import type { Registrar } from '../registrar/registrar'
import { forgetLetter } from './forget-letter'

/** So many letters have their turn in a minute, and of each so many groups of signatures. */
const LETTERS = 20
const GROUPS = 10

type Run = { id: number; letterId: number; before: number }

/**
 * Goes on with the letters whose signers are being forgotten: first the signatures, by the letter's
 * Registrar, then all that hangs on the letter beside them. Stopped anywhere, the letter's next turn
 * goes on from there.
 */
export async function carryOn(
  db: D1Database,
  registrars: DurableObjectNamespace<Registrar>,
  now: Date
): Promise<void> {
  const { results } = await db
    .prepare(
      `SELECT id, letter_id AS letterId, before FROM retention_run INDEXED BY retention_run_under_way
       WHERE ended_at IS NULL ORDER BY id`
    )
    .all<Run>()
  await Promise.all(
    inTurn(results, LETTERS, now).map(async (run) => {
      if (await areUnknown(registrars, run, now)) await forgetLetter(db, run, now)
    })
  )
}

/** Is nobody known any more behind a letter's signatures, after as much as fits into a minute. */
async function areUnknown(
  registrars: DurableObjectNamespace<Registrar>,
  { letterId, before }: Run,
  now: Date
): Promise<boolean> {
  for (let group = 0; group < GROUPS; group++) {
    const act = { verb: 'anonymise' as const, before, at: now.getTime() }
    const { outcome } = await askRegistrar<'anonymise'>(registrars, letterId, act)
    if (outcome === 'anonymised') return true
    if (outcome !== 'anonymising') return false
  }
  return false
}
