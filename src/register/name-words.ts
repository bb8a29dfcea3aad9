import { folded } from '../words'

/** What people write before their name. */
export const TITLES = new Set(
  `the mr mrs ms miss mx dr prof professor rev revd reverend fr father sr sister br brother canon
   rabbi imam sir dame lady`.split(/\s+/)
)

const LETTERS_AFTER = new Set(
  `obe mbe cbe dbe kbe bem jp dl npq npqh npqel npqeh npqsl nle qts pgce pgde ba bsc beng bed bmus
   ma msc med mba mphil mres mtl phd dphil edd llb llm hons frsa fcct fccg frsc`.split(/\s+/)
)

/**
 * The words of a person's name as they are compared: without case, accents, apostrophes, and what
 * stands in brackets; what a hyphen joins is one word. None, if it holds anything that no name does.
 */
export function nameWords(name: string): string[] {
  const bare = folded(name.replace(/\([^()]*\)|\[[^[\]]*\]/g, ' '))
    .replace(/\p{Pd}/gu, '')
    .replace(/[\s.,;]+/g, ' ')
    .trim()
  return /^[\p{L} ]+$/u.test(bare) ? bare.split(' ') : []
}

/** Words without the titles that lead them. */
export function withoutTitles(words: string[]): string[] {
  const first = words.findIndex((word) => !TITLES.has(word))
  return first < 0 ? [] : words.slice(first)
}

/** Where a name may end: after its last word, or before letters that only follow names. */
export function possibleEnds(words: string[]): number[] {
  const last = words.findLastIndex((word) => !LETTERS_AFTER.has(word))
  return words.map((_, index) => index + 1).filter((end) => end > last)
}

/** A surname as it is compared: one word, however it is written, without the letters after it. */
export function surnameOf({ last }: { last: string }): string {
  const words = nameWords(last)
  return words.slice(0, possibleEnds(words)[0]).join('')
}
