import { question, type Question } from '../ask'
import type { Host, Letter, LetterState } from './letter'
import { stateAt } from './state'

export type ListedLetter = {
  slug: string
  title: string
  addressedTo: string
  hosts: Host[]
  counted: number
  state: LetterState
  closesAt: number | null
  closedAt: number | null
  handedInAt: number | null
  demonstration: boolean
  stopped: Letter['stopped']
  signingPaused: string | null
}

type ListedRow = Omit<ListedLetter, 'hosts' | 'demonstration'> & {
  hosts: string
  demonstration: number
}

/**
 * The letters that everyone sees, newest first, with their totals; of a host, by its slug, those that
 * it stands behind, and the archived too.
 */
export function publicLetters(
  db: D1Database,
  now: Date,
  host: string | null = null
): Question<ListedLetter[]> {
  return question<ListedRow, ListedLetter[]>(
    db
      .prepare(
        `SELECT letter.slug, letter.title, letter.addressed_to AS addressedTo, edition.hosts,
              head.confirmed - head.withdrawn - head.removed AS counted, letter.state,
              letter.stopped, (SELECT signing_paused FROM site WHERE id = 1) AS signingPaused,
              letter.demonstration, letter.closes_at AS closesAt, letter.closed_at AS closedAt,
              letter.handed_in_at AS handedInAt
       FROM letter
       JOIN head ON head.letter_id = letter.id
       JOIN edition ON edition.letter_id = letter.id AND edition.number = letter.edition
       WHERE letter.state IN ('open', 'paused', 'closed', 'delivered')
         AND letter.stopped IS NOT 'taken-down' AND letter.stopped IS NOT 'deleted'
         AND iif(?1 IS NULL, letter.archived_at IS NULL, letter.id IN
           (SELECT letter_id FROM host JOIN letter_host ON host_id = host.id
            WHERE host.slug = ?1 AND standing IN ('own', 'confirmed')))
       ORDER BY letter.opened_at DESC LIMIT 200`
      )
      .bind(host),
    (rows) =>
      rows.map((row) => ({
        ...row,
        state: stateAt(row, now),
        hosts: JSON.parse(row.hosts) as Host[],
        demonstration: row.demonstration === 1,
      }))
  )
}
