import { question, type Question } from '../ask'
import type { Criteria, Noticed, SignatureCase, Summary } from './case'

/** A case with how the team sees those who worked on it; null: the site, or nobody yet. */
export type CaseWithPeople = SignatureCase & {
  opener: string | null
  asker: string | null
  decider: string | null
}

type Row = Omit<CaseWithPeople, 'noticed' | 'criteria' | 'summary' | 'results'> & {
  noticed: string | null
  criteria: string
  summary: string | null
  results: string
}

const NOTHING_LISTED: Summary = { counted: 0, held: 0, elsewhere: 0, hours: [] }

/** A case of a letter, or null. */
export function caseOf(
  db: D1Database,
  letterId: number,
  id: string
): Question<CaseWithPeople | null> {
  return question<Row, CaseWithPeople | null>(
    db
      .prepare(
        `SELECT signature_case.id, letter_id AS letterId, state, version, noticed, criteria, reason,
                sentence, undo_sentence AS undoSentence, listed, summary,
                counted_then AS countedThen, listed_at AS listedAt, opened_by AS openedBy,
                opened_at AS openedAt, asked_by AS askedBy, decided_by AS decidedBy,
                decided_at AS decidedAt, ended_at AS endedAt, note, results,
                coalesce(opener.name, opener.address) AS opener,
                coalesce(asker.name, asker.address) AS asker,
                coalesce(decider.name, decider.address) AS decider
         FROM signature_case
         LEFT JOIN account AS opener ON opener.id = opened_by
         LEFT JOIN account AS asker ON asker.id = asked_by
         LEFT JOIN account AS decider ON decider.id = decided_by
         WHERE signature_case.id = ?2 AND letter_id = ?1`
      )
      .bind(letterId, id),
    ([row]) => (row ? asCase(row) : null)
  )
}

function asCase(row: Row): CaseWithPeople {
  return {
    ...row,
    noticed: row.noticed === null ? null : (JSON.parse(row.noticed) as Noticed),
    criteria: JSON.parse(row.criteria) as Criteria,
    summary: row.summary === null ? NOTHING_LISTED : (JSON.parse(row.summary) as Summary),
    results: JSON.parse(row.results) as SignatureCase['results'],
  }
}

/** What one person decided alone about a letter’s signatures since then: how many they were. */
export function decidedAlone(
  db: D1Database,
  letterId: number,
  accountId: number,
  since: number
): Question<number> {
  return question<{ n: number }, number>(
    db
      .prepare(
        `SELECT coalesce(sum(listed), 0) AS n FROM signature_case
         WHERE letter_id = ?1 AND decided_by = ?2 AND asked_by = ?2 AND decided_at > ?3
           AND state <> 'dismissed'`
      )
      .bind(letterId, accountId, since),
    ([row]) => row?.n ?? 0
  )
}
