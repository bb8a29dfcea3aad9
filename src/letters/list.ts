import { question, type Question } from '../ask'
import type { Host, LetterState } from './letter'

export type ListedLetter = {
  slug: string
  title: string
  addressedTo: string
  hosts: Host[]
  counted: number
  state: LetterState
  demonstration: boolean
}

type ListedRow = Omit<ListedLetter, 'hosts' | 'demonstration'> & {
  hosts: string
  demonstration: number
}

/** The letters that everyone sees, newest first, with their totals. */
export function publicLetters(db: D1Database): Question<ListedLetter[]> {
  return question<ListedRow, ListedLetter[]>(
    db.prepare(
      `SELECT letter.slug, letter.title, letter.addressed_to AS addressedTo, edition.hosts,
              head.confirmed - head.withdrawn - head.removed AS counted, letter.state,
              letter.demonstration
       FROM letter
       JOIN head ON head.letter_id = letter.id
       JOIN edition ON edition.letter_id = letter.id AND edition.number = letter.edition
       WHERE letter.state IN ('open', 'paused', 'closed', 'delivered')
       ORDER BY letter.opened_at DESC LIMIT 200`
    ),
    (rows) =>
      rows.map((row) => ({
        ...row,
        hosts: JSON.parse(row.hosts) as Host[],
        demonstration: row.demonstration === 1,
      }))
  )
}
