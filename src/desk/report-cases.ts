import { question, type Question } from '../ask'
import type { Wrong } from '../reports/report'
import { foldedWords } from '../words'
import type { CheckedName } from './names'

/** What somebody said of a name, and until when they were promised a decision. */
type OpenReport = {
  id: string
  what: Wrong
  about: string
  words: string
  fromSchool: 0 | 1
  confirmedAt: number
  dueAt: number
}

/** Everything that was said of one name. Null: nobody could tell which one is meant. */
export type ReportCase = { name: CheckedName | null; reports: OpenReport[] }

/** So many reports are read at once, those that are due first. */
const MOST_REPORTS = 200

type ReportRow = OpenReport & Nullable<CheckedName> & { signatureId: string | null; lives: 0 | 1 }
type Nullable<T> = { [Key in keyof T]: T[Key] | null }

const REPORTED = `
  SELECT report.id, what, about, words, from_school AS fromSchool,
         report.confirmed_at AS confirmedAt, due_at AS dueAt, signature_id AS signatureId,
         signature.number, name, role, role_other AS roleOther, school,
         coalesce(changed_at, signature.confirmed_at) AS changedAt, off_display AS offDisplay,
         coalesce(signature.state = 'counted' AND (public = 1 OR off_display->>'wanted' = 1), 0)
           AS lives
  FROM report LEFT JOIN signature ON signature.id = signature_id
  WHERE report.letter_id = ?1 AND report.state = 'open' AND outcome IS NULL
  ORDER BY due_at, report.id LIMIT ?2`

/**
 * What was reported and nobody decided yet, a name at a time, those that are due first. A name that
 * its signer took away meanwhile needs no decision, and is left out.
 */
export function reportCases(db: D1Database, letterId: number): Question<ReportCase[]> {
  return question<ReportRow, ReportCase[]>(
    db.prepare(REPORTED).bind(letterId, MOST_REPORTS),
    (rows) => {
      const living = rows.filter(({ signatureId, lives }) => signatureId === null || lives === 1)
      return [...Map.groupBy(living, caseOf).values()].map(asCase)
    }
  )
}

/** Of a name that nobody could make out, those who wrote the same are one. */
function caseOf({ signatureId, about }: ReportRow): string {
  return signatureId ?? (foldedWords(about).toSorted().join(' ') || about)
}

function asCase(rows: ReportRow[]): ReportCase {
  const [first] = rows
  const { number = null, name = null, changedAt = null } = first ?? {}
  const reports = rows.map(({ id, what, about, words, fromSchool, confirmedAt, dueAt }) => {
    return { id, what, about, words, fromSchool, confirmedAt, dueAt }
  })
  if (!first || number === null || name === null || changedAt === null) {
    return { name: null, reports }
  }
  const { role, roleOther, school, offDisplay } = first
  return {
    name: { number, name, role: role ?? '', roleOther, school, changedAt, offDisplay },
    reports,
  }
}
