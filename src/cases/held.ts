import { question, type Question } from '../ask'
import { readRisk, type RiskReason } from '../gate/risk'
import { LIVING_STATES } from '../living-cases'
import { AS_SHOWN } from './sample'

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
  /** Does a case live, while this looks like those of one: it isn’t counted by itself before that. */
  isLike: boolean
}

type Row = Omit<HeldRow, 'reasons' | 'isAsked' | 'isLike'> & { risk: string | null; living: 0 | 1 }

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
        `SELECT signature.id, edition, ${AS_SHOWN},
                (SELECT case_id FROM case_signature JOIN signature_case ON signature_case.id = case_id
                 WHERE signature_id = signature.id
                   AND signature_case.state IN ${LIVING_STATES} LIMIT 1) AS caseId,
                EXISTS (SELECT 1 FROM signature_case INDEXED BY signature_case_living
                        WHERE letter_id = ?1 AND state IN ${LIVING_STATES}) AS living
         FROM signature INDEXED BY signature_held
         WHERE signature.letter_id = ?1 AND signature.state = 'held'
           AND confirmed_at >= ?2 AND (confirmed_at > ?2 OR signature.id > ?3)
         ORDER BY confirmed_at, signature.id LIMIT ?4`
      )
      .bind(letterId, after.at, after.id, limit),
    (rows) =>
      rows.map(({ risk, living, ...row }) => {
        const reasons = readRisk(risk)
        const isLike = living === 1 && reasons.includes('in-case')
        return { ...row, reasons, isAsked: risk === null, isLike }
      })
  )
}
