import { question, type Question } from '../ask'
import { foldedWords } from '../words'

/** A signature that somebody may mean who names it. */
export type Named = {
  id: string
  name: string
  school: string | null
  domainKey: string | null
  /** Of the schools named, those of their own mailboxes. */
  domains: string[]
  shown: 0 | 1
  /** Did a checker once look at a report of it and leave it shown. */
  stood: 0 | 1
}

type NamedRow = Omit<Named, 'domains'> & { domains: string }

/** However common a word is, so many signatures are looked at for it. */
const MOST_LOOKED_AT = 300

const NAMED_ROW = `id, name, school, domain_key AS domainKey, public AS shown,
  (SELECT json_group_array(domain) FROM json_each('[' || replace(urns, ' ', ',') || ']')
   JOIN school ON school.urn = value WHERE domain IS NOT NULL) AS domains,
  EXISTS (SELECT 1 FROM report
          WHERE report.signature_id = signature.id AND outcome = 'stays') AS stood`

// Those shown and those hidden have indexes of their own.
const OF_NUMBER = `
  SELECT ${NAMED_ROW} FROM signature
  WHERE id IN (
    SELECT id FROM signature
    WHERE letter_id = ?1 AND state = 'counted' AND public = 1 AND number = ?2
    UNION ALL
    SELECT id FROM signature
    WHERE letter_id = ?1 AND state = 'counted' AND public = 0 AND number = ?2
      AND off_display->>'wanted' = 1)`

// Whichever of the words is rare leads; of each so many are looked at.
const OF_WORDS = `
  SELECT ${NAMED_ROW} FROM signature
  WHERE letter_id = ?1 AND state = 'counted' AND public = 1 AND number IN (
      SELECT number FROM (SELECT number FROM signature_word
        WHERE letter_id = ?1 AND word = ?2->>0 ORDER BY number LIMIT ?3)
      UNION SELECT number FROM (SELECT number FROM signature_word
        WHERE letter_id = ?1 AND word = ?2->>1 ORDER BY number LIMIT ?3)
      UNION SELECT number FROM (SELECT number FROM signature_word
        WHERE letter_id = ?1 AND word = ?2->>2 ORDER BY number LIMIT ?3))
    AND NOT EXISTS (SELECT 1 FROM json_each(?2) AS wanted WHERE NOT EXISTS
      (SELECT 1 FROM signature_word AS has
       WHERE has.letter_id = ?1 AND has.word = wanted.value AND has.number = signature.number))`

/**
 * The signatures that these words name: the one of this number; or those shown under this name, and
 * at this school if one is given with it. Nothing leads to a name that its signer hides.
 */
export function namedBy(db: D1Database, letterId: number, about: string): Question<Named[]> {
  const number = /^(?:#|no\.?|number|signatory number)? ?(\d{1,9})$/i.exec(about.trim())?.[1]
  if (number) {
    const statement = db.prepare(OF_NUMBER).bind(letterId, Number(number))
    return question<NamedRow, Named[]>(statement, (rows) => rows.map(asNamed))
  }
  const words = foldedWords(about)
  const longestFirst = words.toSorted((a, b) => b.length - a.length)
  return question<NamedRow, Named[]>(
    db.prepare(OF_WORDS).bind(letterId, JSON.stringify(longestFirst), MOST_LOOKED_AT),
    (rows) =>
      rows
        .filter(({ name }) => foldedWords(name).every((word) => words.includes(word)))
        .map(asNamed)
  )
}

function asNamed(row: NamedRow): Named {
  return { ...row, domains: JSON.parse(row.domains) as string[] }
}
