import { ask } from '../ask'
import { draftOf } from './find'
import { editionOf } from '../letters/find-editions'
import type { Words } from './draft-form'

/** Saves of one person within this time stand as one line in the audit list. */
const ONE_LINE_MS = 10 * 60 * 1000

/** The words of a letter, and which they are: of a draft, or (version 0) of the newest edition. */
export type WordsNow = {
  edition: number
  version: number
  title: string
  addressedTo: string
  markdown: string
  savedAt: number
  savedBy: string | null
}

/** What a save was made from. */
export type Basis = { edition: number; version: number }

export type Saved = { saved: Basis; at: number } | { stale: WordsNow } | { refused: true }

/**
 * Saves the words of a letter's next edition, if they are still those that the change began with;
 * else says what they have become. The same words twice are saved once.
 */
export async function saveWords(
  db: D1Database,
  letterId: number,
  { edition, version }: Basis,
  words: Words,
  by: number,
  now: Date
): Promise<Saved> {
  const at = now.getTime()
  const { title, addressed_to: addressedTo, text } = words
  const [written] = await db.batch([
    db
      .prepare(
        `INSERT INTO draft (letter_id, version, title, addressed_to, markdown, saved_at, saved_by)
         SELECT id, ?3 + 1, ?4, ?5, ?6, ?7, ?8 FROM letter
         WHERE id = ?1 AND edition = ?2 AND NOT (state = 'draft' AND opens_at IS NOT NULL)
           AND (?3 = 0 OR EXISTS (SELECT 1 FROM draft WHERE letter_id = ?1))
         ON CONFLICT (letter_id) DO UPDATE
         SET version = excluded.version, title = excluded.title,
             addressed_to = excluded.addressed_to, markdown = excluded.markdown,
             saved_at = excluded.saved_at, saved_by = excluded.saved_by
         WHERE draft.version = ?3
           AND (draft.title, draft.addressed_to, draft.markdown)
             IS NOT (excluded.title, excluded.addressed_to, excluded.markdown)`
      )
      .bind(letterId, edition, version, title, addressedTo, text, at, by),
    db
      .prepare(
        `INSERT INTO audit (letter_id, account_id, act, at)
         SELECT ?1, ?2, 'write-draft', ?3 WHERE changes() > 0 AND NOT EXISTS (
           SELECT 1 FROM audit
           WHERE id = (SELECT max(id) FROM audit WHERE letter_id = ?1)
             AND act = 'write-draft' AND account_id = ?2 AND at > ?4)`
      )
      .bind(letterId, by, at, at - ONE_LINE_MS),
    db
      .prepare(
        `UPDATE letter SET (title, addressed_to) =
           (SELECT title, addressed_to FROM draft WHERE letter_id = ?1)
         WHERE id = ?1 AND edition = 0 AND EXISTS (SELECT 1 FROM draft WHERE letter_id = ?1)`
      )
      .bind(letterId),
  ])
  if (written?.meta.changes) return { saved: { edition, version: version + 1 }, at }

  const stands = await wordsNow(db, letterId)
  if (!stands) return { refused: true }
  const same =
    stands.title === title && stands.addressedTo === addressedTo && stands.markdown === text
  if (same) return { saved: stands, at: stands.savedAt }
  const moved = stands.version !== version || stands.edition !== edition
  return moved ? { stale: stands } : { refused: true }
}

/** The words of a letter as they are now; null: none were ever saved. */
export async function wordsNow(db: D1Database, letterId: number): Promise<WordsNow | null> {
  const [draft, edition] = await ask(db, draftOf(db, letterId), editionOf(db, { id: letterId }))
  const number = edition?.number ?? 0
  if (draft) return { ...draft, edition: number }
  return edition
    ? { ...edition, edition: number, version: 0, savedAt: edition.frozenAt, savedBy: null }
    : null
}
