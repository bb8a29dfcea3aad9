import { ask, question, type Question } from '../ask'
import { countUnsubscribed } from '../mail/count-unsubscribed'
import { askRegistrar } from '../registrar/ask'
import type { Registrar } from '../registrar/registrar'
import { letterIdOf } from '../signatures/signature'
import type { Unsubscribing } from '../unsubscribing'
import { followedColumns, followOf, type Followed } from './follow'

/** What mail is about that somebody wants no more of, and whose it is; null: it is all gone. */
export type Subscription = {
  emailKey: string | null
  followed: Followed
  /** Is there anything left to end. */
  stands: boolean
}

/** What a link to hear no more is about: the letter that was signed, or what is followed. */
export async function findSubscription(
  db: D1Database,
  { who, id }: Unsubscribing
): Promise<Subscription | null> {
  if (who === 'signer') return (await ask(db, signed(db, id)))[0]
  const [follow] = await ask(db, followOf(db, id))
  return follow && { emailKey: follow.emailKey, followed: follow.followed, stands: true }
}

/**
 * Sends an address no more news of a letter, whether it signed that or follows it, and forgets what
 * was kept of the address for it; of a host that is followed, no more news of that. What is gone
 * already is no error. `undecided`: the Registrar can't say yet, and asking again does no harm.
 */
export async function unsubscribe(
  db: D1Database,
  registrars: DurableObjectNamespace<Registrar>,
  { id, updateId }: Unsubscribing,
  { emailKey, followed }: Subscription,
  now: Date
): Promise<'unsubscribed' | 'undecided'> {
  const [ids] = await ask(db, inTouch(db, emailKey, followed))
  let counted = updateId === null
  for (const signature of ids) {
    const update = counted ? {} : { updateId: updateId ?? 0 }
    const { outcome } = await askRegistrar<'unsubscribe'>(registrars, letterIdOf(signature), {
      verb: 'unsubscribe',
      id: signature,
      ...update,
      at: now.getTime(),
    })
    if (outcome === 'unsubscribed') counted = true
    else if (outcome !== 'unchanged' && outcome !== 'gone') return 'undecided'
  }
  await db.batch([
    db
      .prepare(
        `DELETE FROM follow
         WHERE id = ?1 OR (email_key = ?2 AND letter_id IS ?3 AND host_id IS ?4)`
      )
      .bind(id, emailKey, ...followedColumns(followed)),
    ...(counted || updateId === null ? [] : [countUnsubscribed(db, updateId, 'if-changed')]),
  ])
  return 'unsubscribed'
}

function signed(db: D1Database, id: string): Question<Subscription | null> {
  type Row = { emailKey: string | null; id: number; slug: string; name: string; stands: number }
  return question<Row, Subscription | null>(
    db
      .prepare(
        `SELECT email_key AS emailKey, letter.id, slug, title AS name,
                updates = 1 OR EXISTS (SELECT 1 FROM follow
                  WHERE follow.email_key = signature.email_key
                    AND follow.letter_id = letter.id) AS stands
         FROM signature JOIN letter ON letter.id = letter_id WHERE signature.id = ?`
      )
      .bind(id),
    ([row]) =>
      row
        ? {
            emailKey: row.emailKey,
            followed: { of: 'letter', id: row.id, slug: row.slug, name: row.name },
            stands: row.stands === 1,
          }
        : null
  )
}

/** The signatures of an address under a letter that news of it go to; of a host, none. */
function inTouch(db: D1Database, emailKey: string | null, { of, id }: Followed) {
  return question<{ id: string }, string[]>(
    db
      .prepare(
        `SELECT id FROM signature
         WHERE email_key = ?1 AND letter_id = ?2 AND state IN ('counted', 'held', 'removed')
           AND updates = 1
         LIMIT 10`
      )
      .bind(emailKey, of === 'letter' ? id : null),
    (rows) => rows.map((row) => row.id)
  )
}
