import { auditIfChanged } from '../desk/audit'
import { cleanLine } from '../desk/clean-text'
import type { Problems } from '../signatures/signature'
import { formsOf } from './fold'
import { EVERY_LETTER, mostNotable } from './list'

const LONGEST_NAME = 100
const LONGEST_NOTE = 150
const MOST_AT_ONCE = 200

export type NewNotable = { name: string; folded: string; note: string }

/** Reads names, one a line, each with who that is behind a semicolon, or with what stands for all. */
export function readNotable(
  typed: Record<string, string>
): { names: NewNotable[] } | { problems: Problems } {
  const forAll = cleanLine(typed.note ?? '')
  const lines = (typed.names ?? '').split(/\r?\n/).map(cleanLine)
  const names = lines
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', ...own] = line.split(/\s*;\s*/)
      return { name, folded: formsOf(name)[0] ?? '', note: own.join('; ') || forAll }
    })
  const problems = { ...namesProblem(names), ...noteProblem(names) }
  return Object.keys(problems).length > 0 ? { problems } : { names }
}

function namesProblem(names: NewNotable[]): Problems {
  if (names.length === 0) return { names: 'Type the names, one a line.' }
  if (names.length > MOST_AT_ONCE) {
    return { names: `Add at most ${MOST_AT_ONCE} at once (now ${names.length}).` }
  }
  const unread = names.find(({ folded }) => folded === '')
  if (unread) return { names: `“${unread.name}” has no letters in it. Type a name.` }
  const long = names.find(({ name }) => [...name].length > LONGEST_NAME)
  return long
    ? { names: `A name must be ${LONGEST_NAME} characters or fewer: “${long.name}”.` }
    : {}
}

function noteProblem(names: NewNotable[]): Problems {
  const without = names.find(({ note }) => note === '')
  if (without) {
    return { note: `Say who “${without.name}” is, here or behind a semicolon in its line.` }
  }
  const long = names.find(({ note }) => [...note].length > LONGEST_NOTE)
  return long ? { note: `Use ${LONGEST_NOTE} characters or fewer for who somebody is.` } : {}
}

/**
 * Puts names on a letter's list, or on that of every letter: all of them, or none if the list has no
 * room. Signatures that stand under them already are compared after that. Returns how many are new.
 */
export async function addNotable(
  db: D1Database,
  letterId: number,
  names: NewNotable[],
  by: number,
  now: Date
): Promise<number | 'full'> {
  const who = letterId === EVERY_LETTER ? { letterId: null } : { letterId }
  const each = [...new Map(names.map((one) => [one.folded, one])).values()]
  const [room, added] = await db.batch<{ room: number }>([
    db
      .prepare(
        `SELECT ?2 - (SELECT count(*) FROM notable_name WHERE letter_id = ?1)
           - (SELECT count(*) FROM json_each(?3) WHERE NOT EXISTS (SELECT 1 FROM notable_name
              WHERE letter_id = ?1 AND folded = value->>'folded')) AS room`
      )
      .bind(letterId, mostNotable(letterId), JSON.stringify(each)),
    db
      .prepare(
        `INSERT INTO notable_name (letter_id, name, folded, note, added_by, added_at)
         SELECT ?1, value->>'name', value->>'folded', value->>'note', ?4, ?5 FROM json_each(?3)
         WHERE (SELECT count(*) FROM notable_name WHERE letter_id = ?1)
           + (SELECT count(*) FROM json_each(?3) AS other WHERE NOT EXISTS
               (SELECT 1 FROM notable_name
                WHERE letter_id = ?1 AND folded = other.value->>'folded')) <= ?2
         ON CONFLICT (folded, letter_id) DO NOTHING`
      )
      .bind(letterId, mostNotable(letterId), JSON.stringify(each), by, now.getTime()),
    auditIfChanged(db, { ...who, accountId: by, act: 'add-notable' }, now),
    db
      .prepare(
        `INSERT INTO notable_change (letter_id, kind, name, reached_letter, reached)
         SELECT letter_id, 'added', name, letter_id, 0 FROM notable_name
         WHERE letter_id = ?1 AND added_at = ?2 AND added_by = ?3`
      )
      .bind(letterId, now.getTime(), by),
  ])
  return (room?.results[0]?.room ?? 0) < 0 ? 'full' : (added?.meta.changes ?? 0)
}
