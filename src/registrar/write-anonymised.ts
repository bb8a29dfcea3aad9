import type { Group } from './group'

/** No link that was mailed leads to what stays of the anonymised, and no address does. */
export function writeAnonymised(db: D1Database, group: Group): D1PreparedStatement[] {
  if (group.renamed.size === 0) return []
  return [
    db
      .prepare(
        `UPDATE signature SET id = value->>1, email_key = NULL
         FROM json_each(?) WHERE signature.id = value->>0`
      )
      .bind(JSON.stringify([...group.renamed])),
  ]
}
