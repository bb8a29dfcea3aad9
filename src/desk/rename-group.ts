import type { Host, Letter } from '../letters/letter'
import { slugsToTry } from '../letters/slug'

/**
 * The statements that give the letter’s own group this name and address, if the statement before
 * them in the batch changed something. By another name, or where other letters are from it too, it
 * becomes a group of its own: whoever writes this letter may have no say in those. Who follows a
 * group that only this letter was from goes on following it under its new name.
 */
export async function renameGroup(
  db: D1Database,
  { id, hosts: [host] }: Pick<Letter, 'id' | 'hosts'>,
  { name, url }: Pick<Host, 'name' | 'url'>
): Promise<D1PreparedStatement[]> {
  if (host?.name === name && host.url === url) return []
  if (host?.name === name && !(await isShared(db, host.slug, id))) {
    return [
      db.prepare('UPDATE host SET url = ? WHERE slug = ? AND changes() > 0').bind(url, host.slug),
    ]
  }
  return [
    db
      .prepare(
        `INSERT INTO host (slug, name, url)
         SELECT (SELECT value FROM json_each(?1) AS wanted
                 WHERE NOT EXISTS (SELECT 1 FROM host WHERE slug = value)
                 ORDER BY wanted.key LIMIT 1), ?2, ?3
         WHERE changes() > 0`
      )
      .bind(JSON.stringify(slugsToTry(name)), name, url),
    db
      .prepare(
        `INSERT INTO letter_host (letter_id, host_id, position)
         SELECT ?, last_insert_rowid(), 0 WHERE changes() > 0
         ON CONFLICT (letter_id, position) DO UPDATE SET host_id = excluded.host_id`
      )
      .bind(id),
    db
      .prepare(
        `UPDATE follow
         SET host_id = (SELECT host_id FROM letter_host WHERE letter_id = ?1 AND position = 0)
         WHERE host_id = (SELECT id FROM host WHERE slug = ?2
           AND NOT EXISTS (SELECT 1 FROM letter_host WHERE host_id = host.id))`
      )
      .bind(id, host?.slug ?? null),
    db
      .prepare(
        `DELETE FROM host WHERE slug = ?
           AND NOT EXISTS (SELECT 1 FROM letter_host WHERE host_id = host.id)`
      )
      .bind(host?.slug ?? null),
  ]
}

async function isShared(db: D1Database, slug: string, letterId: number): Promise<boolean> {
  const shared = await db
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM letter_host JOIN host ON host.id = host_id
                      WHERE slug = ? AND letter_id <> ?) AS shared`
    )
    .bind(slug, letterId)
    .first<number>('shared')
  return shared === 1
}
