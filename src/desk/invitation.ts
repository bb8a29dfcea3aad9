import { question, type Question } from '../ask'
import type { Account } from './account'
import { auditIfChanged } from './audit'
import type { InvitedRole } from './rights'
import type { Doing } from './team'

/** An invitation that nobody answers ends after this long. */
export const INVITATION_MS = 14 * 24 * 60 * 60 * 1000

/** An invitation as the team that made it sees it. */
export type Invitation = {
  address: string
  role: InvitedRole
  expiresAt: number
}

/** One as the person invited sees it. */
export type Invited = {
  letterId: number
  title: string
  role: InvitedRole
  by: string
  expiresAt: number
}

/** The invitations to a letter's team that wait for an answer, oldest first. */
export function invitationsOf(db: D1Database, letterId: number, now: Date): Question<Invitation[]> {
  return question<Invitation, Invitation[]>(
    db
      .prepare(
        `SELECT address, role, expires_at AS expiresAt FROM invitation
         WHERE letter_id = ? AND expires_at > ? ORDER BY created_at`
      )
      .bind(letterId, now.getTime()),
    (invitations) => invitations
  )
}

/** What somebody is invited to, oldest first. */
export function invitationsTo(
  db: D1Database,
  account: Pick<Account, 'addressKey'>,
  now: Date
): Question<Invited[]> {
  return question<Invited, Invited[]>(
    db
      .prepare(
        `SELECT invitation.letter_id AS letterId, letter.title, role,
                coalesce(account.name, account.address) AS by, invitation.expires_at AS expiresAt
         FROM invitation
         JOIN letter ON letter.id = invitation.letter_id
         JOIN account ON account.id = invited_by
         WHERE invitation.address_key = ? AND invitation.expires_at > ?
         ORDER BY invitation.created_at`
      )
      .bind(account.addressKey, now.getTime()),
    (invitations) => invitations
  )
}

/** Takes an invitation back. Returns whether it still stood. */
export async function takeBack(
  db: D1Database,
  by: Doing,
  address: string,
  now: Date
): Promise<boolean> {
  const [gone] = await db.batch([
    db
      .prepare('DELETE FROM invitation WHERE letter_id = ? AND address = ?')
      .bind(by.letterId, address),
    auditIfChanged(db, { ...by, act: 'take-back-invitation', detail: { address } }, now),
  ])
  return gone?.meta.changes === 1
}
