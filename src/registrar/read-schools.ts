import { question, type Question } from '../ask'
import { schoolOf, type School, type SchoolRow } from '../register/school'
import type { Wanted } from './read-rows'
import type { SchoolTally } from './school-tally'

/** A school of the register, and who of it is counted for the letter. */
export type KnownSchool = { school: School; tally: SchoolTally | null }

type Row = SchoolRow & { tally: string | null }

/** The schools that acts name, and those of the signatures that they are about. */
export function knownSchoolsOf(
  db: D1Database,
  letterId: number,
  { ids, whole, urns }: Wanted
): Question<Map<number, KnownSchool>> {
  return question<Row, Map<number, KnownSchool>>(
    db
      .prepare(
        `SELECT school.urn, school.country, school.name, school.name_cy AS nameCy, school.town,
                school.postcode, school.authority, school.phase, school.type,
                school.in_shares AS inShares, school.domain, school.domain_why AS domainWhy,
                school.heads, school.is_open AS isOpen,
                (SELECT max(id) FROM register
                 WHERE register.country = school.country) AS registerId,
                iif(tally.urn IS NULL, NULL, json_object('authority', tally.authority,
                  'phase', tally.phase, 'type', tally.type, 'inShares', tally.in_shares,
                  'names', json(tally.names), 'shown', tally.shown, 'hidden', tally.hidden,
                  'headsShown', tally.heads_shown, 'headsHidden', tally.heads_hidden,
                  'namedShown', tally.named_shown, 'namedHidden', tally.named_hidden)) AS tally
         FROM school
         LEFT JOIN school_tally AS tally ON tally.letter_id = ?1 AND tally.urn = school.urn
         WHERE school.urn IN (
           SELECT value FROM json_each(?2)
           UNION
           SELECT urn.value FROM json_each(?3) AS given
           JOIN signature AS mine ON mine.id = given.value AND mine.urns IS NOT NULL
           JOIN json_each('[' || replace(mine.urns, ' ', ',') || ']') AS urn
           UNION
           SELECT urn.value FROM json_each(?4) AS given
           JOIN signature AS mine ON mine.id = given.value
           JOIN signature AS other ON other.email_key = mine.email_key AND other.letter_id = ?1
             AND other.urns IS NOT NULL
           JOIN json_each('[' || replace(other.urns, ' ', ',') || ']') AS urn)`
      )
      .bind(letterId, JSON.stringify(urns), JSON.stringify(ids), JSON.stringify(whole)),
    (rows) => new Map(rows.map((row) => [row.urn, known(row)]))
  )
}

function known({ tally, ...row }: Row): KnownSchool {
  return { school: schoolOf(row), tally: tally === null ? null : readTally(tally) }
}

function readTally(json: string): SchoolTally {
  const tally = JSON.parse(json) as Omit<SchoolTally, 'inShares'> & { inShares: number }
  return { ...tally, inShares: tally.inShares === 1 }
}
