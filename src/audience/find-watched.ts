import { ask } from '../ask'
import { letterOf } from '../letters/find'
import { isPublic } from '../letters/state'

/** So long a letter that was public need not be looked up for the next who comes to watch. */
const REMEMBER_MS = 5000

const seen = new Map<string, { id: number; until: number }>()

/** The id of a letter that anyone may watch, or null. A rush of watchers asks the database once. */
export async function findWatched(db: D1Database, slug: string, now: Date): Promise<number | null> {
  const known = seen.get(slug)
  if (known && known.until > now.getTime()) return known.id

  const [letter] = await ask(db, letterOf(db, { slug }))
  if (!letter || !isPublic(letter)) return null
  seen.set(slug, { id: letter.id, until: now.getTime() + REMEMBER_MS })
  return letter.id
}
