import { followingId } from '../follow/follow'
import { seal } from '../seal'
import type { Organisation } from './find'
import { fold, type OrganisationFields } from './organisation'

/**
 * What a press came to. `there`: one of this name and domain is listed already, or was taken off.
 * `unchanged`: the organisation, or the letter, is no longer as it was shown.
 */
export type Listing = 'done' | 'there' | 'unchanged'

/**
 * Lists an organisation: somebody with a mailbox of its own said yes to this edition. The address
 * goes, unless it is to hear news: then it follows the letter.
 */
export async function confirmOrganisation(
  db: D1Database,
  master: Uint8Array,
  { id, letterId, email, emailKey, domain }: Organisation,
  form: OrganisationFields,
  edition: number,
  now: Date
): Promise<Listing> {
  const at = now.getTime()
  const folded = fold(form.organisation)
  const kept = form.updates && email ? await seal(master, 'kept-address', email) : null
  const following = await followingId(master, emailKey, { of: 'letter', id: letterId })
  const [listed, , , same] = await db.batch([
    db
      .prepare(
        `UPDATE OR IGNORE organisation
         SET state = 'listed', name = ?2, folded = ?3, place = ?4, url = ?5, person = ?6, role = ?7,
             edition = ?8, email = NULL, expires_at = NULL, confirmed_at = ?9
         WHERE id = ?1 AND state = 'pending' AND expires_at > ?9
           AND EXISTS (SELECT 1 FROM letter
                       WHERE letter.id = letter_id AND letter.edition = ?8 AND stopped IS NULL
                         AND letter.state IN ('open', 'closed', 'delivered'))`
      )
      .bind(id, form.organisation, folded, form.place, form.url, form.name, form.role, edition, at),
    oneMore(db, letterId),
    db
      .prepare(
        `INSERT INTO follow (id, letter_id, state, email_key, kept_address, created_at, confirmed_at)
         SELECT ?1, ?2, 'following', ?3, ?4, ?5, ?5 WHERE changes() > 0 AND ?4 IS NOT NULL
         ON CONFLICT DO NOTHING`
      )
      .bind(following, letterId, emailKey, kept, at),
    sameAs(db, letterId, folded, domain, id),
  ])
  return listingOf(listed, same)
}

/** The statement that counts one more, if the statement before it in the batch changed anything. */
export function oneMore(db: D1Database, letterId: number): D1PreparedStatement {
  return db
    .prepare('UPDATE letter SET organisations = organisations + 1 WHERE id = ? AND changes() > 0')
    .bind(letterId)
}

/** The same for one less. */
export function oneLess(db: D1Database, letterId: number): D1PreparedStatement {
  return db
    .prepare('UPDATE letter SET organisations = organisations - 1 WHERE id = ? AND changes() > 0')
    .bind(letterId)
}

/** Another one of this name and domain that is listed, or was taken off. */
export function sameAs(
  db: D1Database,
  letterId: number,
  folded: string,
  domain: string,
  id: string
): D1PreparedStatement {
  return db
    .prepare(
      `SELECT 1 FROM organisation
       WHERE letter_id = ? AND folded = ? AND domain = ? AND state IN ('listed', 'off') AND id <> ?`
    )
    .bind(letterId, folded, domain, id)
}

/** What the statement that lists and {@link sameAs} came to. */
export function listingOf(listed?: D1Result, same?: D1Result): Listing {
  if (listed?.meta.changes === 1) return 'done'
  return same?.results.length ? 'there' : 'unchanged'
}
