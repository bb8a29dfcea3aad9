import { question, type Question } from '../ask'
import { refParams, type LetterRef } from './letter'

/**
 * Has the letter's Registrar stopped writing, because its ledger is not what it should be. Until a
 * steward has looked nobody can be counted, so nobody should be asked to sign.
 */
export function signingStopped(
  db: D1Database,
  ref: LetterRef | { uuid: string }
): Question<boolean> {
  const params = 'uuid' in ref ? [null, null, ref.uuid] : [...refParams(ref), null]
  return question<{ kind: string }, boolean>(
    db
      .prepare(
        `SELECT kind FROM alarm
         WHERE kind IN ('ledger-fork', 'ledger-broken') AND cleared_at IS NULL
           AND coalesce(letter_id, 0) = coalesce(?1, (SELECT id FROM letter WHERE slug = ?2),
                                               (SELECT id FROM letter WHERE uuid = ?3))`
      )
      .bind(...params),
    (alarms) => alarms.length > 0
  )
}
