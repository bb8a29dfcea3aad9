import { question, type Question } from '../ask'
import { auditIfChanged } from './audit'
import type { TeamRole } from './rights'

/** Somebody in a letter's team. */
export type Member = {
  accountId: number
  name: string
  address: string
  role: TeamRole
  since: number
}

/** Who does something, and when: what every change of a team is noted with. */
export type Doing = { letterId: number; accountId: number }

/** The team of a letter: its owner, then the others, longest there first. */
export function teamOf(db: D1Database, letterId: number): Question<Member[]> {
  return question<Member, Member[]>(
    db
      .prepare(
        `SELECT account.id AS accountId, coalesce(account.name, account.address) AS name,
                account.address, role, since
         FROM member JOIN account ON account.id = member.account_id
         WHERE letter_id = ? ORDER BY role <> 'owner', since, account.id`
      )
      .bind(letterId),
    (members) => members
  )
}

/** Gives a member another role. The owner's is only handed over. Returns whether anything changed. */
export async function changeRole(
  db: D1Database,
  by: Doing,
  memberId: number,
  role: Exclude<TeamRole, 'owner'>,
  now: Date
): Promise<boolean> {
  const [changed] = await db.batch([
    db
      .prepare(
        `UPDATE member SET role = ?3
         WHERE letter_id = ?1 AND account_id = ?2 AND role NOT IN ('owner', ?3)`
      )
      .bind(by.letterId, memberId, role),
    auditIfChanged(db, { ...by, act: 'change-role', detail: { who: memberId, role } }, now),
  ])
  return changed?.meta.changes === 1
}

/** Takes somebody out of a team: by its owner, or by themselves. The owner can't go like this. */
export async function removeMember(
  db: D1Database,
  by: Doing,
  memberId: number,
  now: Date
): Promise<boolean> {
  const act = by.accountId === memberId ? 'leave-team' : 'remove-member'
  const [changed] = await db.batch([
    db
      .prepare(`DELETE FROM member WHERE letter_id = ? AND account_id = ? AND role <> 'owner'`)
      .bind(by.letterId, memberId),
    auditIfChanged(db, { ...by, act, detail: { who: memberId } }, now),
  ])
  return changed?.meta.changes === 1
}

/**
 * Makes another member the owner, and the owner an editor: both or neither, and only while the one
 * who hands over still owns the letter, so that it always has one owner.
 */
export async function handOver(
  db: D1Database,
  by: Doing,
  memberId: number,
  now: Date
): Promise<boolean> {
  const [changed] = await db.batch([
    db
      .prepare(
        `UPDATE member SET role = iif(account_id = ?3, 'owner', 'editor')
         WHERE letter_id = ?1 AND account_id IN (?2, ?3) AND ?2 <> ?3
           AND EXISTS (SELECT 1 FROM member WHERE letter_id = ?1 AND account_id = ?2
                       AND role = 'owner')
           AND EXISTS (SELECT 1 FROM member WHERE letter_id = ?1 AND account_id = ?3)`
      )
      .bind(by.letterId, by.accountId, memberId),
    auditIfChanged(db, { ...by, act: 'hand-over', detail: { who: memberId } }, now),
  ])
  return changed?.meta.changes === 2
}
