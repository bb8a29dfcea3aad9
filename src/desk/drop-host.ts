import { sendNoticeIfChanged } from '../mail/send-notice'
import { auditIfChanged } from './audit'
import type { DeskHost } from './hosts'
import type { Doing } from './team'

type Dropped = Pick<DeskHost, 'slug' | 'name'>

/** Takes a question back that nobody has answered. Returns whether it still stood. */
export async function takeBackHost(
  db: D1Database,
  by: Doing,
  { slug, name }: Dropped,
  now: Date
): Promise<boolean> {
  const [gone] = await db.batch([
    db
      .prepare(
        `DELETE FROM letter_host
         WHERE letter_id = ? AND host_id = (SELECT id FROM host WHERE slug = ?)
           AND standing = 'asked'`
      )
      .bind(by.letterId, slug),
    auditIfChanged(db, { ...by, act: 'take-back-host', detail: { host: name } }, now),
  ])
  return gone?.meta.changes === 1
}

/**
 * Takes a host off a letter, and tells its team. The group that the letter is from can't be taken
 * off. Returns whether it still stood behind the letter.
 */
export async function takeOffHost(
  db: D1Database,
  by: Doing,
  { slug, name }: Dropped,
  letter: { title: string; team: string[] },
  now: Date
): Promise<boolean> {
  const { letterId } = by
  const [gone] = await db.batch([
    db
      .prepare(
        `UPDATE letter_host SET standing = 'left', left_at = ?3
         WHERE letter_id = ?1 AND host_id = (SELECT id FROM host WHERE slug = ?2)
           AND position > 0 AND standing IN ('own', 'confirmed')`
      )
      .bind(letterId, slug, now.getTime()),
    auditIfChanged(db, { ...by, act: 'take-off-host', detail: { host: name } }, now),
    sendNoticeIfChanged(
      db,
      { notice: 'host-news', letterId, title: letter.title, host: name, news: 'taken-off' },
      letter.team,
      now
    ),
  ])
  return gone?.meta.changes === 1
}

/** Lets go of what nobody answered in time, with the addresses that were asked. */
export async function dropUnansweredHosts(db: D1Database, now: Date): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT INTO audit (letter_id, act, detail, at)
         SELECT letter_id, 'host-silent', json_object('host', host.name), ?1
         FROM letter_host JOIN host ON host.id = host_id
         WHERE standing = 'asked' AND asked_until <= ?1`
      )
      .bind(now.getTime()),
    db
      .prepare(`DELETE FROM letter_host WHERE standing = 'asked' AND asked_until <= ?`)
      .bind(now.getTime()),
  ])
}
