import { ask, question, type Question } from '../ask'
import { sendNoticeIfChanged } from '../mail/send-notice'
import type { CaseState } from './case'
import { decidersOf } from './deciders'

const DAY_MS = 24 * 60 * 60 * 1000

/** So many objections to one case are told of by mail in a day; the others wait beside them. */
const TOLD_A_DAY = 10

/** Longest that somebody may write against a decision. */
export const LONGEST_OBJECTION = 1000

/** Why a signature does not count, for its own signer, and what they said to that. */
export type Because = {
  caseId: string
  state: CaseState
  sentence: string | null
  undoSentence: string | null
  objection: {
    /** Empty once it is answered. */
    words: string
    createdAt: number
    settledAt: number | null
    upheld: 0 | 1 | null
    answer: string | null
  } | null
}

/** What the newest case came to that decided about a signature; null: none did. */
export function becauseOf(db: D1Database, signatureId: string): Question<Because | null> {
  type Row = Omit<Because, 'objection'> & { objection: string | null }
  return question<Row, Because | null>(
    db
      .prepare(
        `SELECT signature_case.id AS caseId, state, sentence, undo_sentence AS undoSentence,
                (SELECT json_object('words', words, 'createdAt', created_at, 'settledAt', settled_at,
                                    'upheld', upheld, 'answer', answer)
                 FROM objection WHERE objection.signature_id = ?1
                   AND objection.case_id = signature_case.id) AS objection
         FROM case_signature JOIN signature_case ON signature_case.id = case_id
         WHERE case_signature.signature_id = ?1 AND outcome IS NOT NULL AND outcome <> 'left'
         ORDER BY decided_at DESC LIMIT 1`
      )
      .bind(signatureId),
    ([row]) =>
      row
        ? {
            ...row,
            objection: JSON.parse(row.objection ?? 'null') as Because['objection'],
          }
        : null
  )
}

/** The same as its signer may take it away. */
export function exportBecause({ sentence, undoSentence, objection }: Because) {
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return {
    sentence,
    undoSentence,
    objection: objection && {
      ...objection,
      createdAt: iso(objection.createdAt),
      settledAt: iso(objection.settledAt),
    },
  }
}

/**
 * Keeps what a signer says against the decision about their signature, once for a case, and tells
 * those who may answer, ten times a day at most. False: nothing of theirs is removed or refused, or they said so before.
 */
export async function object(
  db: D1Database,
  letter: { id: number; title: string },
  signatureId: string,
  words: string,
  now: Date
): Promise<boolean> {
  const [found] = await db.batch<{ caseId: string }>([
    db
      .prepare(
        `SELECT case_id AS caseId FROM case_signature JOIN signature_case ON id = case_id
         WHERE signature_id = ? AND outcome IN ('removed', 'refused')
         ORDER BY decided_at DESC LIMIT 1`
      )
      .bind(signatureId),
  ])
  const caseId = found?.results[0]?.caseId
  if (!caseId) return false

  const [deciders] = await ask(db, decidersOf(db, letter.id))
  const notice = { notice: 'case-news' as const, news: 'objection' as const, caseId }
  const id = crypto.randomUUID()
  const [kept] = await db.batch([
    db
      .prepare(
        `INSERT INTO objection (id, letter_id, case_id, signature_id, words, created_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6
         WHERE EXISTS (SELECT 1 FROM signature WHERE id = ?4 AND letter_id = ?2
                       AND state IN ('removed', 'refused') AND declined_at IS NULL)
           AND NOT EXISTS (SELECT 1 FROM objection WHERE case_id = ?3 AND signature_id = ?4)`
      )
      .bind(id, letter.id, caseId, signatureId, words, now.getTime()),
    // Changes nothing but whether mail follows.
    db
      .prepare(
        `UPDATE objection SET words = words WHERE id = ?1 AND ?4 >=
           (SELECT count(*) FROM objection WHERE case_id = ?2 AND created_at > ?3)`
      )
      .bind(id, caseId, now.getTime() - DAY_MS, TOLD_A_DAY),
    sendNoticeIfChanged(
      db,
      { ...notice, letterId: letter.id, title: letter.title },
      deciders.map(({ address }) => address),
      now
    ),
  ])
  return kept?.meta.changes === 1
}
