import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type Edition, type Host, type LetterRef } from './letter'

type EditionRow = Omit<Edition, 'hosts' | 'points' | 'spellingOnly'> & {
  hosts: string
  points: string
  spellingOnly: number
}

/** One edition of a letter, the newest unless a number is given; null if there is none. */
export function editionOf(
  db: D1Database,
  ref: LetterRef,
  number: number | null = null
): Question<Edition | null> {
  return question<EditionRow, Edition | null>(
    db
      .prepare(
        `SELECT edition.number, edition.title, edition.addressed_to AS addressedTo, hosts, markdown,
                html, points, sha256, reason, spelling_only AS spellingOnly, frozen_at AS frozenAt
         FROM letter
         JOIN edition ON edition.letter_id = letter.id
           AND edition.number = coalesce(?3, letter.edition)
         WHERE letter.id = ${LETTER_MEANT}`
      )
      .bind(...refParams(ref), number),
    ([row]) => (row ? asEdition(row) : null)
  )
}

/** An edition in a list: when and why it was frozen, and how many signatures stand behind it. */
export type ListedEdition = {
  number: number
  frozenAt: number
  reason: string | null
  spellingOnly: boolean
  signed: number
}

/** The edition since which nothing but spellings was corrected: its signers signed these words. */
export function wordsSince(editions: Pick<ListedEdition, 'number' | 'spellingOnly'>[]): number {
  return editions.findLast(({ spellingOnly }) => !spellingOnly)?.number ?? 0
}

/** The editions of a letter, oldest first. */
export function editionsOf(db: D1Database, ref: LetterRef): Question<ListedEdition[]> {
  return question<Omit<ListedEdition, 'spellingOnly'> & { spellingOnly: number }, ListedEdition[]>(
    db
      .prepare(
        `SELECT edition.number, frozen_at AS frozenAt, reason,
                spelling_only AS spellingOnly, coalesce(tally.counted, 0) AS signed
         FROM edition
         LEFT JOIN tally ON tally.letter_id = edition.letter_id
           AND tally.dimension = 'edition' AND tally.key = CAST(edition.number AS TEXT)
         WHERE edition.letter_id = ${LETTER_MEANT}
         ORDER BY edition.number`
      )
      .bind(...refParams(ref)),
    (rows) => rows.map((row) => ({ ...row, spellingOnly: row.spellingOnly === 1 }))
  )
}

function asEdition(row: EditionRow): Edition {
  return {
    ...row,
    hosts: JSON.parse(row.hosts) as Host[],
    points: JSON.parse(row.points) as Edition['points'],
    spellingOnly: row.spellingOnly === 1,
  }
}
