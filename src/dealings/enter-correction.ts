import { renderWords } from '../letters/render'
import { ukDate } from '../uk-time'
import type { CorrectionRequest } from './correction'
import { insertDealing } from './insert'

/**
 * The statements that put a request into the timeline, if it is still at that state. The last of
 * them changes nothing if none was.
 */
export function enterCorrection(
  db: D1Database,
  { id, letterId, dealing, name, words, domain }: CorrectionRequest,
  from: 'unconfirmed' | 'open',
  by: number | null,
  now: Date
): D1PreparedStatement[] {
  const asked = {
    kind: 'correction-asked' as const,
    day: ukDate(now),
    how: domain,
    whom: name,
    words,
    html: renderWords(words),
    source: null,
    edition: null,
    marks: [],
    about: dealing,
    pack: null,
  }
  return [
    db
      .prepare(
        `UPDATE correction_request
         SET state = 'entered', confirmed_at = coalesce(confirmed_at, ?3),
             entered_as = (SELECT 1 + max(number) FROM dealing
                           WHERE dealing.letter_id = correction_request.letter_id)
         WHERE id = ?1 AND state = ?2`
      )
      .bind(id, from, now.getTime()),
    insertDealing(db, letterId, asked, by, now, 'if-changed'),
  ]
}
