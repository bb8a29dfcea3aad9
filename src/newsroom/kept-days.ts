import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type LetterRef } from '../letters/letter'
import type { NumbersData } from './letter-data'

/** What was signed of a letter on a day of the UK: its public data, and which ledger proves it. */
export type KeptDay = NumbersData & { day: string; ledger_size: number; root: string }

/** Is this a day of the calendar, spelled like 2026-06-22. */
export function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text
}

/** The days kept just before and after one, and the newest of all. */
export type KeptNear = { before: string | null; after: string | null; newest: string | null }

/** The compact JWS of a letter for a day such as 2026-06-22; null if that day was not kept. */
export function keptDayOf(db: D1Database, ref: LetterRef, day: string): Question<string | null> {
  return question<{ jws: string }, string | null>(
    db
      .prepare(
        `SELECT jws FROM kept_day
         WHERE letter_id = ${LETTER_MEANT} AND day = ?3`
      )
      .bind(...refParams(ref), day),
    ([row]) => row?.jws ?? null
  )
}

/** The same of the newest day that was kept. */
export function newestKeptDayOf(db: D1Database, ref: LetterRef): Question<string | null> {
  return question<{ jws: string }, string | null>(
    db
      .prepare(
        `SELECT jws FROM kept_day
         WHERE letter_id = ${LETTER_MEANT}
         ORDER BY day DESC LIMIT 1`
      )
      .bind(...refParams(ref)),
    ([row]) => row?.jws ?? null
  )
}

/** Which days were kept around one, kept or not. */
export function keptNear(db: D1Database, ref: LetterRef, day: string): Question<KeptNear> {
  return question<KeptNear, KeptNear>(
    db
      .prepare(
        `SELECT (SELECT max(day) FROM kept_day WHERE letter_id = letter.id AND day < ?3) AS before,
                (SELECT min(day) FROM kept_day WHERE letter_id = letter.id AND day > ?3) AS after,
                (SELECT max(day) FROM kept_day WHERE letter_id = letter.id) AS newest
         FROM letter WHERE id = ${LETTER_MEANT}`
      )
      .bind(...refParams(ref), day),
    ([row]) => row ?? { before: null, after: null, newest: null }
  )
}

/** What a JWS of ours says. Its signature is for those who don't trust us. */
export function readKept(jws: string): KeptDay {
  const bytes = Uint8Array.fromBase64(jws.split('.')[1] ?? '', { alphabet: 'base64url' })
  const kept = JSON.parse(new TextDecoder().decode(bytes)) as KeptDay
  // Days kept before schools were chosen from a register say nothing of their types.
  return { ...kept, breakdown: { ...kept.breakdown, type: kept.breakdown.type ?? [] } }
}
