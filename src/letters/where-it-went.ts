import { question, type Question } from '../ask'
import type { Letter } from './letter'
import { hasOpened, isPublic } from './state'

type Found = Pick<Letter, 'slug' | 'state' | 'stopped' | 'stoppedBecause'>

/** What became of an address that leads to no page: the letter has another one now, or is gone. */
export type Whereabouts =
  { moved: string } | { gone: 'taken-down' | 'deleted'; because: string | null }

/** What is behind a slug without a page; null: nothing that ever was everyone's to see. */
export function whereItWent(db: D1Database, slug: string): Question<Whereabouts | null> {
  return question<Found, Whereabouts | null>(
    db
      .prepare(
        `SELECT slug, state, stopped, stopped_because AS stoppedBecause FROM letter
         WHERE id = coalesce((SELECT id FROM letter WHERE slug = ?1),
                             (SELECT letter_id FROM old_slug WHERE slug = ?1))`
      )
      .bind(slug),
    ([found]) => {
      if (!found || !hasOpened(found)) return null
      if (isPublic(found)) return found.slug === slug ? null : { moved: found.slug }
      const deleted = found.stopped === 'deleted'
      return deleted
        ? { gone: 'deleted', because: null }
        : { gone: 'taken-down', because: found.stoppedBecause }
    }
  )
}
