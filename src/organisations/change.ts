import { listingOf, oneLess, oneMore, sameAs, type Listing } from './confirm'
import type { Organisation } from './find'
import { fold, type OrganisationFields } from './organisation'

/** Corrects what is held of an organisation; one that was taken off stays off. */
export async function correctOrganisation(
  db: D1Database,
  { id, letterId, domain }: Organisation,
  form: OrganisationFields,
  now: Date
): Promise<Listing> {
  const folded = fold(form.organisation)
  const [changed, same] = await db.batch([
    db
      .prepare(
        `UPDATE OR IGNORE organisation
         SET name = ?2, folded = ?3, place = ?4, url = ?5, person = ?6, role = ?7, changed_at = ?8
         WHERE id = ?1 AND state <> 'pending'`
      )
      .bind(
        id,
        form.organisation,
        folded,
        form.place,
        form.url,
        form.name,
        form.role,
        now.getTime()
      ),
    sameAs(db, letterId, folded, domain, id),
  ])
  return listingOf(changed, same)
}

/** Takes an organisation off the list because it says so. It may sign again. */
export async function withdrawOrganisation(
  db: D1Database,
  { id, letterId }: Organisation,
  now: Date
): Promise<void> {
  await db.batch([
    db
      .prepare(
        `UPDATE organisation SET state = 'withdrawn', changed_at = ?2
         WHERE id = ?1 AND state = 'listed'`
      )
      .bind(id, now.getTime()),
    oneLess(db, letterId),
  ])
}

/** Lists an organisation anew that had withdrawn, with the edition it was shown. */
export async function signAgain(
  db: D1Database,
  { id, letterId, name, domain }: Organisation,
  edition: number,
  now: Date
): Promise<Listing> {
  const [listed, , same] = await db.batch([
    db
      .prepare(
        `UPDATE OR IGNORE organisation
         SET state = 'listed', edition = ?2, confirmed_at = ?3, changed_at = ?3
         WHERE id = ?1 AND state = 'withdrawn'
           AND EXISTS (SELECT 1 FROM letter
                       WHERE letter.id = letter_id AND letter.edition = ?2 AND stopped IS NULL
                         AND letter.state = 'open')`
      )
      .bind(id, edition, now.getTime()),
    oneMore(db, letterId),
    sameAs(db, letterId, fold(name), domain, id),
  ])
  return listingOf(listed, same)
}
