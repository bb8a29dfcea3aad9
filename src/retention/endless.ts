import { question, type Question } from '../ask'
import type { Letter } from '../letters/letter'
import { stateAt } from '../letters/state'
import { monthsBefore } from './days'
import { QUIET_MONTHS } from './periods'

/** A letter that nobody ends: its signers' data would stay for ever. */
export type EndlessLetter = {
  letterId: number
  title: string
  stopped: 'paused' | 'taken-down' | null
  counted: number
  /** Does it still gather founding signatories, and was never open to everyone. */
  neverOpened: 0 | 1
  /** When somebody of its team last did something at the desk; or since when nobody did. */
  quietSince: number
}

/** So many are listed; where there are more, those left alone the longest. */
const MOST = 50

/**
 * Letters with signers' data that won't close by themselves: they have no date, or one that passed
 * while they were paused or not open. Of these, what is stopped, and what its team has long left.
 */
export function endlessLetters(db: D1Database, now: Date): Question<EndlessLetter[]> {
  return question<EndlessLetter, EndlessLetter[]>(
    db
      .prepare(
        `SELECT letter.id AS letterId, title, stopped, state = 'gathering' AS neverOpened,
                coalesce(confirmed - withdrawn - removed, 0) AS counted,
                coalesce((SELECT at FROM audit
                          WHERE audit.letter_id = letter.id AND account_id IS NOT NULL
                            AND as_steward = 0 ORDER BY audit.id DESC LIMIT 1),
                         opened_at, letter.created_at) AS quietSince
         FROM letter LEFT JOIN head ON head.letter_id = letter.id
         WHERE state IN ('gathering', 'open', 'paused') AND closed_at IS NULL
           AND (closes_at IS NULL OR state <> 'open' AND closes_at <= ?1)
           AND stopped IS NOT 'deleted'
           AND EXISTS (SELECT 1 FROM signature
                       WHERE signature.id > letter.id || '.' AND signature.id < letter.id || '.~')
           AND (stopped IS NOT NULL OR quietSince <= ?2)
         ORDER BY quietSince LIMIT ?3`
      )
      .bind(now.getTime(), monthsBefore(now, QUIET_MONTHS), MOST),
    (letters) => letters
  )
}

/** May a steward close it: only what is stopped, and not closed yet. */
export function mayBeEnded(letter: Letter, now: Date): boolean {
  const isStopped = letter.stopped === 'paused' || letter.stopped === 'taken-down'
  const state = stateAt({ ...letter, stopped: null }, now)
  return isStopped && letter.closedAt === null && ['gathering', 'open', 'paused'].includes(state)
}
