import { question, type Question } from '../ask'
import { auditIfChanged } from '../desk/audit'
import { oneLess, oneMore } from './confirm'
import type { ListedOrganisation, Place } from './find'

/** An organisation as those see it who check a letter's list: with who signed for it. */
export type CheckedOrganisation = ListedOrganisation & {
  folded: string
  person: string
  role: string
  changedAt: number | null
  offBecause: string | null
}

/** Organisations of a letter that are listed, or that were taken off, by name. */
export function organisationsToCheck(
  db: D1Database,
  letterId: number,
  state: 'listed' | 'off',
  limit: number,
  after: Place | null = null
): Question<CheckedOrganisation[]> {
  return question<CheckedOrganisation, CheckedOrganisation[]>(
    db
      .prepare(
        `SELECT id, name, folded, place, url, domain, edition, confirmed_at AS confirmedAt, person,
                role, changed_at AS changedAt, off_because AS offBecause
         FROM organisation
         WHERE letter_id = ?1 AND state = ?2
           AND (folded, id) > (coalesce(?4, ''), coalesce(?5, ''))
         ORDER BY folded, id LIMIT ?3`
      )
      .bind(letterId, state, limit, after?.folded ?? null, after?.id ?? null),
    (rows) => rows
  )
}

/** A name that several domains have listed. */
export type SameName = { name: string; domains: string[] }

/** The names on a letter's list that several domains use; the first fifty. */
export function sameNames(db: D1Database, letterId: number): Question<SameName[]> {
  return question<{ name: string; domains: string }, SameName[]>(
    db
      .prepare(
        `SELECT min(name) AS name, json_group_array(domain ORDER BY domain) AS domains FROM organisation
         WHERE letter_id = ? AND state = 'listed' GROUP BY folded HAVING count(*) > 1 LIMIT 50`
      )
      .bind(letterId),
    (rows) => rows.map(({ name, domains }) => ({ name, domains: JSON.parse(domains) as string[] }))
  )
}

/** Which organisation somebody decides about, and when it was last changed as they saw it. */
export type SeenOrganisation = { id: string; changed: number }

type By = { letterId: number; accountId: number }

/** Takes an organisation off the list, for a reason in a sentence. Returns whether it still stood there as seen. */
export async function takeOrganisationOff(
  db: D1Database,
  by: By,
  { id, changed }: SeenOrganisation,
  because: string,
  now: Date
): Promise<boolean> {
  const [off] = await db.batch([
    db
      .prepare(
        `UPDATE organisation SET state = 'off', off_because = ?4, changed_at = ?5
         WHERE id = ?1 AND letter_id = ?2 AND state = 'listed'
           AND coalesce(changed_at, confirmed_at) = ?3`
      )
      .bind(id, by.letterId, changed, because, now.getTime()),
    oneLess(db, by.letterId),
    auditIfChanged(db, { ...by, act: 'take-off-organisation' }, now),
  ])
  return off?.meta.changes === 1
}

/** Puts an organisation back on the list. Returns whether it was off it, as seen. */
export async function putOrganisationBack(
  db: D1Database,
  by: By,
  { id, changed }: SeenOrganisation,
  now: Date
): Promise<boolean> {
  const [back] = await db.batch([
    db
      .prepare(
        `UPDATE organisation SET state = 'listed', off_because = NULL, changed_at = ?4
         WHERE id = ?1 AND letter_id = ?2 AND state = 'off'
           AND coalesce(changed_at, confirmed_at) = ?3`
      )
      .bind(id, by.letterId, changed, now.getTime()),
    oneMore(db, by.letterId),
    auditIfChanged(db, { ...by, act: 'put-back-organisation' }, now),
  ])
  return back?.meta.changes === 1
}
