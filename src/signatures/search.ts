import * as z from 'zod/mini'
import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type LetterRef } from '../letters/letter'
import { SHOWN_ROW, type ShownRow } from './list'
import { foldedWords } from '../words'

/** Where a list goes on: after this signature; of a search, after this word of it. */
export type SearchPlace = { number: number; word?: string }

export type FoundRow = ShownRow & { word: string }

/** A search may look at so many words for one page, however common they are. */
const MOST_LOOKED_AT = 500

/**
 * Shown signatures with words that begin like the one given, in the order of those words. The rows
 * read are bounded, however common the beginning.
 */
export function searchSignatures(
  db: D1Database,
  ref: LetterRef,
  beginning: string,
  after: SearchPlace | null,
  limit = MOST_LOOKED_AT
): Question<FoundRow[]> {
  return question<FoundRow, FoundRow[]>(
    db
      .prepare(
        `SELECT found.word, found.number, ${SHOWN_ROW}
         FROM (SELECT letter_id, word, number FROM signature_word
               WHERE letter_id = ${LETTER_MEANT}
                 AND word >= ?3 AND word < ?3 || char(1114111)
                 AND (word, number) > (?4, ?5)
               ORDER BY word, number LIMIT ?6) AS found
         JOIN signature ON signature.letter_id = found.letter_id
           AND signature.number = found.number
           AND signature.state = 'counted' AND signature.public = 1
         ORDER BY found.word, found.number`
      )
      .bind(...refParams(ref), beginning, after?.word ?? '', after?.number ?? 0, limit),
    (rows) => rows
  )
}

const LONGEST_QUERY = 100
const LONGEST_ROLE = 60

/** Of a key that stands twice in an address, the first. */
const firstText = z.pipe(
  z.transform((value: unknown) => [value].flat()[0] ?? ''),
  z.string()
)

/** What the address of a list may ask for; what can't be read is as if it had not been asked. */
export const listQuery = z.object({
  q: z.pipe(
    firstText,
    z.transform((text) => text.trim().slice(0, LONGEST_QUERY))
  ),
  role: z.pipe(
    firstText,
    z.transform((key) => key.slice(0, LONGEST_ROLE))
  ),
  after: z.pipe(firstText, z.transform(readPlace)),
})

/** What the address of the list as data may ask for. */
export const exportQuery = z.object({
  after: z.pipe(
    firstText.check(z.refine((text) => text === '' || readPlace(text))),
    z.transform(readPlace)
  ),
})

/** A place as it stands in an address. */
export function writePlace({ number, word }: SearchPlace): string {
  return word ? `${number}.${word}` : String(number)
}

/** A place from an address, or null if it is none. */
function readPlace(text: string): SearchPlace | null {
  const [, number, word] = /^(\d{1,15})(?:\.([\p{L}\p{N}]+))?$/u.exec(text) ?? []
  return number ? { number: Number(number), word } : null
}

/** The longest word of a search leads; the others are looked for in what it finds. */
export function leadingWord(query: string): string | null {
  return foldedWords(query).toSorted((a, b) => b.length - a.length)[0] ?? null
}

/**
 * A page of what a search found: signatures that have all its words, and the role if one is given,
 * each once, and where to go on if there may be more.
 */
export function matchingPage(
  rows: FoundRow[],
  { query, role }: { query: string; role: string },
  limit: number
): { rows: FoundRow[]; next: SearchPlace | null } {
  const wanted = foldedWords(query)
  const page = new Map<number, FoundRow>()
  for (const row of rows) {
    if (role && row.role !== role) continue
    const has = foldedWords(`${row.name} ${row.school ?? ''}`)
    const matches = wanted.every((word) => has.some((one) => one.startsWith(word)))
    if (!matches || !isFirstMatch(row, has, wanted)) continue
    if (page.size === limit) return { rows: [...page.values()], next: lastPlace(page) }
    page.set(row.number, row)
  }
  const last = rows.at(-1)
  const more = rows.length === MOST_LOOKED_AT && last
  return { rows: [...page.values()], next: more ? { word: last.word, number: last.number } : null }
}

/** A signature with several words that begin alike is found at the first of them only. */
function isFirstMatch(row: FoundRow, has: string[], wanted: string[]): boolean {
  const leading = wanted.toSorted((a, b) => b.length - a.length)[0] ?? ''
  return row.word === has.filter((one) => one.startsWith(leading)).toSorted()[0]
}

function lastPlace(page: Map<number, FoundRow>): SearchPlace | null {
  const last = [...page.values()].at(-1)
  return last ? { word: last.word, number: last.number } : null
}
