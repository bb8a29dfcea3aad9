import type { Mailing, UpdateAudience } from './update'

/** So many have their turn at a time, and no more while as many mails still wait. */
export const AT_ONCE = 200

/** A mailing under way: of which update, among whom, and how far. */
export type NextMailing = Pick<Mailing, 'updateId' | 'among' | 'reached' | 'begunAt'> & {
  letterId: number
  audience: string
}

/** Somebody whose turn it is; `passed`: this mail is not for them, or reaches them another way. */
export type Reader = { id: string; emailKey: string | null; keptAddress: string; passed: number }

/**
 * The next of those who asked, so many at most, in the order of their ids after the one reached.
 * Whoever joined after the beginning is left out: their id could stand before what was reached. A
 * host that no longer stands behind the letter has no turn.
 */
export function readersOf(db: D1Database, next: NextMailing): D1PreparedStatement {
  const { signers, followers, hosts } = JSON.parse(next.audience) as UpdateAudience
  const { letterId, among, reached, begunAt } = next
  const before = signers === 'all' ? Number.MAX_SAFE_INTEGER : (signers?.before ?? 0)
  if (among === 'signers') {
    return db
      .prepare(
        `SELECT id, email_key AS emailKey, kept_address AS keptAddress,
                updates = 0 OR edition >= ?4 OR confirmed_at >= ?5 AS passed
         FROM signature
         WHERE letter_id = ?1 AND state = 'counted' AND kept_address IS NOT NULL AND id > ?2
         ORDER BY id LIMIT ?3`
      )
      .bind(letterId, reached, AT_ONCE, before, begunAt)
  }
  const host = among === 'letter' ? null : Number(among.slice('host '.length))
  const followsLetter = followers && host !== null ? letterId : null
  const earlier = host === null ? [] : hosts.slice(0, hosts.indexOf(host))
  return db
    .prepare(
      `WITH stands AS MATERIALIZED
         (SELECT host_id FROM letter_host WHERE letter_id = ?5 AND standing IN ('own', 'confirmed')),
       turn AS
         (SELECT id, email_key, kept_address, confirmed_at FROM follow
          WHERE letter_id = ?1 AND letter_id IS NOT NULL AND state = 'following' AND id > ?3
          UNION ALL
          SELECT id, email_key, kept_address, confirmed_at FROM follow
          WHERE host_id = ?2 AND host_id IS NOT NULL AND state = 'following' AND id > ?3
            AND EXISTS (SELECT 1 FROM stands WHERE stands.host_id = ?2)
          ORDER BY id LIMIT ?4)
       SELECT id, email_key AS emailKey, kept_address AS keptAddress,
              confirmed_at >= ?7
              OR EXISTS
                (SELECT 1 FROM signature
                 WHERE signature.email_key = turn.email_key AND signature.state = 'counted'
                   AND signature.letter_id = ?5 AND signature.kept_address IS NOT NULL
                   AND updates = 1 AND edition < ?6 AND signature.confirmed_at < ?7)
              OR EXISTS
                (SELECT 1 FROM follow AS other
                 WHERE other.email_key = turn.email_key AND other.state = 'following'
                   AND other.confirmed_at < ?7
                   AND (other.letter_id = ?8
                        OR (other.host_id IN (SELECT value FROM json_each(?9))
                            AND other.host_id IN (SELECT host_id FROM stands)))) AS passed
       FROM turn ORDER BY id`
    )
    .bind(
      host === null ? letterId : null,
      host,
      reached,
      AT_ONCE,
      letterId,
      before,
      begunAt,
      followsLetter,
      JSON.stringify(earlier)
    )
}
