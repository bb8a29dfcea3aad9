import { question, type Question } from '../ask'
import type { Host, Letter, LetterState } from '../letters/letter'
import { stateAt } from '../letters/state'

/** A letter in the list for the newsroom: its total, and what came and went since an hour. */
export type GlancedLetter = {
  slug: string
  title: string
  addressedTo: string
  hosts: Host[]
  state: LetterState
  closesAt: number | null
  closedAt: number | null
  handedInAt: number | null
  demonstration: boolean
  /** Its records don't agree, and its total is not to be quoted. */
  isDoubtful: boolean
  counted: number
  /** Those of them that come from heads whom the official register names. */
  named: number
  ledgerSize: number
  /** Confirmed since then, or counted again. */
  came: number
  /** Withdrawn or removed since then. */
  went: number
}

type GlancedRow = Omit<GlancedLetter, 'hosts' | 'demonstration' | 'isDoubtful'> & {
  stopped: Letter['stopped']
  hosts: string
  demonstration: number
  isDoubtful: number
}

/** The letters that everyone sees, newest first. `since` counts whole hours since 1970. */
export function lettersAtAGlance(
  db: D1Database,
  since: number,
  now: Date
): Question<GlancedLetter[]> {
  return question<GlancedRow, GlancedLetter[]>(
    db
      .prepare(
        `SELECT letter.slug, letter.title, letter.addressed_to AS addressedTo, edition.hosts,
                letter.state, letter.stopped, letter.closes_at AS closesAt,
                letter.closed_at AS closedAt, letter.handed_in_at AS handedInAt,
                letter.demonstration, head.size AS ledgerSize,
                EXISTS (SELECT 1 FROM alarm
                        WHERE kind IN ('ledger-fork', 'ledger-broken') AND cleared_at IS NULL
                          AND coalesce(letter_id, 0) = letter.id) AS isDoubtful,
                head.confirmed - head.withdrawn - head.removed AS counted,
                coalesce((SELECT counted FROM tally
                          WHERE letter_id = letter.id AND dimension = 'assurance'
                            AND key = 'named-head'), 0) AS named,
                coalesce((SELECT sum(confirmed + reinstated) FROM tally_hour
                          WHERE letter_id = letter.id AND hour >= ?1), 0) AS came,
                coalesce((SELECT sum(withdrawn + removed) FROM tally_hour
                          WHERE letter_id = letter.id AND hour >= ?1), 0) AS went
         FROM letter
         JOIN head ON head.letter_id = letter.id
         JOIN edition ON edition.letter_id = letter.id AND edition.number = letter.edition
         WHERE letter.state IN ('open', 'paused', 'closed', 'delivered')
           AND letter.stopped IS NOT 'taken-down' AND letter.stopped IS NOT 'deleted'
         ORDER BY letter.opened_at DESC LIMIT 200`
      )
      .bind(since),
    (rows) =>
      rows.map(({ stopped, ...row }) => ({
        ...row,
        state: stateAt({ ...row, stopped }, now),
        hosts: JSON.parse(row.hosts) as Host[],
        demonstration: row.demonstration === 1,
        isDoubtful: row.isDoubtful === 1,
      }))
  )
}
