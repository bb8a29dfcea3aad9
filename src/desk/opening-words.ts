import { question, type Question } from '../ask'
import type { FirstWords } from '../registrar/schedule'

/** The words that a letter is set to open with, word for word; null if nothing of them is set. */
export function openingWords(db: D1Database, letterId: number): Question<FirstWords | null> {
  return question<{ opensAs: string | null }, FirstWords | null>(
    db
      .prepare('SELECT opens_as AS opensAs FROM letter WHERE id = ? AND opens_at IS NOT NULL')
      .bind(letterId),
    ([row]) => (row?.opensAs ? (JSON.parse(row.opensAs) as FirstWords) : null)
  )
}
