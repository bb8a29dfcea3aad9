import { schoolWords } from './school-words'

/** A search looks up so many words at most. */
const MOST_WORDS = 6
const LONGEST_QUERY = 100
const SHORTEST_QUERY = 2

/** They tell nothing apart. `a` may be the beginning of a word, where it is the last. */
const EMPTY = 'the of and at in on for a school urn'.split(' ')

/** Kinds of schools: people name them otherwise than the register does. */
const KINDS =
  'academy aided catholic church college community controlled england form high infants junior nursery primary roman school secondary sixth voluntary cofe'.split(
    ' '
  )

/**
 * A word of a search. One that `may` be missing narrows what was found, if it can. The last of
 * several may be unfinished.
 */
export type Asked = { word: string; may: boolean; isLast: boolean }

/** What a search comes to: two that fold to the same find the same. */
export function foldedQuery(query: string): string {
  return schoolWords(query.slice(0, LONGEST_QUERY)).join(' ')
}

/**
 * The words to look up, those first that every school found must have; none of a text that is too
 * short. A postcode written as one word is taken for its halves.
 */
export function askedWords(query: string): Asked[] {
  const folded = foldedQuery(query)
  if (folded.length < SHORTEST_QUERY) return []
  const all = folded.split(' ').flatMap(halves)
  const telling = all.filter((word, i) => {
    return !EMPTY.includes(word) || (word === 'a' && i === all.length - 1)
  })
  const asked = (telling.length > 0 ? telling : all).map((word, i, { length }) => {
    const may = word.length > 2 && KINDS.some((kind) => kind.startsWith(word))
    return { word, may, isLast: length > 1 && i === length - 1 }
  })
  return asked.toSorted((a, b) => Number(a.may) - Number(b.may)).slice(0, MOST_WORDS)
}

/** If a word can only be a school's number, or five digits of one: the numbers it may be. */
export function askedNumbers(words: Asked[]): number[] | null {
  const digits = words.find(({ word }) => /^\d{5,7}$/.test(word))?.word
  if (!digits) return null
  return digits.length > 5
    ? [Number(digits)]
    : Array.from({ length: 10 }, (_, last) => Number(digits) * 10 + last)
}

/** A text as names are compared with it: its words, without those that tell nothing apart. */
export function plainWords(text: string): string {
  return schoolWords(text)
    .filter((word) => !EMPTY.includes(word))
    .map((word) => (word === 'saint' ? 'st' : word))
    .join(' ')
}

function halves(word: string): string[] {
  const [, outward, inward] = /^([a-z]{1,2}\d[a-z\d]?)(\d[a-z]{0,2})$/.exec(word) ?? []
  const isOutward = /^[a-z]{1,2}\d[a-z\d]?$/.test(word)
  return outward && inward && !isOutward ? [outward, inward] : [word]
}
