import { question, type Question } from '../ask'

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

/** The following of an id, or null. */
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
         WHERE follow.id = ?`
      )
      .bind(id),
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
