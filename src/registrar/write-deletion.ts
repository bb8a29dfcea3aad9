import type { Group } from './group'

/**
 * Deleting fails the batch if somebody has signed meanwhile. Whoever follows the letter is forgotten,
 * and whoever was about to speak for an organisation. Of a draft a row without words stays, so that
 * its number, and with it its Registrar, is never given to another letter.
 */
export function writeDeletion(db: D1Database, group: Group): D1PreparedStatement[] {
  if (!group.isDeleted) return []
  const { id } = group.letter
  const nobodySigns = db
    .prepare(
      `UPDATE head SET unchanged = NOT EXISTS
         (SELECT 1 FROM waiting WHERE letter_id = ?1 AND n > 0
          UNION ALL SELECT 1 FROM letter WHERE id = ?1 AND organisations > 0)
       WHERE letter_id = ?1`
    )
    .bind(id)
  const forgotten = [
    db.prepare('DELETE FROM follow WHERE letter_id = ?').bind(id),
    db.prepare('DELETE FROM organisation WHERE letter_id = ?').bind(id),
    db.prepare('DELETE FROM correction_request WHERE letter_id = ?').bind(id),
    db.prepare('DELETE FROM notable_name WHERE letter_id = ?').bind(id),
    db.prepare('DELETE FROM notable_change WHERE letter_id = ?').bind(id),
    db.prepare('DELETE FROM signature_case WHERE letter_id = ?').bind(id),
  ]
  if (!group.isEmptied) return [nobodySigns, ...forgotten]
  return [
    nobodySigns,
    ...forgotten,
    db
      .prepare(
        `UPDATE letter SET slug = 'deleted-' || uuid, title = '', addressed_to = '',
           controller_name = '', controller_contact = '', controller_address = '',
           press_contact = NULL, eligibility = NULL, roles = '[]', milestones = NULL, paper = NULL
         WHERE id = ?`
      )
      .bind(id),
    ...[
      db.prepare('DELETE FROM draft WHERE letter_id = ?'),
      db.prepare('DELETE FROM remark WHERE letter_id = ?'),
      db.prepare('DELETE FROM letter_link WHERE letter_id = ?'),
      db.prepare('DELETE FROM old_slug WHERE letter_id = ?'),
      db.prepare('DELETE FROM letter_host WHERE letter_id = ?'),
      db.prepare('DELETE FROM invitation WHERE letter_id = ?'),
      db.prepare('DELETE FROM member WHERE letter_id = ?'),
      db.prepare('UPDATE account SET asked_for = NULL WHERE asked_for = ?'),
      db.prepare('UPDATE audit SET detail = NULL WHERE letter_id = ?'),
    ].map((statement) => statement.bind(id)),
  ]
}
