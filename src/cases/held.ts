import { question, type Question } from '../ask'
import { readRisk, type RiskReason } from '../gate/risk'

/** A signature that is being checked, as a checker may see it. */
export type HeldRow = {
  id: string
  /** Null: its signer does not want it shown. */
  name: string | null
  role: string
  roleOther: string | null
  school: string | null
  edition: number
  confirmedAt: number
  reasons: RiskReason[]
  /** Was its signer asked to say yes to newer words. */
  isAsked: boolean
  /** The case that lives and is about it. */
  caseId: string | null
}

type Row = Omit<HeldRow, 'reasons' | 'isAsked'> & { risk: string | null }

/** Those who are being checked, longest first, behind that moment and id. */
export function heldRows(
  db: D1Database,
  letterId: number,
  after: { at: number; id: string },
  limit: number
): Question<HeldRow[]> {
  return question<Row, HeldRow[]>(
    db
      .prepare(
        `SELECT signature.id, iif(public = 1 OR off_display->>'wanted' = 1, name, NULL) AS name,
                role, iif(public = 1 OR off_display->>'wanted' = 1, role_other, NULL) AS roleOther,
                iif(public = 1 OR off_display->>'wanted' = 1, school, NULL) AS school, edition,
                confirmed_at AS confirmedAt, risk,
                (SELECT case_id FROM case_signature JOIN signature_case ON signature_case.id = case_id
                 WHERE signature_id = signature.id AND signature_case.state IN
                   ('suggested', 'open', 'asked', 'running', 'paused', 'undoing') LIMIT 1) AS caseId
         FROM signature INDEXED BY signature_held
         WHERE signature.letter_id = ?1 AND signature.state = 'held'
           AND confirmed_at >= ?2 AND (confirmed_at > ?2 OR signature.id > ?3)
         ORDER BY confirmed_at, signature.id LIMIT ?4`
      )
      .bind(letterId, after.at, after.id, limit),
    (rows) =>
      rows.map(({ risk, ...row }) => ({ ...row, reasons: readRisk(risk), isAsked: risk === null }))
  )
}
