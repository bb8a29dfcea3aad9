/** Schools that have a word, each with a mark of 0 to 7: the higher, the better it is found by it. */
export type Postings = Map<number, number>

/**
 * What a search reads for one word at most. Of a beginning that more words have, one row unites
 * them all: its term is the beginning and a `*`, which sorts before every letter and digit.
 */
export const MOST_TERMS = 13

const MARKS = 'ABCDEFGH'
const BASE = 36
const [ZERO, LOWER_A, UPPER_A] = [48, 97, 65]

/**
 * Postings as they are stored: by number, each as its distance from the one before in base 36 and
 * its mark as a capital letter, as in `255sE1A`.
 */
export function writePostings(postings: Postings): string {
  let before = 0
  let text = ''
  for (const urn of [...postings.keys()].sort((a, b) => a - b)) {
    text += (urn - before).toString(BASE) + MARKS.charAt(postings.get(urn) ?? 0)
    before = urn
  }
  return text
}

/** Hands out what {@link writePostings} wrote. Lists are long and each search reads several. */
export function readPostings(text: string, take: (urn: number, mark: number) => void) {
  let urn = 0
  let distance = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= LOWER_A) distance = distance * BASE + code - LOWER_A + 10
    else if (code < UPPER_A) distance = distance * BASE + code - ZERO
    else {
      urn += distance
      distance = 0
      take(urn, code - UPPER_A)
    }
  }
}
