import { question, type Question } from '../ask'

/** So many are listed: those that take no changes, and then those that wrote last. */
const MOST = 20

/** A letter's Registrar as stewards see it: how long its ledger is, and when it last wrote. */
export type RegistrarState = {
  letterId: number
  title: string
  size: number
  committedAt: number | null
  /** It found another ledger than it knows, or a broken one, and takes no changes. */
  refuses: 0 | 1
}

/** The Registrars of all letters. */
export function registrarStates(db: D1Database): Question<RegistrarState[]> {
  return question<RegistrarState, RegistrarState[]>(
    db
      .prepare(
        `SELECT letter.id AS letterId, title, head.size,
                (SELECT at FROM checkpoint WHERE checkpoint.letter_id = letter.id
                 ORDER BY size DESC LIMIT 1) AS committedAt,
                EXISTS (SELECT 1 FROM alarm WHERE alarm.letter_id = letter.id
                        AND kind IN ('ledger-fork', 'ledger-broken') AND cleared_at IS NULL)
                  AS refuses
         FROM head JOIN letter ON letter.id = head.letter_id
         ORDER BY refuses DESC, committedAt DESC LIMIT ?`
      )
      .bind(MOST),
    (rows) => rows
  )
}
