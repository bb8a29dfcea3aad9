import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type LetterRef } from '../letters/letter'

/** Where shares are wanted: of regions, of one local authority besides, or of every one. */
export type PlacesAsked = { authority: string } | 'regions' | 'authorities'

/** What a row counts, to be summed. */
export const PLACE_COUNTS = [
  'schools',
  'hidden',
  'headsHidden',
  'schoolsShown',
  'schoolsHidden',
  'headSchoolsShown',
  'headSchoolsHidden',
  'namedSchoolsShown',
  'namedSchoolsHidden',
] as const

/**
 * A phase of a place of England: its schools, and of the letter's signers and schools there how many
 * are shown and how many hidden. Without an authority, what a region has besides.
 */
export type PlaceRow = Record<(typeof PLACE_COUNTS)[number], number> & {
  region: string
  authority: string | null
  name: string | null
  phase: string
}

/**
 * What shares are made of. Reads three rows at most for each local authority, phase and type that the
 * register has, however many have signed.
 */
export function placesOf(db: D1Database, ref: LetterRef, asked: PlacesAsked): Question<PlaceRow[]> {
  const authority = asked === 'authorities' ? '*' : asked === 'regions' ? '' : asked.authority
  return question<PlaceRow, PlaceRow[]>(
    db
      .prepare(
        `SELECT authority.region, iif(?3 IN ('*', authority.key), authority.key, NULL) AS authority,
                max(authority.name) AS name, place.phase, sum(place.schools) AS schools,
                coalesce(sum(mine.hidden), 0) AS hidden,
                coalesce(sum(mine.heads_hidden), 0) AS headsHidden,
                coalesce(sum(mine.schools_shown), 0) AS schoolsShown,
                coalesce(sum(mine.schools_hidden), 0) AS schoolsHidden,
                coalesce(sum(mine.head_schools_shown), 0) AS headSchoolsShown,
                coalesce(sum(mine.head_schools_hidden), 0) AS headSchoolsHidden,
                coalesce(sum(mine.named_schools_shown), 0) AS namedSchoolsShown,
                coalesce(sum(mine.named_schools_hidden), 0) AS namedSchoolsHidden
         FROM place_school AS place
         JOIN authority ON authority.key = place.authority
         LEFT JOIN place_tally AS mine
           ON mine.letter_id = ${LETTER_MEANT}
           AND mine.authority = place.authority AND mine.phase = place.phase
           AND mine.type = place.type
         GROUP BY 1, 2, place.phase`
      )
      .bind(...refParams(ref), authority),
    (rows) => rows
  )
}
