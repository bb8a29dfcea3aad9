import { ask, question, type Question } from '../ask'
import { askedNumbers, askedWords } from './asked-words'
import { likeliest, type TermRow } from './candidates'
import { inOrder } from './order'
import { MOST_TERMS } from './postings'
import { schoolName, type Register } from './school'

/** A school as a search finds it. */
export type FoundSchool = {
  urn: number
  name: string
  /** In Welsh, where it has another name there. */
  nameCy: string | null
  town: string | null
  postcode: string | null
  /** Keys. */
  authority: string
  phase: string
  type: string
  region: string
  authorityName: string
  /** As signers are shown with it: its name and town. */
  label: string
}

/** The list that is searched, of a country and a day. */
export type SearchedRegister = Pick<Register, 'country' | 'name' | 'asOf' | 'isExtract'>

type RegisterRow = Omit<SearchedRegister, 'isExtract'> & { isExtract: number }
type FoundRow = Omit<FoundSchool, 'label'>

const MOST_FOUND = 10

/** So many of the likeliest are read, to be put in order by their whole names. */
const MOST_READ = 30

/** The open schools that a text names best, best first, at most ten. Two round trips at most. */
export async function findSchools(db: D1Database, q: string): Promise<FoundSchool[]> {
  const { schools } = await searchSchools(db, q)
  return schools
}

/** The same, with the registers that were searched. */
export async function searchSchools(
  db: D1Database,
  q: string
): Promise<{ registers: SearchedRegister[]; schools: FoundSchool[] }> {
  const words = askedWords(q)
  const numbers = askedNumbers(words)
  if (numbers) {
    const [registers, schools] = await ask(db, registersOf(db), schoolsAt(db, numbers))
    return { registers, schools: schools.toSorted((a, b) => a.urn - b.urn) }
  }

  const [registers, ...rows] = await ask<[SearchedRegister[], ...TermRow[][]]>(
    db,
    registersOf(db),
    ...words.map(({ word }) => termsLike(db, word))
  )
  const answered = words.map((asked, i) => ({ ...asked, rows: rows[i] ?? [] }))
  const likely = likeliest(answered, MOST_READ)
  if (likely.size === 0) return { registers, schools: [] }

  const [schools] = await ask(db, schoolsAt(db, [...likely.keys()]))
  return { registers, schools: inOrder(schools, q, likely).slice(0, MOST_FOUND) }
}

/** The newest list of each country. */
function registersOf(db: D1Database): Question<SearchedRegister[]> {
  return question<RegisterRow, SearchedRegister[]>(
    db.prepare(
      `SELECT register.country, name, as_of AS asOf, is_extract AS isExtract
       FROM (SELECT 'england' AS country UNION ALL SELECT 'wales') AS asked
       JOIN register ON register.id =
         (SELECT max(id) FROM register WHERE register.country = asked.country)`
    ),
    (rows) => rows.map((row) => ({ ...row, isExtract: row.isExtract === 1 }))
  )
}

/** A word, and those that begin with it: at most {@link MOST_TERMS} of these, or one that unites them. */
function termsLike(db: D1Database, word: string): Question<TermRow[]> {
  return question<TermRow, TermRow[]>(
    db
      .prepare(
        `SELECT term, in_name AS inName, in_place AS inPlace FROM school_term
         WHERE term >= ?1 AND term <
           CASE WHEN EXISTS (SELECT 1 FROM school_term WHERE term = ?1 || '*')
                THEN ?1 || '+' ELSE ?1 || char(1114111) END
         ORDER BY term LIMIT ?2`
      )
      .bind(word, MOST_TERMS),
    (rows) => rows
  )
}

/** Those of these numbers that are open. In no order: sorting would read each once more. */
function schoolsAt(db: D1Database, urns: number[]): Question<FoundSchool[]> {
  return question<FoundRow, FoundSchool[]>(
    db
      .prepare(
        `SELECT school.urn, school.name, school.name_cy AS nameCy, school.town, school.postcode,
                school.authority, school.phase, school.type, authority.region,
                authority.name AS authorityName
         FROM json_each(?) AS asked
         JOIN school ON school.urn = asked.value AND school.is_open = 1
         JOIN authority ON authority.key = school.authority`
      )
      .bind(JSON.stringify(urns)),
    (rows) => rows.map((row) => ({ ...row, label: schoolName(row) }))
  )
}
