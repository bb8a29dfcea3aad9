import { question, type Question } from '../ask'
import type { SignatureState } from '../signatures/signature'
import type { CaseOutcome } from './case'

/** One of the signatures that a case is about, as far as a checker may see it. */
export type Sampled = {
  place: number
  /** Null: not shown, or erased. */
  name: string | null
  role: string | null
  roleOther: string | null
  school: string | null
  /** Null of who was never counted. */
  number: number | null
  /** Null: erased. */
  state: SignatureState | null
  risk: string | null
  confirmedAt: number | null
  outcome: CaseOutcome | null
}

/** What a checker sees of a signature: its name only if its signer wants that to be shown. */
export const AS_SHOWN = `iif(public = 1 OR off_display->>'wanted' = 1, name, NULL) AS name, role,
  iif(public = 1 OR off_display->>'wanted' = 1, role_other, NULL) AS roleOther,
  iif(public = 1 OR off_display->>'wanted' = 1, school, NULL) AS school,
  confirmed_at AS confirmedAt, risk`

/** So many are shown, evenly spread over all. */
const SAMPLE = 20

/** Some of the signatures of a case: the first, the last, and others between them. */
export function sampleOf(
  db: D1Database,
  { id, listed }: { id: string; listed: number }
): Question<Sampled[]> {
  const n = Math.min(SAMPLE, listed)
  const places = Array.from({ length: n }, (_, i) =>
    n === 1 ? 1 : 1 + Math.round((i * (listed - 1)) / (n - 1))
  )
  return question<Sampled, Sampled[]>(
    db
      .prepare(
        `SELECT place, ${AS_SHOWN}, number, state, outcome
         FROM case_signature LEFT JOIN signature ON signature.id = signature_id
         WHERE case_id = ?1 AND place IN (SELECT value FROM json_each(?2))
         ORDER BY place`
      )
      .bind(id, JSON.stringify(places)),
    (rows) => rows
  )
}
