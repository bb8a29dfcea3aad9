import { question, type Question } from '../ask'
import type { TeamRole } from './rights'

/** The words of a letter's next edition while they are written. */
export type Draft = {
  /** Grows with every save; each save names the one that it started from. */
  version: number
  title: string
  addressedTo: string
  markdown: string
  savedAt: number
  /** How the team sees whoever saved it; null if nobody did yet. */
  savedBy: string | null
  /** What readers said of it and nobody settled yet. */
  remarks: number
}

/** What an account is in a letter's team; null: nothing. */
export function roleOf(
  db: D1Database,
  letterId: number,
  accountId: number
): Question<TeamRole | null> {
  return question<{ role: TeamRole }, TeamRole | null>(
    db
      .prepare('SELECT role FROM member WHERE letter_id = ? AND account_id = ?')
      .bind(letterId, accountId),
    ([row]) => row?.role ?? null
  )
}

/** What is being written for a letter, or null: the newest edition stands, and nothing is begun. */
export function draftOf(db: D1Database, letterId: number): Question<Draft | null> {
  return question<Draft, Draft | null>(
    db
      .prepare(
        `SELECT version, title, addressed_to AS addressedTo, markdown, saved_at AS savedAt,
                coalesce(account.name, account.address) AS savedBy,
                (SELECT count(*) FROM remark
                 WHERE remark.letter_id = draft.letter_id AND settled_at IS NULL) AS remarks
         FROM draft LEFT JOIN account ON account.id = saved_by WHERE letter_id = ?`
      )
      .bind(letterId),
    ([row]) => row ?? null
  )
}
