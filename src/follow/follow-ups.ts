import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type LetterRef } from '../letters/letter'

/** A letter that this one follows up, or that follows this one up. */
export type FollowUp = {
  which: 'earlier' | 'later'
  slug: string
  title: string
  addressedTo: string
  openedAt: number
}

/** The letters before and after this one, of those that everyone sees. */
export function followUpsOf(db: D1Database, ref: LetterRef): Question<FollowUp[]> {
  return question<FollowUp, FollowUp[]>(
    db
      .prepare(
        `WITH here AS (SELECT id, follows_up FROM letter
                       WHERE id = ${LETTER_MEANT})
         SELECT iif(letter.id = here.follows_up, 'earlier', 'later') AS which, slug, title,
                addressed_to AS addressedTo, opened_at AS openedAt
         FROM here CROSS JOIN letter
           ON letter.id IN (SELECT here.follows_up UNION ALL
                            SELECT later.id FROM letter AS later WHERE later.follows_up = here.id)
         WHERE letter.state IN ('open', 'paused', 'closed', 'delivered')
           AND coalesce(letter.stopped, '') NOT IN ('taken-down', 'deleted')
         ORDER BY opened_at LIMIT 50`
      )
      .bind(...refParams(ref)),
    (rows) => rows
  )
}
