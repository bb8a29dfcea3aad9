import { question, type Question } from '../ask'
import { tokenFor } from '../keys'

/** A wish to follow that nobody answers, and its link, lasts this long. */
export const FOLLOW_LINK_MS = 7 * 24 * 60 * 60 * 1000

/** What somebody follows: a letter by its title, or all letters of a host by its name. */
export type Followed = { of: 'letter' | 'host'; id: number; slug: string; name: string }

export type Follow = {
  id: string
  state: 'asked' | 'following'
  emailKey: string
  /** Until it is answered. */
  address: string | null
  createdAt: number
  followed: Followed
}

type FollowRow = Omit<Follow, 'followed'> & {
  of: Followed['of']
  followedId: number
  slug: string
  name: string
}

/**
 * The id of an address's following of that: the same whenever it begins again, so that a link out
 * of an old mail ends the one that stands. Only we can make it. An ask has it before the dot in its
 * own.
 */
export function followingId(
  master: Uint8Array,
  emailKey: string,
  followed: Pick<Followed, 'of' | 'id'>
): Promise<string> {
  return tokenFor(master, 'following', `${emailKey}/${followed.of}/${followed.id}`)
}

/** The following of an id, or null. Of an ask that is answered, what stands of it. */
export function followOf(db: D1Database, id: string): Question<Follow | null> {
  return question<FollowRow, Follow | null>(
    db
      .prepare(
        `SELECT follow.id, follow.state, email_key AS emailKey, address,
                follow.created_at AS createdAt,
                iif(host.id IS NULL, 'letter', 'host') AS "of",
                coalesce(host.id, letter.id) AS followedId,
                coalesce(host.slug, letter.slug) AS slug,
                coalesce(host.name, letter.title) AS name
         FROM follow
         LEFT JOIN letter ON letter.id = letter_id LEFT JOIN host ON host.id = host_id
         WHERE follow.id IN (?1, ?2) ORDER BY follow.id = ?1 DESC LIMIT 1`
      )
      .bind(id, id.split('.')[0] ?? id),
    ([row]) => {
      if (!row) return null
      const { of, followedId, slug, name, ...follow } = row
      return { ...follow, followed: { of, id: followedId, slug, name } }
    }
  )
}

/** A letter or a host as the two columns that refer to it. */
export function followedColumns({ of, id }: Pick<Followed, 'of' | 'id'>): (number | null)[] {
  return of === 'letter' ? [id, null] : [null, id]
}
