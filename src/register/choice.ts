import { question, type Question } from '../ask'
import { MOST_SCHOOLS, type School } from './school'

/** A school that somebody chose, as their form shows it. */
export type ChosenSchool = Pick<School, 'urn' | 'name' | 'town' | 'phase' | 'type'> & {
  authorityName: string
}

/** What a form has to know of the register. */
export type SchoolChoice = {
  /** Is there a register to choose from. */
  isLoaded: boolean
  chosen: ChosenSchool[]
  /** Is one among those chosen that the register does not have. */
  isOneLost: boolean
}

type Row = { isLoaded: number; asked: number | null } & (ChosenSchool | { urn: null })

/** The schools of these numbers, in order; without numbers, those that a signature has. */
export function schoolChoice(
  db: D1Database,
  urns: number[] | { signatureId: string }
): Question<SchoolChoice> {
  const [asked, id] = Array.isArray(urns)
    ? [JSON.stringify(urns.slice(0, MOST_SCHOOLS)), null]
    : [null, urns.signatureId]
  return question<Row, SchoolChoice>(
    db
      .prepare(
        `SELECT EXISTS (SELECT 1 FROM register) AS isLoaded, asked.value AS asked,
                school.urn, school.name, school.town, school.phase, school.type,
                authority.name AS authorityName
         FROM (SELECT 1) AS one
         LEFT JOIN json_each(coalesce(?1, (SELECT '[' || replace(urns, ' ', ',') || ']'
           FROM signature WHERE id = ?2), '[]')) AS asked
         LEFT JOIN school ON school.urn = asked.value
         LEFT JOIN authority ON authority.key = school.authority
         ORDER BY asked.key`
      )
      .bind(asked, id),
    (rows) => ({
      isLoaded: rows[0]?.isLoaded === 1,
      chosen: rows.flatMap((row) => (row.urn === null ? [] : row)),
      isOneLost: rows.some(({ asked: wanted, urn }) => wanted !== null && urn === null),
    })
  )
}
