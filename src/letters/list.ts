import { question, type Question } from '../ask'
import { stateAt, type Host, type Letter, type LetterState } from './letter'

export type ListedLetter = {
  slug: string
  title: string
  addressedTo: string
  hosts: Host[]
  counted: number
  state: LetterState
  closesAt: number | null
  closedAt: number | null
  demonstration: boolean
  stopped: Letter['stopped']
  signingPaused: string | null
}

type ListedRow = Omit<ListedLetter, 'hosts' | 'demonstration'> & {
  hosts: string
  demonstration: number
}

/** The letters that everyone sees, newest first, with their totals. */
export function publicLetters(db: D1Database, now: Date): Question<ListedLetter[]> {
  return question<ListedRow, ListedLetter[]>(
    db.prepare(
      `SELECT letter.slug, letter.title, letter.addressed_to AS addressedTo, edition.hosts,
              head.confirmed - head.withdrawn - head.removed AS counted, letter.state,
              letter.stopped, (SELECT signing_paused FROM site WHERE id = 1) AS signingPaused,
              letter.demonstration, letter.closes_at AS closesAt, letter.closed_at AS closedAt
       FROM letter
       JOIN head ON head.letter_id = letter.id
       JOIN edition ON edition.letter_id = letter.id AND edition.number = letter.edition
       WHERE letter.state IN ('open', 'paused', 'closed', 'delivered')
         AND letter.stopped IS NOT 'taken-down' AND letter.stopped IS NOT 'deleted'
         AND letter.archived_at IS NULL
       ORDER BY letter.opened_at DESC LIMIT 200`
    ),
    (rows) =>
      rows.map((row) => ({
        ...row,
        state: stateAt(row, now),
        hosts: JSON.parse(row.hosts) as Host[],
        demonstration: row.demonstration === 1,
      }))
  )
}
