import type { Group } from './group'
import { withList } from './with-list'

/**
 * What the desk notes of schools by signatories' numbers and by their own words goes with them: when
 * they are erased, and the words when they write others. Others who wrote the same stand by
 * themselves then, until a checker merges them again.
 */
export function forgetAtDesk(db: D1Database, group: Group): D1PreparedStatement[] {
  const { id } = group.letter
  const doubts = withList(numbersLeft(group), (json) => [
    db
      .prepare(
        `DELETE FROM school_doubt
         WHERE letter_id = ?1 AND (number IN (SELECT value FROM json_each(?2))
                                   OR other IN (SELECT value FROM json_each(?2)))`
      )
      .bind(id, json),
  ])
  const words = withList(schoolsLeft(group), (json) => [
    db
      .prepare(
        `DELETE FROM school_words
         WHERE letter_id = ?1 AND typed IN (SELECT value FROM json_each(?2))`
      )
      .bind(id, json),
  ])
  return [...doubts, ...words]
}

/** The signatory numbers of those of whom nothing stays, and of those who get another one here. */
function numbersLeft(group: Group): number[] {
  return group.moved().flatMap(({ was, is }) => {
    const other = is !== undefined && is.number !== was.number
    return ((other || group.erased.has(was.id)) && was.number) || []
  })
}

/** Schools as typed, by those of whom nothing stays and those who write another one here. */
function schoolsLeft(group: Group): string[] {
  return group.moved().flatMap(({ was, is }) => {
    const changed = was.state === 'counted' && was.school !== is?.school
    return ((changed || group.erased.has(was.id)) && was.school) || []
  })
}
