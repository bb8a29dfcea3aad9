import { question, type Question } from '../ask'
import { slugsToTry } from '../letters/slug'
import { USUAL_ROLES } from './offered-roles'

/** What a new letter begins with. The same key always makes the same letter of an account. */
export type NewLetter = { title: string; host_name: string; key: string }

/**
 * Makes a letter that nobody sees yet: its owner, its words to be written, the group it is from and
 * the name of its ledger, once however often it is asked for: asked again it adds nothing, so that
 * nobody comes back to a letter that they handed over or deleted. Returns its id.
 */
export async function startLetter(
  db: D1Database,
  origin: string,
  accountId: number,
  { title, host_name: host, key }: NewLetter,
  now: Date
): Promise<number> {
  const uuid = await uuidOf(accountId, key)
  const at = now.getTime()
  const results = await db.batch<{ id: number }>([
    db
      .prepare(
        `INSERT INTO letter (uuid, origin, slug, state, title, addressed_to, roles,
           controller_name, controller_contact, controller_address, created_at)
         SELECT ?1, ?2,
                (SELECT value FROM json_each(?3) AS wanted
                 WHERE NOT EXISTS (SELECT 1 FROM letter WHERE slug = value)
                   AND NOT EXISTS (SELECT 1 FROM old_slug WHERE slug = value)
                 ORDER BY wanted.key LIMIT 1), 'draft', ?4, '', ?5, '', '', '', ?6
         WHERE true ON CONFLICT (uuid) DO NOTHING`
      )
      .bind(
        uuid,
        `${new URL(origin).host}/ledger/${uuid}`,
        JSON.stringify(slugsToTry(title)),
        title,
        JSON.stringify(USUAL_ROLES),
        at
      ),
    db
      .prepare(
        `INSERT INTO audit (letter_id, account_id, act, at)
         SELECT id, ?2, 'start-letter', ?3 FROM letter WHERE uuid = ?1 AND changes() > 0`
      )
      .bind(uuid, accountId, at),
    db
      .prepare(
        `INSERT INTO draft (letter_id, version, title, addressed_to, markdown, saved_at, saved_by)
         SELECT id, 1, ?2, '', '', ?3, ?4 FROM letter WHERE uuid = ?1 AND changes() > 0`
      )
      .bind(uuid, title, at, accountId),
    db
      .prepare(
        `INSERT INTO member (letter_id, account_id, role, since)
         SELECT id, ?2, 'owner', ?3 FROM letter WHERE uuid = ?1 AND changes() > 0`
      )
      .bind(uuid, accountId, at),
    db
      .prepare(
        `INSERT INTO letter_host (letter_id, host_id, position)
         SELECT letter.id, host.id, 0 FROM letter
         JOIN member AS mine ON mine.account_id = ?2 AND mine.role = 'owner'
         JOIN letter_host AS own ON own.letter_id = mine.letter_id AND own.position = 0
         JOIN host ON host.id = own.host_id AND host.name = ?3
         WHERE letter.uuid = ?1 AND changes() > 0 LIMIT 1`
      )
      .bind(uuid, accountId, host),
    db
      .prepare(
        `INSERT INTO host (slug, name)
         SELECT (SELECT value FROM json_each(?2) AS wanted
                 WHERE NOT EXISTS (SELECT 1 FROM host WHERE slug = value)
                 ORDER BY wanted.key LIMIT 1), ?3
         FROM letter
         WHERE uuid = ?1 AND stopped IS NULL
           AND NOT EXISTS (SELECT 1 FROM letter_host WHERE letter_id = letter.id)`
      )
      .bind(uuid, JSON.stringify(slugsToTry(host)), host),
    db
      .prepare(
        `INSERT INTO letter_host (letter_id, host_id, position)
         SELECT id, last_insert_rowid(), 0 FROM letter WHERE uuid = ? AND changes() > 0`
      )
      .bind(uuid),
    db.prepare('SELECT id FROM letter WHERE uuid = ?').bind(uuid),
  ])
  const id = results.at(-1)?.results[0]?.id
  if (id === undefined) throw new Error('a letter was not made')
  return id
}

/** What the newest letter of an account is from, for its next one; null: it has none. */
export function usualHost(db: D1Database, accountId: number): Question<string | null> {
  return question<{ name: string }, string | null>(
    db
      .prepare(
        `SELECT host.name FROM member
         JOIN letter_host ON letter_host.letter_id = member.letter_id AND position = 0
         JOIN host ON host.id = host_id
         WHERE account_id = ? AND role = 'owner' ORDER BY member.letter_id DESC LIMIT 1`
      )
      .bind(accountId),
    ([row]) => row?.name ?? null
  )
}

async function uuidOf(accountId: number, key: string): Promise<string> {
  const text = new TextEncoder().encode(`letter ${accountId} ${key}`)
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', text)).slice(0, 16)
  // A UUID of version 8 (RFC 9562): its bits are the maker's own.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toHex().replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
