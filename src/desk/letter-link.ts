import { question, type Question } from '../ask'
import { tokenFor } from '../keys'
import { auditIfChanged } from './audit'
import { hashOf } from './session'

/** What a link lets people without an account see: a draft, a letter under embargo, or who gather. */
export type LinkKind = 'draft' | 'embargo' | 'founding'

/** A letter's link of one kind. Its token follows from its id, so that it can be shown again. */
export type LetterLink = { kind: LinkKind; id: string; createdAt: number }

/** The secret part of a link's address. */
export function linkToken(master: Uint8Array, id: string): Promise<string> {
  return tokenFor(master, 'letter-link', id)
}

/** The links of a letter that work. */
export function linksOf(db: D1Database, letterId: number): Question<LetterLink[]> {
  return question<LetterLink, LetterLink[]>(
    db
      .prepare('SELECT kind, id, created_at AS createdAt FROM letter_link WHERE letter_id = ?')
      .bind(letterId),
    (links) => links
  )
}

/** The letter that a token of this kind opens; null: it is no token, or was taken back. */
export async function letterByLink(
  db: D1Database,
  token: string,
  kind: LinkKind
): Promise<number | null> {
  return db
    .prepare('SELECT letter_id AS id FROM letter_link WHERE token_hash = ? AND kind = ?')
    .bind(await hashOf(token), kind)
    .first<number>('id')
}

/**
 * Makes a letter's link of a kind, if there is none. `instead` is the id of the one that the new
 * one ends: should another stand there by now, that stays. `by` is an account's id.
 */
export async function makeLink(
  db: D1Database,
  master: Uint8Array,
  letterId: number,
  kind: LinkKind,
  by: number,
  now: Date,
  instead: string | null = null
): Promise<void> {
  const id = crypto.randomUUID()
  const hash = await hashOf(await linkToken(master, id))
  await db.batch([
    db
      .prepare(
        `INSERT INTO letter_link (letter_id, kind, id, token_hash, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (letter_id, kind) DO UPDATE
         SET id = excluded.id, token_hash = excluded.token_hash, created_at = excluded.created_at
         WHERE letter_link.id = ?6`
      )
      .bind(letterId, kind, id, hash, now.getTime(), instead),
    auditIfChanged(db, { letterId, accountId: by, act: 'make-link', detail: { kind } }, now),
  ])
}

/** Takes a letter's link of a kind back: from now on it opens nothing. */
export async function revokeLink(
  db: D1Database,
  letterId: number,
  kind: LinkKind,
  by: number,
  now: Date
): Promise<void> {
  await db.batch([
    db.prepare('DELETE FROM letter_link WHERE letter_id = ? AND kind = ?').bind(letterId, kind),
    auditIfChanged(db, { letterId, accountId: by, act: 'revoke-link', detail: { kind } }, now),
  ])
}
