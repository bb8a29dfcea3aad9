import { question, type Question } from '../ask'
import { foldedWords } from '../words'
import { formsOf } from './fold'

/** A change of a list, and with which signatures of which letter it is compared next. */
export type NotableChange = {
  id: number
  kind: 'added' | 'removed'
  name: string
  /** 0: it is compared with those of every letter. */
  letterId: number
  reachedLetter: number
  reached: number
  /** The letter whose turn it is; null: there is none left. */
  turn: number | null
}

/** The changes that have waited longest; those of one letter's list, or any. */
export function notableChanges(
  db: D1Database,
  letterId: number | null,
  limit: number
): Question<NotableChange[]> {
  return question<NotableChange, NotableChange[]>(
    db
      .prepare(
        `SELECT id, kind, name, letter_id AS letterId, reached_letter AS reachedLetter, reached,
                iif(letter_id > 0, letter_id, (SELECT min(letter.id) FROM letter
                  WHERE letter.id >= reached_letter AND state <> 'draft')) AS turn
         FROM notable_change WHERE ?1 IS NULL OR letter_id = ?1 ORDER BY id LIMIT ?2`
      )
      .bind(letterId, limit),
    (changes) => changes
  )
}

/** The signatures that a change may be about; and how far those go that were looked at for it. */
export type Touched = { ids: string[]; last: number; isWhole: boolean }

type Row = { id: string | null; number: number; name: string | null }

// Names that are shown and have a word in common; of the letter's words each has its part of an index.
const ADDED = `
  SELECT id, wanted.number, name FROM (
    SELECT number FROM (SELECT number FROM signature_word
      WHERE letter_id = ?1 AND word = ?2->>0 AND number > ?3 ORDER BY number LIMIT ?4)
    UNION SELECT number FROM (SELECT number FROM signature_word
      WHERE letter_id = ?1 AND word = ?2->>1 AND number > ?3 ORDER BY number LIMIT ?4)
    UNION SELECT number FROM (SELECT number FROM signature_word
      WHERE letter_id = ?1 AND word = ?2->>2 AND number > ?3 ORDER BY number LIMIT ?4)
    ORDER BY number LIMIT ?4) AS wanted
  LEFT JOIN signature ON letter_id = ?1 AND state = 'counted' AND public = 1
    AND signature.number = wanted.number
  ORDER BY wanted.number`

const REMOVED = `
  SELECT id, number, name FROM signature
  WHERE letter_id = ?1 AND state = 'counted' AND off_display->>'wanted' = 1
    AND off_display->>'why' = 'notable' AND number > ?3 AND ?2 IS NOT NULL
  ORDER BY number LIMIT ?4`

/**
 * Of a letter, the next signatures that a change is about. A name that is shown already is found if
 * one of its words is spelt as on the list; whoever disguises all of them is caught only at a yes.
 */
export function touchedBy(
  db: D1Database,
  { kind, name, letterId, reachedLetter, reached, turn }: NotableChange,
  limit: number
): Question<Touched> {
  const letter = turn ?? letterId
  const from = letter === reachedLetter ? reached : 0
  const words = foldedWords(name).toSorted((a, b) => b.length - a.length)
  const sql = kind === 'added' ? db.prepare(ADDED) : db.prepare(REMOVED)
  const [folded = ''] = formsOf(name)
  return question<Row, Touched>(sql.bind(letter, JSON.stringify(words), from, limit), (rows) => ({
    ids: rows.flatMap((row) => (row.id && formsOf(row.name ?? '').includes(folded) ? row.id : [])),
    last: rows.at(-1)?.number ?? from,
    isWhole: rows.length < limit,
  }))
}

/** The statement that notes how far each change was compared, and forgets those that are through. */
export function noteReached(
  db: D1Database,
  steps: { change: NotableChange; touched: Touched | null }[]
): D1PreparedStatement[] {
  const next = steps.map(({ change, touched }) => {
    const { id, letterId, turn, reachedLetter, reached } = change
    const was = [id, reachedLetter, reached] as const
    if (turn === null || touched === null) return { was, letter: null, reached: 0 }
    if (!touched.isWhole) return { was, letter: turn, reached: touched.last }
    return { was, letter: letterId === 0 ? turn + 1 : null, reached: 0 }
  })
  return [
    db
      .prepare(
        `DELETE FROM notable_change WHERE (id, reached_letter, reached) IN
           (SELECT value->'was'->>0, value->'was'->>1, value->'was'->>2 FROM json_each(?)
            WHERE value->>'letter' IS NULL)`
      )
      .bind(JSON.stringify(next)),
    db
      .prepare(
        `UPDATE notable_change SET reached_letter = value->>'letter', reached = value->>'reached'
         FROM json_each(?) WHERE notable_change.id = value->'was'->>0 AND reached_letter = value->'was'->>1
           AND notable_change.reached = value->'was'->>2 AND value->>'letter' IS NOT NULL`
      )
      .bind(JSON.stringify(next)),
  ]
}
