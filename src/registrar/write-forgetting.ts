import { forgetAtDesk } from './forget-at-desk'
import { forgetBesides } from './forget-besides'
import { forgetTraces } from './forget-traces'
import type { Group } from './group'
import { withList } from './with-list'
import { writeAnonymised } from './write-anonymised'
import { writeComments } from './write-comments'
import { writeSuppression } from './write-suppression'

/** What a group lets go of, or no longer writes to: emptied and erased rows, unasked mail. */
export function writeForgetting(db: D1Database, group: Group, now: Date): D1PreparedStatement[] {
  return [
    ...writeSuppression(db, group, now),
    ...forgetTraces(db, group),
    ...emptyPending(db, group),
    ...forgetAnswered(db, group),
    ...forgetSignatures(db, group),
    ...forgetBesides(db, group),
    ...forgetAtDesk(db, group),
    ...forgetAddresses(db, group),
    ...writeComments(db, group, now),
    ...writeAnonymised(db, group),
  ]
}

/** Also what came in since the group was read: the database knows it, the group does not. */
function emptyPending(db: D1Database, group: Group): D1PreparedStatement[] {
  return withList(group.emptied, (json) => [
    db
      .prepare(
        `UPDATE signature SET name = NULL, role = NULL, role_other = NULL, school = NULL,
           country = NULL, urns = NULL, public = 0, updates = 0, email = NULL
         WHERE letter_id = ?1 AND email_key IN (SELECT value FROM json_each(?2))
           AND state = 'pending' AND email IS NOT NULL`
      )
      .bind(group.letter.id, json),
  ])
}

/** Whoever answered a mail has asked for it after all: the caps no longer count it. */
function forgetAnswered(db: D1Database, group: Group): D1PreparedStatement[] {
  return withList(group.answered, (json) => [
    db
      .prepare(
        `DELETE FROM outbox
         WHERE signature_id IN (SELECT value FROM json_each(?)) AND state = 'waiting'`
      )
      .bind(json),
    db
      .prepare(
        `UPDATE outbox SET to_key = NULL
         WHERE signature_id IN (SELECT value FROM json_each(?)) AND to_key IS NOT NULL`
      )
      .bind(json),
  ])
}

/** Mail on its way to the provider loses what leads to a signature now, its address once it is there. */
function forgetSignatures(db: D1Database, group: Group): D1PreparedStatement[] {
  return withList(group.erased, (json) => [
    db
      .prepare(
        `DELETE FROM outbox
         WHERE signature_id IN (SELECT value FROM json_each(?)) AND state <> 'claimed'`
      )
      .bind(json),
    db
      .prepare(
        `UPDATE outbox SET to_key = NULL, signature_id = NULL
         WHERE signature_id IN (SELECT value FROM json_each(?))`
      )
      .bind(json),
  ])
}

function forgetAddresses(db: D1Database, group: Group): D1PreparedStatement[] {
  return withList(group.forgotten, (json) => [
    db
      .prepare(
        `DELETE FROM outbox
         WHERE letter_id = ?1 AND to_key IN (SELECT value FROM json_each(?2))
           AND state <> 'claimed'`
      )
      .bind(group.letter.id, json),
    db
      .prepare(
        `UPDATE outbox SET to_key = NULL, signature_id = NULL
         WHERE letter_id = ?1 AND to_key IN (SELECT value FROM json_each(?2))`
      )
      .bind(group.letter.id, json),
    // Mail about every letter belongs to none. One that still waits was asked for, and goes out.
    db
      .prepare(
        `UPDATE outbox SET to_key = NULL
         WHERE letter_id IS NULL AND to_key IN (SELECT value FROM json_each(?))
           AND state NOT IN ('waiting', 'claimed')`
      )
      .bind(json),
    db
      .prepare(
        `DELETE FROM code_try
         WHERE letter_id = ?1 AND email_key IN (SELECT value FROM json_each(?2))`
      )
      .bind(group.letter.id, json),
    db
      .prepare(
        `UPDATE signature SET email_key = NULL
         WHERE letter_id = ?1 AND email_key IN (SELECT value FROM json_each(?2))
           AND state = 'pending'`
      )
      .bind(group.letter.id, json),
  ])
}
