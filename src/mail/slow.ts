import { question, type Question } from '../ask'

/** Somebody sits in front of a page and waits for a confirm mail; after this long they are told. */
export const SLOW_MS = 5 * 60 * 1000

/** When the confirm mail that has waited longest was to go; null if none waits. */
export function oldestConfirm(db: D1Database): Question<number | null> {
  return question<{ nextAt: number }, number | null>(
    db.prepare(
      `SELECT next_at AS nextAt FROM outbox
       WHERE state IN ('waiting', 'claimed') AND (asked <> 'confirm') = 0
       ORDER BY next_at LIMIT 1`
    ),
    ([row]) => row?.nextAt ?? null
  )
}

/** Since when confirm mail is slow, if it is; the same for everybody. */
export function slowSince(db: D1Database, now: Date): Question<number | null> {
  const { statement, answer } = oldestConfirm(db)
  return {
    statement,
    answer: (rows) => {
      const oldest = answer(rows)
      return oldest !== null && oldest <= now.getTime() - SLOW_MS ? oldest : null
    },
  }
}
