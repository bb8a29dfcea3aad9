import { GRACE_MS } from '../letters/state'
import { askRegistrar } from './ask'
import type { Registrar } from './registrar'

const AT_ONCE = 100

/** Has every letter finished that closed a day ago and has nobody held and no case alive. Returns how many. */
export async function finishDue(
  db: D1Database,
  registrars: DurableObjectNamespace<Registrar>,
  now: Date
): Promise<number> {
  const at = now.getTime()
  const { results } = await db
    .prepare(
      `SELECT id FROM letter
       WHERE finished_at IS NULL AND state IN ('open', 'closed', 'delivered')
         AND coalesce(closed_at, closes_at) <= ?
         AND NOT EXISTS (SELECT 1 FROM waiting
                         WHERE waiting.letter_id = letter.id AND waiting.state = 'held' AND n > 0)
         AND NOT EXISTS (SELECT 1 FROM signature_case
                         WHERE signature_case.letter_id = letter.id AND signature_case.state IN
                           ('suggested', 'open', 'asked', 'running', 'paused', 'undoing'))
       ORDER BY coalesce(closed_at, closes_at) LIMIT ?`
    )
    .bind(at - GRACE_MS, AT_ONCE)
    .all<{ id: number }>()

  const answers = await Promise.all(
    results.map(({ id }) => askRegistrar(registrars, id, { verb: 'finish', at }))
  )
  return answers.filter(({ outcome }) => outcome === 'finished').length
}
