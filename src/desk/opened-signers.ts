import { question, type Question } from '../ask'

/** A signer who was opened, as the list of them shows it: no name. */
export type OpenedCase = {
  id: number
  number: number
  reason: string
  openedAt: number
  /** Who of the team opened it. */
  by: string | null
  /** When it ended, or will. */
  endsAt: number
  isOpen: boolean
}

/** Who that is, while the case is open and the signature counts. */
export type OpenedSigner = {
  name: string
  role: string
  roleOther: string | null
  school: string | null
  assurance: string
  confirmedAt: number
  /** Is the name shown by now. */
  shown: boolean
}

type CaseRow = Omit<OpenedCase, 'isOpen'> & { isOpen: 0 | 1 }

/** The signers of a letter who were opened, newest first, before that case. */
export function openedCases(
  db: D1Database,
  letterId: number,
  before: number,
  limit: number,
  now: Date
): Question<OpenedCase[]> {
  return question<CaseRow, OpenedCase[]>(
    db
      .prepare(
        `SELECT opened_signer.id, number, opened_at AS openedAt,
                coalesce(nullif(reason, ''), 'Gone with the signature.') AS reason,
                coalesce(account.name, account.address) AS by,
                coalesce(closed_at, ends_at) AS endsAt,
                closed_at IS NULL AND ends_at > ?4 AS isOpen
         FROM opened_signer LEFT JOIN account ON account.id = opened_by
         WHERE letter_id = ?1 AND opened_signer.id < ?2
         ORDER BY opened_signer.id DESC LIMIT ?3`
      )
      .bind(letterId, before, limit, now.getTime()),
    (rows) => rows.map((row) => ({ ...row, isOpen: row.isOpen === 1 }))
  )
}

/** Who an open case is about; null: it has ended, or the signature counts no more. */
export function openedSigner(
  db: D1Database,
  letterId: number,
  id: number,
  now: Date
): Question<OpenedSigner | null> {
  type Row = Omit<OpenedSigner, 'shown'> & { shown: 0 | 1 }
  return question<Row, OpenedSigner | null>(
    db
      .prepare(
        `SELECT name, role, role_other AS roleOther, school, assurance,
                signature.confirmed_at AS confirmedAt, public AS shown
         FROM opened_signer JOIN signature ON signature.id = signature_id
         WHERE opened_signer.letter_id = ?1 AND opened_signer.id = ?2 AND closed_at IS NULL
           AND ends_at > ?3 AND state = 'counted' AND name IS NOT NULL`
      )
      .bind(letterId, id, now.getTime()),
    ([row]) => (row ? { ...row, shown: row.shown === 1 } : null)
  )
}
