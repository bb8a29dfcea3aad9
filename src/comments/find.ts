import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type Letter, type LetterRef } from '../letters/letter'
import { roleLabel, schoolLabel } from '../signatures/signature'
import type { Comment } from './comment'

/** Why somebody signed, as the page shows it. */
export type ShownComment = {
  /** The signatory number. */
  number: number
  words: string
  name: string
  role: string
  roleOther: string | null
  school: string | null
  decidedAt: number
}

/** A comment as a checker sees it. */
export type CheckedComment = Omit<ShownComment, 'decidedAt'> & Comment

/** The last comment of a page: when it was decided, or written, and its signatory number. */
export type CommentPlace = { at: number; number: number }

/**
 * Why people signed, newest approved first, so many at most: of those that a checker let through,
 * and whose signer counts and is shown by name.
 */
export function shownComments(
  db: D1Database,
  ref: LetterRef,
  limit: number,
  before: CommentPlace | null = null
): Question<ShownComment[]> {
  return question<ShownComment, ShownComment[]>(
    db
      .prepare(
        `SELECT signature.number, comment.words, name, role, role_other AS roleOther, school,
                decided_at AS decidedAt
         FROM comment CROSS JOIN signature ON signature.id = comment.signature_id
         WHERE comment.letter_id = ${LETTER_MEANT}
           AND comment.state = 'shown' AND signature.state = 'counted' AND public = 1
           AND decided_at <= ?4 AND (decided_at < ?4 OR signature.number < ?5)
         ORDER BY decided_at DESC, signature.number DESC LIMIT ?3`
      )
      .bind(...refParams(ref), limit, before?.at ?? FUTURE, before?.number ?? 0),
    (rows) => rows
  )
}

const FUTURE = Number.MAX_SAFE_INTEGER

const CHECKED_COMMENT = `signature.number, comment.words, name, role, role_other AS roleOther, school,
  comment.state, written_at AS writtenAt, decided_at AS decidedAt, because`

/** Comments that wait for a checker, oldest first, after that one. */
export function commentsWaiting(
  db: D1Database,
  letterId: number,
  limit: number,
  after: CommentPlace | null
): Question<CheckedComment[]> {
  return question<CheckedComment, CheckedComment[]>(
    db
      .prepare(
        `SELECT ${CHECKED_COMMENT}
         FROM comment CROSS JOIN signature ON signature.id = comment.signature_id
         WHERE comment.letter_id = ?1 AND signature.state = 'counted' AND public = 1
           AND comment.state = 'waiting'
           AND written_at >= ?3 AND (written_at > ?3 OR signature.number > ?4)
         ORDER BY written_at, signature.number LIMIT ?2`
      )
      .bind(letterId, limit, after?.at ?? 0, after?.number ?? 0),
    (rows) => rows
  )
}

/** Comments that a checker decided about, newest decided first, before that one. */
export function commentsDecided(
  db: D1Database,
  letterId: number,
  state: 'shown' | 'refused',
  limit: number,
  before: CommentPlace | null
): Question<CheckedComment[]> {
  return question<CheckedComment, CheckedComment[]>(
    db
      .prepare(
        `SELECT ${CHECKED_COMMENT}
         FROM comment CROSS JOIN signature ON signature.id = comment.signature_id
         WHERE comment.letter_id = ?1 AND signature.state = 'counted' AND public = 1
           AND comment.state = ?3
           AND decided_at <= ?4 AND (decided_at < ?4 OR signature.number < ?5)
         ORDER BY decided_at DESC, signature.number DESC LIMIT ?2`
      )
      .bind(letterId, limit, state, before?.at ?? FUTURE, before?.number ?? 0),
    (rows) => rows
  )
}

/** What one signer wrote, or null. */
export function commentOf(db: D1Database, signatureId: string): Question<Comment | null> {
  return question<Comment, Comment | null>(
    db
      .prepare(
        `SELECT words, state, written_at AS writtenAt, decided_at AS decidedAt, because
         FROM comment WHERE signature_id = ?`
      )
      .bind(signatureId),
    ([comment]) => comment ?? null
  )
}

/** A place in a list of comments, from the address of a page; null: its beginning. */
export function readCommentPlace(text: string | undefined): CommentPlace | null {
  const [, at, number] = /^(\d{1,15})\.(\d{1,9})$/.exec(text ?? '') ?? []
  return at === undefined ? null : { at: Number(at), number: Number(number) }
}

/** Who wrote it, as lists show signers: role in the letter's words, and the school. */
export function writerOf(
  letter: Pick<Letter, 'roles'>,
  { name, role, roleOther, school }: Omit<ShownComment, 'number' | 'words' | 'decidedAt'>
): { name: string; role: string; school: string | null } {
  return {
    name,
    role: roleLabel(letter, role, roleOther),
    school: schoolLabel(letter, role, school),
  }
}
