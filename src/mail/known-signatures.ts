import { question, type Question } from '../ask'
import type { Standing } from './chosen'
import type { HeldSignature, OwnSignature, Signature } from './situation'

type ByRow<T> = Question<Map<string, T[]>>

/** The very signatures that mails were promised for, unless their address was erased. */
export function ownSignatures(db: D1Database, asked: string): ByRow<OwnSignature> {
  return byRow(
    db
      .prepare(
        `SELECT value->>'id' AS outboxId, signature.id, letter_id AS letterId, number,
                iif(state = 'pending' AND email IS NULL, 'emptied', state) AS state,
                edition, expires_at AS expiresAt, kept_address IS NOT NULL AS addressKept,
                public AS shown, off_display->>'wanted' AS wanted, off_display->>'why' AS offWhy,
                off_display->>'sentence' AS offSentence
         FROM json_each(?) JOIN signature ON signature.id = value->>'signatureId'
         WHERE email_key IS NOT NULL`
      )
      .bind(asked)
  )
}

/** What an address confirmed on the letter asked about: what is live, or else the newest. */
export function standingSignatures(
  db: D1Database,
  asked: string
): ByRow<Signature & { state: Standing }> {
  return byRow(
    db
      .prepare(
        `SELECT value->>'id' AS outboxId, signature.id, letter_id AS letterId, state, number,
                expires_at AS expiresAt
         FROM json_each(?) JOIN signature ON signature.id =
           (SELECT id FROM signature AS one
            WHERE one.email_key = value->>'toKey' AND one.letter_id = value->>'letterId'
              AND one.state IN ('counted', 'held', 'withdrawn', 'removed', 'refused')
            ORDER BY one.state IN ('counted', 'held') DESC, one.created_at DESC LIMIT 1)
         WHERE value->>'asked' IN ('confirm', 'links')`
      )
      .bind(asked)
  )
}

/** The newest that an address may still confirm on the letter asked about. */
export function pendingSignatures(db: D1Database, asked: string, now: Date): ByRow<Signature> {
  return byRow(
    db
      .prepare(
        `SELECT value->>'id' AS outboxId, signature.id, letter_id AS letterId, state, number,
                expires_at AS expiresAt
         FROM json_each(?1) JOIN signature ON signature.id =
           (SELECT id FROM signature AS one
            WHERE one.email_key = value->>'toKey' AND one.letter_id = value->>'letterId'
              AND one.state = 'pending' AND one.email IS NOT NULL AND one.expires_at > ?2
            ORDER BY one.created_at DESC LIMIT 1)
         WHERE value->>'asked' = 'links'`
      )
      .bind(asked, now.getTime())
  )
}

/** For each letter that an address has signed: what is live, or else was confirmed, or waits. */
export function heldSignatures(db: D1Database, asked: string, now: Date): ByRow<HeldSignature> {
  return byRow(
    db
      .prepare(
        `SELECT outboxId, id, letterId, state, number, expiresAt, disowned FROM
           (SELECT value->>'id' AS outboxId, signature.id, letter_id AS letterId, state, number,
                   expires_at AS expiresAt,
                   EXISTS (SELECT 1 FROM suppression
                           WHERE suppression.letter_id = signature.letter_id
                             AND suppression.email_key = signature.email_key) AS disowned,
                   row_number() OVER (PARTITION BY value->>'id', letter_id
                     ORDER BY state IN ('counted', 'held') DESC, state = 'pending',
                              created_at DESC) AS place
            FROM json_each(?1) JOIN signature ON email_key = value->>'toKey'
            WHERE value->>'asked' = 'my-data'
              AND (state IN ('counted', 'held', 'withdrawn', 'removed', 'refused')
                   OR (state = 'pending' AND email IS NOT NULL AND expires_at > ?2)))
         WHERE place = 1
         ORDER BY letterId`
      )
      .bind(asked, now.getTime())
  )
}

function byRow<T extends Signature>(statement: D1PreparedStatement): ByRow<T> {
  return question<T & { outboxId: string }, Map<string, T[]>>(statement, (rows) =>
    Map.groupBy(rows, ({ outboxId }) => outboxId)
  )
}
