import type { Group } from './group'
import { withList } from './with-list'

/**
 * What hangs on a signature beside it, and what its address follows of this letter. Why somebody of
 * the team looked at it may have a name in it.
 */
export function forgetBesides(db: D1Database, group: Group): D1PreparedStatement[] {
  const ofSignatures = withList(group.erased, (json) => [
    db
      .prepare(
        `UPDATE audit SET detail = json_remove(detail, '$.reason')
         WHERE id IN
           (SELECT audit.id FROM opened_signer
            CROSS JOIN audit ON audit.account_id = opened_by AND act = 'open-signer'
              AND audit.at = opened_at AND detail->>'number' = number
            WHERE signature_id IN (SELECT value FROM json_each(?)))`
      )
      .bind(json),
    db
      .prepare(
        `UPDATE opened_signer SET signature_id = NULL, reason = ''
         WHERE signature_id IN (SELECT value FROM json_each(?))`
      )
      .bind(json),
  ])
  const ofAddresses = withList(group.forgotten, (json) => [
    db
      .prepare(
        `DELETE FROM follow
         WHERE letter_id = ?1 AND email_key IN (SELECT value FROM json_each(?2))`
      )
      .bind(group.letter.id, json),
    db
      .prepare(
        `DELETE FROM correction_request
         WHERE letter_id = ?1 AND address_key IN (SELECT value FROM json_each(?2))
           AND state IN ('unconfirmed', 'open')`
      )
      .bind(group.letter.id, json),
    db
      .prepare(
        `UPDATE correction_request SET address = NULL, address_key = NULL
         WHERE letter_id = ?1 AND address_key IN (SELECT value FROM json_each(?2))`
      )
      .bind(group.letter.id, json),
  ])
  return [
    ...forgetReports(db, group),
    ...ofSignatures,
    ...ofAddresses,
    ...forgetMailboxes(db, group),
  ]
}

/** What somebody reported of a name goes with it; whoever did is told that it is gone. */
function forgetReports(db: D1Database, group: Group): D1PreparedStatement[] {
  return withList(group.erased, (json) => [
    db
      .prepare(
        `DELETE FROM report
         WHERE signature_id IN (SELECT value FROM json_each(?)) AND state = 'settled'`
      )
      .bind(json),
    db
      .prepare(
        `UPDATE report SET about = '', words = '', signature_id = NULL,
                           outcome = coalesce(outcome, 'left')
         WHERE signature_id IN (SELECT value FROM json_each(?))`
      )
      .bind(json),
  ])
}

/**
 * School mailboxes that have answered, and those given for signatures that are erased or withdrawn:
 * nothing more is asked there. Whoever answered a mail has asked for it: no cap counts it. Who
 * withdraws may sign again, and finds the caps and a no as they were.
 */
function forgetMailboxes(db: D1Database, group: Group): D1PreparedStatement[] {
  const ofAnswered = withList([...group.answeredMailboxes], (json) => [
    db
      .prepare('UPDATE outbox SET to_key = NULL WHERE id IN (SELECT value FROM json_each(?))')
      .bind(json),
    // All that was asked there for the signature, however often.
    db
      .prepare(
        `DELETE FROM mailbox_claim
         WHERE (signature_id, email_key) IN
           (SELECT signature_id, email_key FROM mailbox_claim
            WHERE id IN (SELECT value FROM json_each(?)))`
      )
      .bind(json),
  ])
  const ofLeaving = withList([...group.erased, ...group.takenBack()], (json) => [
    db
      .prepare(
        `DELETE FROM outbox
         WHERE state = 'waiting'
           AND id IN (SELECT mailbox_claim.id FROM json_each(?)
                      JOIN mailbox_claim ON signature_id = value)`
      )
      .bind(json),
    db
      .prepare(
        `UPDATE mailbox_claim SET address = NULL
         WHERE signature_id IN (SELECT value FROM json_each(?))`
      )
      .bind(json),
  ])
  const ofErased = withList(group.erased, (json) => [
    db
      .prepare('DELETE FROM mailbox_claim WHERE signature_id IN (SELECT value FROM json_each(?))')
      .bind(json),
  ])
  return [...ofAnswered, ...ofLeaving, ...ofErased]
}
