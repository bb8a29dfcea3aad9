import { question, type Question } from '../ask'

/** A network or mail domain of a school or an authority, that a steward knows. */
export type Allowed = {
  kind: 'network' | 'domain'
  value: string
  /** Whose it is. */
  note: string
  /** Which steward put it there. */
  by: string | null
  at: number
}

export const MOST_ALLOWED = 1000

/** All that stewards know: networks first, each kind in order. */
export function allowedOnes(db: D1Database): Question<Allowed[]> {
  return question<Allowed, Allowed[]>(
    db
      .prepare(
        `SELECT kind, value, note, coalesce(account.name, account.address) AS by, added_at AS at
         FROM allowed LEFT JOIN account ON account.id = added_by
         ORDER BY kind DESC, value LIMIT ?`
      )
      .bind(MOST_ALLOWED),
    (rows) => rows
  )
}
