import { HELD_MS } from '../gate/risk'
import { GRACE_MS } from '../letters/state'
import { LIVING_STATES } from '../living-cases'
import { askRegistrar } from '../registrar/ask'
import type { Registrar } from '../registrar/registrar'

const AT_ONCE = 2000

/** Of a letter; and the first of each come before the second of any, so that none holds up others. */
const AT_ONCE_OF_A_LETTER = 500

/**
 * Has those counted whose checking is over: held for 48 hours and in no living case, or in one that
 * was found to be nothing. Whose words are old ones by now are asked once, and then left alone until
 * nobody can say yes any more. Returns how many are counted.
 */
export async function releaseDue(
  db: D1Database,
  registrars: DurableObjectNamespace<Registrar>,
  now: Date
): Promise<number> {
  const at = now.getTime()
  const { results } = await db
    .prepare(
      `SELECT signature.id, signature.letter_id AS letterId
       FROM waiting
       CROSS JOIN letter ON letter.id = waiting.letter_id
       CROSS JOIN signature ON signature.id IN
         (SELECT one.id FROM signature AS one INDEXED BY signature_held
          WHERE one.letter_id = waiting.letter_id AND one.state = 'held'
            AND NOT EXISTS
              (SELECT 1 FROM case_signature JOIN signature_case ON signature_case.id = case_id
               WHERE signature_id = one.id AND signature_case.state IN ${LIVING_STATES})
            AND (EXISTS
                   (SELECT 1 FROM case_signature JOIN signature_case ON signature_case.id = case_id
                    WHERE signature_id = one.id AND signature_case.state = 'dismissed')
                 -- What came after a case was suggested, and fits it, is decided with that.
                 OR ((one.confirmed_at <= ?1 - ?2
                        OR (risk->>'reasons' = '["in-case"]' AND EXISTS
                          (SELECT 1 FROM signature_case
                           WHERE signature_case.letter_id = one.letter_id
                             AND signature_case.state = 'dismissed' AND ended_at > created_at)))
                     AND (instr(coalesce(risk, ''), '"in-case"') = 0 OR NOT EXISTS
                       (SELECT 1 FROM signature_case INDEXED BY signature_case_living
                        WHERE signature_case.letter_id = one.letter_id
                          AND signature_case.state IN ${LIVING_STATES}))))
            AND (one.edition = letter.edition
                 OR (risk IS NULL AND one.expires_at <= ?1)
                 OR min(coalesce(closes_at, 9e15), coalesce(closed_at, 9e15)) + ?3 <= ?1
                 OR (risk IS NOT NULL AND stopped IS NULL
                     AND letter.state IN ('gathering', 'open', 'closed', 'delivered')
                     AND NOT EXISTS (SELECT 1 FROM site WHERE signing_paused IS NOT NULL)))
          ORDER BY one.confirmed_at LIMIT ?4)
       WHERE waiting.state = 'held' AND n > 0 AND finished_at IS NULL
       ORDER BY row_number() OVER (PARTITION BY signature.letter_id
                                   ORDER BY signature.confirmed_at)
       LIMIT ?5`
    )
    .bind(at, HELD_MS, GRACE_MS, AT_ONCE_OF_A_LETTER, AT_ONCE)
    .all<{ id: string; letterId: number }>()

  const answers = await Promise.all(
    results.map(({ id, letterId }) =>
      askRegistrar(registrars, letterId, { verb: 'release', id, at })
    )
  )
  return answers.filter(({ outcome }) => outcome === 'counted').length
}
