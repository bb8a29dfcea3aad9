import { question, type Question } from '../ask'
import type { OffDisplay } from '../signatures/off-display'
import { foldedWords } from '../words'

/** A name as a checker sees it: what is shown of it, or was, or would be. */
export type CheckedName = {
  number: number
  name: string
  role: string
  roleOther: string | null
  school: string | null
  /** When its signer last changed what it says. */
  changedAt: number
  /** Why it is not shown; null: it is. */
  offDisplay: string | null
}

const MOST_FOUND = 20
const MOST_LOOKED_AT = 500

const WAITING = `
  SELECT signature.number, name, role, role_other AS roleOther, school,
         coalesce(changed_at, signature.confirmed_at) AS changedAt, off_display AS offDisplay FROM signature
  WHERE letter_id = ?1 AND state = 'counted' AND off_display->>'wanted' = 1
    AND off_display->>'why' = ?4 AND number > ?2
  ORDER BY number LIMIT ?3`

/** Names that wait for a look, or for their owners to be asked; oldest first, after that number. */
export function namesWaiting(
  db: D1Database,
  letterId: number,
  why: 'look' | 'notable',
  after: number,
  limit: number
): Question<CheckedName[]> {
  return names(db.prepare(WAITING).bind(letterId, after, limit, why))
}

// Each reason has its part of the index; the newest of both are read, and no more.
const OFF = `
  SELECT signature.number, name, role, role_other AS roleOther, school,
         coalesce(changed_at, signature.confirmed_at) AS changedAt, off_display AS offDisplay FROM signature
  WHERE id IN (
    SELECT id FROM (SELECT id FROM signature
      WHERE letter_id = ?1 AND state = 'counted' AND off_display->>'wanted' = 1
        AND off_display->>'why' = 'checker' AND number < ?2 ORDER BY number DESC LIMIT ?3)
    UNION ALL
    SELECT id FROM (SELECT id FROM signature
      WHERE letter_id = ?1 AND state = 'counted' AND off_display->>'wanted' = 1
        AND off_display->>'why' = 'reported' AND number < ?2 ORDER BY number DESC LIMIT ?3))
  ORDER BY number DESC LIMIT ?3`

/** Names that are off display and that their signers want shown, newest first, before that number. */
export function namesOff(
  db: D1Database,
  letterId: number,
  before: number,
  limit: number
): Question<CheckedName[]> {
  return names(db.prepare(OFF).bind(letterId, before, limit))
}

const FOUND = `
  SELECT signature.number, name, role, role_other AS roleOther, school,
         coalesce(changed_at, signature.confirmed_at) AS changedAt, off_display AS offDisplay FROM signature
  WHERE letter_id = ?1 AND state = 'counted' AND public = 1 AND number IN (
    SELECT ?2 WHERE ?2 IS NOT NULL UNION
    SELECT number FROM (SELECT number FROM signature_word
      WHERE letter_id = ?1 AND ?2 IS NULL AND word >= ?3 AND word < ?3 || char(1114111)
      ORDER BY word, number LIMIT ?4))
  ORDER BY number`

/** Shown names with words that begin like these, or the one of this number; the first few of them. */
export function namesFound(
  db: D1Database,
  letterId: number,
  query: string
): Question<CheckedName[]> {
  const number = /^#?(\d{1,9})$/.exec(query.trim())?.[1]
  const wanted = foldedWords(query)
  const leading = wanted.toSorted((a, b) => b.length - a.length)[0] ?? ''
  const asked = number || leading ? MOST_LOOKED_AT : 0
  return question<CheckedName, CheckedName[]>(
    db.prepare(FOUND).bind(letterId, number ? Number(number) : null, leading, asked),
    (rows) => (number ? rows : rows.filter((row) => hasWords(row, wanted))).slice(0, MOST_FOUND)
  )
}

/** The ids of signatures by their numbers, for those that still count. */
export function idsByNumber(
  db: D1Database,
  letterId: number,
  numbers: number[]
): Question<Map<number, string>> {
  return question<{ id: string; number: number }, Map<number, string>>(
    db
      .prepare(
        `SELECT id, number FROM signature
         WHERE letter_id = ?1 AND state = 'counted' AND public = 1
           AND number IN (SELECT value FROM json_each(?2))
         UNION ALL
         SELECT id, number FROM signature
         WHERE letter_id = ?1 AND state = 'counted' AND public = 0
           AND number IN (SELECT value FROM json_each(?2))`
      )
      .bind(letterId, JSON.stringify(numbers)),
    (rows) => new Map(rows.map(({ id, number }) => [number, id]))
  )
}

/** Why a name is not shown; null: it is. */
export function whyOff({ offDisplay }: Pick<CheckedName, 'offDisplay'>): OffDisplay | null {
  return offDisplay === null ? null : (JSON.parse(offDisplay) as OffDisplay)
}

function names(statement: D1PreparedStatement): Question<CheckedName[]> {
  return question<CheckedName, CheckedName[]>(statement, (rows) => rows)
}

function hasWords({ name, school }: CheckedName, wanted: string[]): boolean {
  const has = foldedWords(`${name} ${school ?? ''}`)
  return wanted.every((word) => has.some((one) => one.startsWith(word)))
}
