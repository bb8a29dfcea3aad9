import { ask, question, type Question } from '../ask'
import { plainWords } from '../register/asked-words'
import type { TermRow } from '../register/candidates'
import { readPostings } from '../register/postings'
import { schoolName } from '../register/school'

/** The school of the register that a text names. */
export type ListedSchool = { text: string; urn: number; label: string }

const MOST_TEXTS = 40
const MOST_CANDIDATES = 60
/** Words that more schools have than about 700 find none. */
const LONGEST_POSTINGS = 2500

type SchoolRow = { urn: number; name: string; nameCy: string | null; town: string | null }

/**
 * Of the first few texts, those that are the name, or name and town, of exactly one open school, by
 * the same words as the search of schools compares. Two round trips.
 */
export async function listedSchools(db: D1Database, texts: string[]): Promise<ListedSchool[]> {
  const asked = texts.slice(0, MOST_TEXTS).map((text) => ({ text, plain: plainWords(text) }))
  const [terms] = await ask(db, termsOf(db, [...new Set(asked.flatMap(wordsOf))]))
  const having = new Map(terms.map((row) => [row.term, schoolsWith(row)]))
  const likely = asked.flatMap((one) => candidates(wordsOf(one), having))
  const [schools] = await ask(db, openSchools(db, [...new Set(likely)]))

  const byName = new Map<string, SchoolRow[]>()
  for (const school of schools) {
    for (const name of namesOf(school)) byName.set(name, [...(byName.get(name) ?? []), school])
  }
  return asked.flatMap(({ text, plain }) => {
    const [one, ...others] = byName.get(plain) ?? []
    return one && others.length === 0 ? [{ text, urn: one.urn, label: schoolName(one) }] : []
  })
}

function wordsOf({ plain }: { plain: string }): string[] {
  return plain.split(' ').filter(Boolean)
}

function termsOf(db: D1Database, words: string[]): Question<TermRow[]> {
  return question<TermRow, TermRow[]>(
    db
      .prepare(
        `SELECT term, in_name AS inName, in_place AS inPlace FROM school_term
         WHERE term IN (SELECT value FROM json_each(?1))
           AND length(in_name) + length(in_place) <= ?2`
      )
      .bind(JSON.stringify(words), LONGEST_POSTINGS),
    (rows) => rows
  )
}

function schoolsWith({ inName, inPlace }: TermRow): Set<number> {
  const urns = new Set<number>()
  for (const text of [inName, inPlace]) readPostings(text, (urn) => urns.add(urn))
  return urns
}

/** The schools that have all words of a text that few have; none, if these are too many still. */
function candidates(words: string[], having: Map<string, Set<number>>): number[] {
  const rare = words.flatMap((word) => having.get(word) ?? [])
  const [first, ...others] = rare.toSorted((a, b) => a.size - b.size)
  const all = [...(first ?? [])].filter((urn) => others.every((set) => set.has(urn)))
  return all.length > MOST_CANDIDATES ? [] : all
}

function openSchools(db: D1Database, urns: number[]): Question<SchoolRow[]> {
  return question<SchoolRow, SchoolRow[]>(
    db
      .prepare(
        `SELECT urn, name, name_cy AS nameCy, town FROM json_each(?) AS likely
         JOIN school ON urn = likely.value WHERE is_open = 1`
      )
      .bind(JSON.stringify(urns)),
    (rows) => rows
  )
}

function namesOf({ name, nameCy, town }: SchoolRow): Set<string> {
  const names = nameCy ? [name, nameCy] : [name]
  return new Set(names.flatMap((one) => [plainWords(one), plainWords(`${one} ${town ?? ''}`)]))
}
