import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type Letter, type LetterRef } from '../letters/letter'
import { isUncheckable } from '../register/assurance-words'
import { roleLabel, schoolLabel } from './signature'

/** A signature as the public sees it. */
export type ListedSignature = {
  number: number
  name: string
  role: string
  school: string | null
  edition: number
  /** What stands behind the role; a key. */
  assurance: string
  /** Self-declared, where nothing could tell more. */
  uncheckable: boolean
}

/** A shown signature before its role has been put into the letter's words. */
export type ShownRow = Omit<ListedSignature, 'uncheckable'> & {
  roleOther: string | null
  because: string | null
}

/** The columns of a shown signature, beside its number. */
export const SHOWN_ROW = `name, role, role_other AS roleOther, school, edition, assurance,
  assured_because AS because`

/** The newest shown signatures, or those before a number; never one whose name is hidden. */
export function shownSignatures(
  db: D1Database,
  ref: LetterRef,
  limit: number,
  before: number | null = null
): Question<ShownRow[]> {
  return question<ShownRow, ShownRow[]>(
    db
      .prepare(
        `SELECT number, ${SHOWN_ROW} FROM signature
         WHERE letter_id = ${LETTER_MEANT}
           AND state = 'counted' AND public = 1 AND number < ?3
         ORDER BY number DESC LIMIT ?4`
      )
      .bind(...refParams(ref), before ?? Number.MAX_SAFE_INTEGER, limit),
    (rows) => rows
  )
}

/** The same of one role, by an index of its own: a rare role is found as quickly as a common one. */
export function shownOfRole(
  db: D1Database,
  ref: LetterRef,
  role: string,
  limit: number,
  before: number | null = null
): Question<ShownRow[]> {
  return question<ShownRow, ShownRow[]>(
    db
      .prepare(
        `SELECT number, ${SHOWN_ROW} FROM signature
         WHERE letter_id = ${LETTER_MEANT}
           AND state = 'counted' AND public = 1 AND role = ?3 AND number < ?4
         ORDER BY number DESC LIMIT ?5`
      )
      .bind(...refParams(ref), role, before ?? Number.MAX_SAFE_INTEGER, limit),
    (rows) => rows
  )
}

/**
 * A name for the public list as it is now. Everything that changes the list changes the name: names
 * appear, alter and go in the Registrar's batches only, and each of those has a name of its own.
 */
export function listTagOf(db: D1Database, ref: LetterRef): Question<string> {
  return question<{ tag: string }, string>(
    db
      .prepare(
        `SELECT coalesce(batch, version) AS tag FROM head
         WHERE letter_id = ${LETTER_MEANT}`
      )
      .bind(...refParams(ref)),
    ([row]) => row?.tag ?? 'empty'
  )
}

/** Shown signatures in the letter's words. */
export function listed(letter: Pick<Letter, 'roles'>, rows: ShownRow[]): ListedSignature[] {
  return rows.map(({ role, roleOther, school, because, ...row }) => ({
    ...row,
    role: roleLabel(letter, role, roleOther),
    school: schoolLabel(letter, role, school),
    uncheckable: isUncheckable(because),
  }))
}
