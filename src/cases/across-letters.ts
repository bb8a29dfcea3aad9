import { question, type Question } from '../ask'
import { LIVING_STATES } from '../living-cases'
import type { CaseState } from './case'

/** So many are listed; where there are more, these are the oldest. */
const MOST = 20

/** Where something waits: a letter, as stewards find it. */
type OfLetter = { letterId: number; title: string }

export type CaseAnywhere = OfLetter & {
  id: string
  state: CaseState
  listed: number
  openedAt: number
}

/** The cases of all letters that are not ended, oldest first. */
export function casesAnywhere(db: D1Database): Question<CaseAnywhere[]> {
  return question<CaseAnywhere, CaseAnywhere[]>(
    db
      .prepare(
        `SELECT signature_case.id, letter_id AS letterId, title, signature_case.state, listed,
                signature_case.opened_at AS openedAt
         FROM signature_case INDEXED BY signature_case_living JOIN letter ON letter.id = letter_id
         WHERE signature_case.state IN ${LIVING_STATES}
         ORDER BY signature_case.opened_at LIMIT ?`
      )
      .bind(MOST),
    (rows) => rows
  )
}

export type HeldAnywhere = OfLetter & { n: number; since: number | null }

/** The letters that have somebody held, most first, and since when. */
export function heldAnywhere(db: D1Database): Question<HeldAnywhere[]> {
  return question<HeldAnywhere, HeldAnywhere[]>(
    db
      .prepare(
        `SELECT letter_id AS letterId, title, n,
                (SELECT min(confirmed_at) FROM signature INDEXED BY signature_held
                 WHERE signature.letter_id = waiting.letter_id AND signature.state = 'held')
                  AS since
         FROM waiting JOIN letter ON letter.id = letter_id
         WHERE waiting.state = 'held' AND n > 0
         ORDER BY n DESC LIMIT ?`
      )
      .bind(MOST),
    (rows) => rows
  )
}

export type PressedAnywhere = OfLetter & { since: number; until: number }

/** The letters that signatures come to faster than is usual for them. */
export function pressedAnywhere(db: D1Database, now: Date): Question<PressedAnywhere[]> {
  return question<PressedAnywhere, PressedAnywhere[]>(
    db
      .prepare(
        `SELECT id AS letterId, title, pressure_since AS since, pressure_until AS until
         FROM letter WHERE pressure_until > ? ORDER BY pressure_since LIMIT ?`
      )
      .bind(now.getTime(), MOST),
    (rows) => rows
  )
}
