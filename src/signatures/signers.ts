import { question, type Question } from '../ask'

/** A counted signature as its letter's team sees it; of a hidden signer nothing but the role. */
export type SignerRow = {
  number: number
  /** Null: not shown. */
  name: string | null
  role: string
  roleOther: string | null
  school: string | null
  edition: number
  /** Is it the team that doesn't show it, for now. */
  off: number
}

/** Which of them, and in which order; `after` is the number that the page before ended with. */
export type SignersAsked = { role: string; oldestFirst: boolean; after: number | null }

const NEWEST = `
  SELECT * FROM (
    SELECT number, role, edition, name, role_other AS roleOther, school, 0 AS off FROM signature
    WHERE letter_id = ?1 AND state = 'counted' AND public = 1 AND number < ?2
    ORDER BY number DESC LIMIT ?3)
  UNION ALL SELECT * FROM (
    SELECT number, role, edition, NULL, NULL, NULL, off_display IS NOT NULL FROM signature
    WHERE letter_id = ?1 AND state = 'counted' AND public = 0 AND number < ?2
    ORDER BY number DESC LIMIT ?3)
  ORDER BY number DESC LIMIT ?3`

const OLDEST = `
  SELECT * FROM (
    SELECT number, role, edition, name, role_other AS roleOther, school, 0 AS off FROM signature
    WHERE letter_id = ?1 AND state = 'counted' AND public = 1 AND number > ?2
    ORDER BY number ASC LIMIT ?3)
  UNION ALL SELECT * FROM (
    SELECT number, role, edition, NULL, NULL, NULL, off_display IS NOT NULL FROM signature
    WHERE letter_id = ?1 AND state = 'counted' AND public = 0 AND number > ?2
    ORDER BY number ASC LIMIT ?3)
  ORDER BY number ASC LIMIT ?3`

const NEWEST_OF_ROLE = `
  SELECT * FROM (
    SELECT number, role, edition, name, role_other AS roleOther, school, 0 AS off FROM signature
    WHERE letter_id = ?1 AND state = 'counted' AND public = 1 AND role = ?4 AND number < ?2
    ORDER BY number DESC LIMIT ?3)
  UNION ALL SELECT * FROM (
    SELECT number, role, edition, NULL, NULL, NULL, off_display IS NOT NULL FROM signature
    WHERE letter_id = ?1 AND state = 'counted' AND public = 0 AND role = ?4 AND number < ?2
    ORDER BY number DESC LIMIT ?3)
  ORDER BY number DESC LIMIT ?3`

const OLDEST_OF_ROLE = `
  SELECT * FROM (
    SELECT number, role, edition, name, role_other AS roleOther, school, 0 AS off FROM signature
    WHERE letter_id = ?1 AND state = 'counted' AND public = 1 AND role = ?4 AND number > ?2
    ORDER BY number ASC LIMIT ?3)
  UNION ALL SELECT * FROM (
    SELECT number, role, edition, NULL, NULL, NULL, off_display IS NOT NULL FROM signature
    WHERE letter_id = ?1 AND state = 'counted' AND public = 0 AND role = ?4 AND number > ?2
    ORDER BY number ASC LIMIT ?3)
  ORDER BY number ASC LIMIT ?3`

/**
 * Counted signatures by their numbers. Those shown and those hidden have indexes of their own, so
 * that the rows read are at most twice those returned.
 */
export function signersOf(
  db: D1Database,
  letterId: number,
  { role, oldestFirst, after }: SignersAsked,
  limit: number
): Question<SignerRow[]> {
  const asked = [letterId, after ?? (oldestFirst ? 0 : Number.MAX_SAFE_INTEGER), limit]
  const all = oldestFirst ? OLDEST : NEWEST
  const ofRole = oldestFirst ? OLDEST_OF_ROLE : NEWEST_OF_ROLE
  const statement = role ? db.prepare(ofRole).bind(...asked, role) : db.prepare(all).bind(...asked)
  return question<SignerRow, SignerRow[]>(statement, (rows) => rows)
}
