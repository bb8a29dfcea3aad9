import { question, type Question } from '../ask'

/** Nobody said yes at the mailbox: so long after it was asked for, it is forgotten. */
export const CLAIM_MS = 14 * 24 * 60 * 60 * 1000

/** A mailbox that a signer gave as theirs at a school, and that has not answered yet. */
export type MailboxClaim = {
  id: string
  address: string
  emailKey: string
  createdAt: number
  expiresAt: number
}

/** Those of a signature, newest first. One that was answered, or whose time is over, is not there. */
export function claimsOf(db: D1Database, signatureId: string, now: Date): Question<MailboxClaim[]> {
  return question<MailboxClaim, MailboxClaim[]>(
    db
      .prepare(
        `SELECT id, address, email_key AS emailKey, created_at AS createdAt, expires_at AS expiresAt
         FROM mailbox_claim
         WHERE signature_id = ? AND expires_at > ? AND address IS NOT NULL
         ORDER BY created_at DESC`
      )
      .bind(signatureId, now.getTime()),
    (rows) => rows
  )
}

/** The id of a claim leads to its signature, so that one round trip reads both. */
export function newClaimId(signatureId: string): string {
  return `${signatureId}/${crypto.randomUUID()}`
}

export function signatureIdOf(claimId: string): string {
  return claimId.split('/', 1)[0] ?? ''
}

/** What a signer may take away of the claims that are open. */
export function exportClaims(claims: MailboxClaim[]) {
  return claims.map(({ address, createdAt, expiresAt }) => ({
    address,
    askedAt: new Date(createdAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  }))
}
