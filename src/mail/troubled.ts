import { question, type Question } from '../ask'
import type { Asked } from './outbox'
import type { Chosen } from './chosen'

/** A mail that the provider refused, or of which nobody knows whether it arrived. */
export type TroubledMail = {
  id: string
  state: 'refused' | 'unknown'
  asked: Asked
  /** What it had become; null if it was never rendered. */
  mail: Chosen['mail'] | null
  /** The letter it is about, if it is about one. */
  slug: string | null
  createdAt: number
  problem: string | null
  /** Is there still an address to send it to. */
  sendable: boolean
}

type TroubledRow = Omit<TroubledMail, 'sendable'> & { sendable: 0 | 1 }

/** The oldest refused and unknown mails that no steward has dealt with. Reads no more, however many there are. */
export function troubledMails(db: D1Database, limit: number): Question<TroubledMail[]> {
  return question<TroubledRow, TroubledMail[]>(
    db
      .prepare(
        `SELECT outbox.id, outbox.state, asked, mail, slug, outbox.created_at AS createdAt,
                problem,
                coalesce(outbox.address, signature.email, signature.kept_address,
                         follow.kept_address) IS NOT NULL AS sendable
         FROM (SELECT * FROM (SELECT * FROM outbox
                 WHERE state IN ('refused', 'unknown') AND given_up_at IS NULL AND state = 'refused'
                 ORDER BY created_at LIMIT ?1)
               UNION ALL
               SELECT * FROM (SELECT * FROM outbox
                 WHERE state IN ('refused', 'unknown') AND given_up_at IS NULL AND state = 'unknown'
                 ORDER BY created_at LIMIT ?1)
               ORDER BY created_at LIMIT ?1) AS outbox
         LEFT JOIN letter ON letter.id = outbox.letter_id
         LEFT JOIN signature ON signature.id = outbox.signature_id
         LEFT JOIN follow ON follow.id = outbox.follow_id
         ORDER BY outbox.created_at`
      )
      .bind(limit),
    (rows) => rows.map((row) => ({ ...row, sendable: row.sendable === 1 }))
  )
}

/** One of them, or all in one state. */
export type Which = { id: string } | { state: TroubledMail['state'] }

/** Which ones are meant, as the two parameters of `id = ?1 OR state = ?2`. */
export function whichParams(which: Which): [id: string | null, state: string | null] {
  return 'id' in which ? [which.id, null] : [null, which.state]
}
