import { question, type Question } from '../ask'
import { plainWords } from '../register/asked-words'

/** A school or organisation as signers typed it, and what a checker counts it as. */
export type TypedSchool = { text: string; signers: number; wording: string | null }

/** So many signatory numbers are looked through at once. */
export const A_PART = 2000

/**
 * What signers whose names are shown typed, of the signatory numbers after that one: as many
 * numbers as make a part. Listed schools, and those that people have left, are not among them.
 */
export function typedSchools(
  db: D1Database,
  letterId: number,
  after: number
): Question<TypedSchool[]> {
  return question<TypedSchool, TypedSchool[]>(
    db
      .prepare(
        `SELECT school AS text, count(*) AS signers, wording FROM signature
         LEFT JOIN school_words ON school_words.letter_id = ?1 AND typed = school
         WHERE signature.letter_id = ?1 AND state = 'counted' AND public = 1
           AND number > ?2 AND number <= ?3 AND school IS NOT NULL AND urns IS NULL
           AND role NOT IN (SELECT value->>'key' FROM letter, json_each(letter.roles)
                            WHERE letter.id = ?1 AND value->>'school' = 'former')
         GROUP BY school ORDER BY school COLLATE NOCASE, school`
      )
      .bind(letterId, after, after + A_PART),
    (rows) => rows
  )
}

/**
 * Texts that may mean the same, those of most signers first. Compared are the words before the first
 * comma, without case, accents, apostrophes and what tells nothing apart (the, of, and, school), with
 * Saint as St; what follows the comma is the place. A text without a place goes with those of one
 * place, if there is only one. Nothing beyond that is guessed.
 */
export function alikeOf(typed: TypedSchool[]): TypedSchool[][] {
  const read = typed.map((one) => ({ one, ...partsOf(one.text) }))
  const byName = Map.groupBy(read, ({ name }) => name)
  const groups = [...byName.values()].flatMap((some) => {
    const places = new Set(some.flatMap(({ place }) => (place ? [place] : [])))
    return places.size > 1 ? [...Map.groupBy(some, ({ place }) => place).values()] : [some]
  })
  return groups
    .map((group) => group.map(({ one }) => one).toSorted((a, b) => b.signers - a.signers))
    .filter((group) => countOrganisations(group) > 1)
    .toSorted((a, b) => signersOf(b) - signersOf(a))
}

/** What was merged, by the words it is counted as. */
export function mergedOf(typed: TypedSchool[]): [wording: string, texts: TypedSchool[]][] {
  const merged = typed.filter(({ wording }) => wording !== null)
  return [...Map.groupBy(merged, ({ wording }) => wording ?? '')].toSorted(([a], [b]) =>
    a.localeCompare(b, 'en-GB')
  )
}

/** How many organisations they are, as merged so far. */
export function countOrganisations(typed: TypedSchool[]): number {
  return new Set(typed.map(({ text, wording }) => wording ?? text)).size
}

export function signersOf(typed: TypedSchool[]): number {
  return typed.reduce((sum, { signers }) => sum + signers, 0)
}

function partsOf(text: string) {
  const comma = text.indexOf(',')
  const [name, place] = comma < 0 ? [text, ''] : [text.slice(0, comma), text.slice(comma + 1)]
  // A text that says nothing else is compared as it stands.
  return { name: plainWords(name) || text, place: plainWords(place) }
}
