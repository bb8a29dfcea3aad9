import { auditRows } from '../desk/audit'
import { queueMails } from '../mail/outbox'
import { beginEditionNews } from '../mail/tell-signers'
import type { Group } from './group'
import { writeChecks } from './write-checks'
import { writeCorrections } from './write-corrections'
import { writeDeletion } from './write-deletion'
import { writeForgetting } from './write-forgetting'
import { writeLetter } from './write-letter'
import { writeMilestones } from './write-milestones'
import { writeNumbers } from './write-numbers'
import { writeSchools } from './write-schools'
import { writeUnsubscribed } from './write-unsubscribed'

/**
 * The statements of a group's one batch. The head goes first and fails the batch by CHECK if
 * another writer moved it; it fails too if a row was not in the state that was decided on.
 */
export function writeGroup(
  db: D1Database,
  group: Group,
  appended: D1PreparedStatement[],
  now: Date
): D1PreparedStatement[] {
  return [
    moveHead(db, group),
    ...writeEditions(db, group),
    ...writeLetter(db, group),
    ...writeDeletion(db, group),
    ...writeRows(db, group),
    ...appended,
    ...writeNumbers(db, group),
    ...writeSchools(db, group, now),
    ...writeCorrections(db, group, now),
    ...writeMilestones(db, group, now),
    ...writeChecks(db, group),
    ...writeForgetting(db, group, now),
    ...writeUnsubscribed(db, group),
    ...(group.audits.length > 0 ? [auditRows(db, group.audits, now)] : []),
    ...(group.mails.length > 0 ? [queueMails(db, group.promised(), now)] : []),
  ]
}

function moveHead(db: D1Database, group: Group): D1PreparedStatement {
  const { before, head } = group.draft
  const { size, root, edge, hour, confirmed, withdrawn, removed, refused, anonymised, batch } = head
  return db
    .prepare(
      `INSERT INTO head (letter_id, version, size, root, edge, hour, confirmed, withdrawn, removed,
                         refused, anonymised, batch)
       VALUES (?1, ?2 + 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
       ON CONFLICT (letter_id) DO UPDATE SET
         version = iif(version = ?2, version + 1, -1), size = ?3, root = ?4, edge = ?5, hour = ?6,
         confirmed = ?7, withdrawn = ?8, removed = ?9, refused = ?10, anonymised = ?11,
         batch = ?12`
    )
    .bind(
      group.letter.id,
      before.version,
      size,
      root,
      edge,
      hour,
      confirmed,
      withdrawn,
      removed,
      refused,
      anonymised,
      batch
    )
}

function writeRows(db: D1Database, group: Group): D1PreparedStatement[] {
  const removed = group.removedIds()
  const checked = (n: number) =>
    db
      .prepare('UPDATE head SET unchanged = (changes() = ?2) WHERE letter_id = ?1')
      .bind(group.letter.id, n)

  return [
    ...group.changedRows().flatMap((rows) => [updateRows(db, rows), checked(rows.length)]),
    ...(removed.length > 0
      ? [
          db
            .prepare('DELETE FROM signature WHERE id IN (SELECT value FROM json_each(?))')
            .bind(JSON.stringify(removed)),
          checked(removed.length),
        ]
      : []),
  ]
}

function updateRows(db: D1Database, rows: unknown[]): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE signature SET
         state = value->>'state', edition = value->>'edition', name = value->>'name',
         role = value->>'role', role_other = value->>'roleOther', school = value->>'school',
         country = value->>'country', public = value->>'public', updates = value->>'updates',
         assurance = value->>'assurance', assured_because = value->>'assuredBecause',
         assured_by = value->>'assuredBy', urns = value->>'urns', authority = value->>'authority',
         phase = value->>'phase', school_type = value->>'schoolType',
         mailbox_urns = value->>'mailboxUrns', named_urns = value->>'namedUrns',
         mailbox_look = value->>'mailboxLook', mailbox_key = value->>'mailboxKey',
         email = value->>'email', domain_key = value->>'domainKey', kept_address = value->>'keptAddress',
         salt = value->>'salt', address_mac = value->>'addressMac', number = value->>'number',
         entry = value->>'entry', amended = value->>'amended', expires_at = value->>'expiresAt',
         confirmed_at = value->>'confirmedAt', changed_at = value->>'changedAt',
         declined_at = value->>'declinedAt', removed_for = value->>'removedFor',
         off_display = value->>'offDisplay', risk = value->>'risk'
       FROM json_each(?)
       WHERE signature.id = value->>'id' AND signature.state = value->>'was'`
    )
    .bind(JSON.stringify(rows))
}

function writeEditions(db: D1Database, group: Group): D1PreparedStatement[] {
  return group.editions.flatMap(({ number, edition, at, draft }) => [
    db
      .prepare(
        `INSERT INTO edition (letter_id, number, title, addressed_to, hosts, markdown, html, points,
                              sha256, reason, spelling_only, frozen_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
      )
      .bind(
        group.letter.id,
        number,
        edition.title,
        edition.addressedTo,
        edition.hosts,
        edition.markdown,
        edition.html,
        edition.points,
        edition.sha256,
        edition.reason,
        edition.spellingOnly ? 1 : 0,
        at
      ),
    ...(number === 1 || edition.spellingOnly
      ? []
      : [beginEditionNews(db, group.letter.id, number, at)]),
    db
      .prepare('UPDATE letter SET edition = ?2, title = ?3, addressed_to = ?4 WHERE id = ?1')
      .bind(group.letter.id, number, edition.title, edition.addressedTo),
    ...(draft === undefined
      ? []
      : [
          db
            .prepare('DELETE FROM draft WHERE letter_id = ? AND version = ?')
            .bind(group.letter.id, draft),
        ]),
  ])
}
