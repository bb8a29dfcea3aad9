import { question, type Question } from '../ask'
import type { Edition, Host } from './letter'

/** A later edition than the one that somebody signed. */
export type LaterEdition = Pick<Edition, 'number' | 'reason' | 'spellingOnly'>

/** The words that a signature stands behind, and the editions since, oldest first. */
export type SignedText = Pick<
  Edition,
  'number' | 'title' | 'addressedTo' | 'hosts' | 'markdown'
> & { later: LaterEdition[] }

type SignedRow = Omit<SignedText, 'hosts' | 'later'> & { hosts: string; later: string }

type LaterRow = Omit<LaterEdition, 'spellingOnly'> & { spellingOnly: number }

/** The text of a signature's edition; null if there is no such signature. */
export function signedTextOf(db: D1Database, signatureId: string): Question<SignedText | null> {
  return question<SignedRow, SignedText | null>(
    db
      .prepare(
        `SELECT edition.number, edition.title, addressed_to AS addressedTo, hosts, markdown,
                (SELECT json_group_array(json_object('number', one.number, 'reason', one.reason,
                          'spellingOnly', one.spelling_only) ORDER BY one.number)
                 FROM edition AS one
                 WHERE one.letter_id = edition.letter_id AND one.number > edition.number) AS later
         FROM signature
         JOIN edition ON edition.letter_id = signature.letter_id
           AND edition.number = signature.edition
         WHERE signature.id = ?`
      )
      .bind(signatureId),
    ([row]) =>
      row ? { ...row, hosts: JSON.parse(row.hosts) as Host[], later: laterOf(row.later) } : null
  )
}

function laterOf(json: string): LaterEdition[] {
  const rows = JSON.parse(json) as LaterRow[]
  return rows.map((row) => ({ ...row, spellingOnly: row.spellingOnly === 1 }))
}
