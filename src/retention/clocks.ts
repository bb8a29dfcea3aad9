import { question, type Question } from '../ask'
import { monthsBefore } from './days'
import { AUDIT_MONTHS, COMPLAINT_MONTHS, NEWS_MONTHS, SETTLED_MONTHS } from './periods'

/** What is kept for a time of its own, whatever becomes of the letter. */
export type ClockName = 'news' | 'follows' | 'reports' | 'requests' | 'complaints' | 'audit'

export type Clock = {
  what: ClockName
  months: number
  /** What is older than `?1`, the first `?2` of them: id, and from when on it was kept. */
  due: string
  /** Forgets those whose ids `?1` lists; null: their Registrars do. */
  forget: string | null
}

/** So many are looked at: more go the next night. */
export const MOST_AT_ONCE = 2000

export const CLOCKS: Clock[] = [
  {
    what: 'news',
    months: NEWS_MONTHS,
    // The first of each letter before the second of any: one that can't write holds up no other.
    due: `SELECT signature.id, signature.confirmed_at AS at
          FROM letter CROSS JOIN signature ON signature.id IN
            (SELECT one.id FROM signature AS one
             WHERE one.id > letter.id || '.' AND one.id < letter.id || '.~'
               AND kept_address IS NOT NULL AND one.confirmed_at <= ?1 AND one.state <> 'held'
             LIMIT ?2)
          WHERE letter.created_at <= ?1 AND anonymised_at IS NULL
          ORDER BY row_number() OVER (PARTITION BY letter.id ORDER BY signature.id) LIMIT ?2`,
    forget: null,
  },
  {
    what: 'follows',
    months: NEWS_MONTHS,
    due: `SELECT id, confirmed_at AS at FROM follow
          WHERE state = 'following' AND confirmed_at <= ?1 LIMIT ?2`,
    forget: 'DELETE FROM follow WHERE id IN (SELECT value FROM json_each(?1))',
  },
  {
    what: 'reports',
    months: SETTLED_MONTHS,
    due: `SELECT id, settled_at AS at FROM report
          WHERE state = 'settled' AND settled_at <= ?1 LIMIT ?2`,
    forget: 'DELETE FROM report WHERE id IN (SELECT value FROM json_each(?1))',
  },
  {
    what: 'requests',
    months: SETTLED_MONTHS,
    due: `SELECT id, settled_at AS at FROM correction_request WHERE settled_at <= ?1 LIMIT ?2`,
    forget: 'DELETE FROM correction_request WHERE id IN (SELECT value FROM json_each(?1))',
  },
  {
    what: 'complaints',
    months: COMPLAINT_MONTHS,
    due: `SELECT id, answered_at AS at FROM data_complaint
          WHERE answered_at <= ?1 AND words <> '' LIMIT ?2`,
    forget: `UPDATE data_complaint SET words = '', name = NULL, address = NULL, address_key = NULL,
                                       answer = NULL
             WHERE id IN (SELECT value FROM json_each(?1))`,
  },
  {
    what: 'audit',
    months: AUDIT_MONTHS,
    // In the order they were written, so that no index on the time is needed.
    due: `SELECT id, at FROM (SELECT id, at FROM audit ORDER BY id LIMIT ?2) WHERE at <= ?1`,
    forget: 'DELETE FROM audit WHERE id IN (SELECT value FROM json_each(?1))',
  },
]

export type Due = { id: string | number; at: number }

/** What of a clock's is over at this time: what the report counts and what the night forgets. */
export function dueOf(db: D1Database, { due, months }: Clock, at: Date): Question<Due[]> {
  const before = monthsBefore(at, months)
  return question<Due, Due[]>(db.prepare(due).bind(before, MOST_AT_ONCE), (found) => found)
}
