import { question, type Question } from '../ask'

/** What else an address is held for than a signature: what it follows, whom it signed for. */
export type HeldBesides = {
  what: 'follow' | 'organisation'
  id: string
  /** The title of the letter, or the name of the host that is followed. */
  about: string
  /** Of an organisation: what it is called, and where it stands. */
  name: string | null
  state: string
  /** When its own link ends, if that is decided. */
  expiresAt: number | null
}

/** For each row that asks what its address is held for: what there is besides signatures. */
export function heldBesides(
  db: D1Database,
  asked: string,
  now: Date
): Question<Map<string, HeldBesides[]>> {
  return question<HeldBesides & { outboxId: string }, Map<string, HeldBesides[]>>(
    db
      .prepare(
        `WITH asking AS (SELECT value->>'id' AS outboxId, value->>'toKey' AS key FROM json_each(?1)
                         WHERE value->>'asked' = 'my-data')
         SELECT outboxId, 'follow' AS what, follow.id, coalesce(host.name, letter.title) AS about,
                NULL AS name, follow.state, NULL AS expiresAt
         FROM asking CROSS JOIN follow ON email_key = key AND follow.state = 'following'
         LEFT JOIN letter ON letter.id = letter_id LEFT JOIN host ON host.id = host_id
         UNION ALL
         SELECT outboxId, 'organisation', organisation.id, letter.title, name, organisation.state,
                expires_at
         FROM asking CROSS JOIN organisation ON email_key = key
           AND (organisation.state <> 'pending' OR expires_at > ?2)
         JOIN letter ON letter.id = letter_id`
      )
      .bind(asked, now.getTime()),
    (rows) => Map.groupBy(rows, ({ outboxId }) => outboxId)
  )
}
