import { countUnsubscribed } from '../mail/count-unsubscribed'
import type { Group } from './group'

/** Each update is told how many of its readers wanted no more. */
export function writeUnsubscribed(db: D1Database, group: Group): D1PreparedStatement[] {
  return group.unsubscribed.map((id) => countUnsubscribed(db, id, 'always'))
}
