import { auditIfChanged } from '../desk/audit'
import type { Doing } from '../desk/team'
import type { Entered } from './dealing-form'
import { noteHandIn } from './note-hand-in'

/** Which dealing, as whoever changes it has seen it. */
export type Seen = { number: number; version: number }

/**
 * Changes what was entered, if it is still as it was seen; everyone reads why. Returns whether it
 * was.
 */
export async function changeDealing(
  db: D1Database,
  by: Doing,
  { number, version }: Seen,
  { kind, ...entered }: Entered,
  because: string,
  now: Date
): Promise<boolean> {
  const [changed] = await db.batch([
    db
      .prepare(
        `UPDATE dealing
         SET (day, how, whom, words, html, source, edition, marks, pack) =
               (SELECT value->>'day', value->>'how', value->>'whom', value->>'words',
                       value->>'html', value->>'source', value->>'edition', value->'marks',
                       value->>'pack' FROM json_each(?5)),
             version = version + 1, changed_at = ?6, changed_because = ?7
         WHERE letter_id = ?1 AND number = ?2 AND version = ?3 AND kind = ?4
           AND taken_back_at IS NULL`
      )
      .bind(by.letterId, number, version, kind, JSON.stringify([entered]), now.getTime(), because),
    auditIfChanged(db, { ...by, act: 'change-dealing', detail: { number, because } }, now),
    noteHandIn(db, by.letterId),
  ])
  return changed?.meta.changes === 1
}

/**
 * Takes back what was entered, if it is still as it was seen. It stays in the timeline as taken
 * back, with the sentence that says why; of whoever asked for a correction nothing is kept. Returns
 * whether it was.
 */
export async function takeBackDealing(
  db: D1Database,
  by: Doing,
  { number, version }: Seen,
  because: string,
  now: Date
): Promise<boolean> {
  const [taken] = await db.batch([
    db
      .prepare(
        `UPDATE dealing
         SET version = version + 1, taken_back_at = ?4, taken_back_because = ?5,
             whom = iif(kind = 'correction-asked', NULL, whom),
             words = iif(kind = 'correction-asked', '', words),
             html = iif(kind = 'correction-asked', '', html)
         WHERE letter_id = ?1 AND number = ?2 AND version = ?3 AND taken_back_at IS NULL`
      )
      .bind(by.letterId, number, version, now.getTime(), because),
    auditIfChanged(db, { ...by, act: 'take-back-dealing', detail: { number, because } }, now),
    noteHandIn(db, by.letterId),
    db
      .prepare(
        `UPDATE correction_request
         SET settled_at = ?3, name = '', words = '', address = NULL, address_key = NULL
         WHERE letter_id = ?1 AND entered_as = ?2
           AND state IN ('open', 'entered') AND settled_at IS NULL
           AND EXISTS (SELECT 1 FROM dealing WHERE dealing.letter_id = ?1
                         AND dealing.number = ?2 AND taken_back_at IS NOT NULL)`
      )
      .bind(by.letterId, number, now.getTime()),
  ])
  return taken?.meta.changes === 1
}
