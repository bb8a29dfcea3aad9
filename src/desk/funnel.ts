import { question, type Question } from '../ask'

/** More mails than this that did not arrive are not counted. */
export const MOST_UNDELIVERED = 1000

/** How many begin to sign a letter, and how many get through. */
export type Funnel = {
  /** Forms that were sent, all that ever were. */
  came: number
  /** Whoever said yes from a mail: counted, being checked, or refused after that. */
  confirmed: number
  /** Mails that the provider refused, or that it may never have sent. */
  undelivered: number
}

/** The numbers of a letter's funnel. No row of a signature is read. */
export function funnelOf(db: D1Database, letterId: number): Question<Funnel> {
  return question<Funnel, Funnel>(
    db
      .prepare(
        `SELECT coalesce(pending.came, 0) AS came,
                coalesce(head.confirmed + head.refused, 0) + coalesce(held.n, 0) AS confirmed,
                (SELECT count(*) FROM (SELECT 1 FROM outbox WHERE outbox.letter_id = letter.id
                   AND outbox.state IN ('refused', 'unknown') LIMIT ?2)) AS undelivered
         FROM letter
         LEFT JOIN head ON head.letter_id = letter.id
         LEFT JOIN waiting AS pending
           ON pending.letter_id = letter.id AND pending.state = 'pending'
         LEFT JOIN waiting AS held ON held.letter_id = letter.id AND held.state = 'held'
         WHERE letter.id = ?1`
      )
      .bind(letterId, MOST_UNDELIVERED),
    ([row]) => row ?? { came: 0, confirmed: 0, undelivered: 0 }
  )
}
