import { inTurn } from '../in-turn'
import { GRACE_MS } from '../letters/state'
import { LIVING_STATES } from '../living-cases'
import { askRegistrar } from './ask'
import type { Registrar } from './registrar'

const IN_A_MINUTE = 100

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
       WHERE finished_at IS NULL
         AND (state IN ('open', 'closed', 'delivered') OR state = 'gathering' AND closed_at IS NOT NULL)
         AND coalesce(closed_at, closes_at) <= ?
         AND NOT EXISTS (SELECT 1 FROM waiting
                         WHERE waiting.letter_id = letter.id AND waiting.state = 'held' AND n > 0)
         AND NOT EXISTS (SELECT 1 FROM signature_case
                         WHERE signature_case.letter_id = letter.id
                           AND signature_case.state IN ${LIVING_STATES})
       ORDER BY coalesce(closed_at, closes_at)`
    )
    .bind(at - GRACE_MS)
    .all<{ id: number }>()

  const answers = await Promise.all(
    inTurn(results, IN_A_MINUTE, now).map(({ id }) =>
      askRegistrar(registrars, id, { verb: 'finish', at })
    )
  )
  return answers.filter(({ outcome }) => outcome === 'finished').length
}
