import { MOST_TERMS, writePostings, type Postings } from './postings.ts'
import { schoolWords } from './school-words.ts'

/** What the search of schools knows of a school. */
export type SearchedSchool = {
  urn: number
  name: string
  nameCy: string | null
  town: string | null
  postcode: string | null
  authorityName: string
  isOpen: boolean
}

/** Written in several ways and meaning the same: who has one of them is found by all of these words. */
const ALIKE: [written: RegExp, words: string][] = [
  [/\b(st|saint)\b/, 'st saint'],
  [/\b(ss|sts|saints)\b/, 'ss sts saints'],
  [/\b(ce|coe|cofe|c (of )?e|church (of )?england)\b/, 'c e ce coe cofe church england'],
  [/\b(rc|r c|catholic)\b/, 'r c rc roman catholic'],
  [/\b(ciw|c w|church (in )?wales)\b/, 'c w ciw church wales'],
  [/\b(va|v a|voluntary aided)\b/, 'va voluntary aided'],
  [/\b(vc|v c|voluntary controlled)\b/, 'vc voluntary controlled'],
  [/\b(cp|c p)\b/, 'c p cp community primary'],
  [/\b(mt|mount)\b/, 'mt mount'],
]

/** Words that make a name long without telling it apart. */
const COMMON = new Set(
  `a academy aided and c catholic ce church cofe college community controlled e england high in
   infant infants junior nursery of primary rc roman school the voluntary ysgol`.split(/\s+/)
)

/** Nobody looks for these, and they begin other words. */
const UNSAID = new Set('a and at for in of on'.split(' '))

type Word = { inName: Postings; inPlace: Postings }

/** What `school_term` holds, by its term: for each word, and each beginning of many, its open schools. */
export function termsOf(
  schools: SearchedSchool[]
): Map<string, { inName: string; inPlace: string }> {
  const words = new Map<string, Word>()
  for (const school of schools) if (school.isOpen) addSchool(words, school)

  const united = unite(words)
  return new Map(
    [...words, ...united].map(([term, { inName, inPlace }]) => {
      return [term, { inName: writePostings(inName), inPlace: writePostings(inPlace) }]
    })
  )
}

function addSchool(words: Map<string, Word>, school: SearchedSchool) {
  const { urn, nameCy, town, postcode, authorityName } = school
  for (const name of nameCy ? [school.name, nameCy] : [school.name]) addName(words, urn, name)
  for (const word of allWords(authorityName)) mark(wordOf(words, word).inPlace, urn, 0)
  for (const word of [...allWords(town ?? ''), ...schoolWords(postcode ?? '')]) {
    mark(wordOf(words, word).inPlace, urn, 4)
  }
}

/** A short name that begins with a word is what somebody who typed no more would mean. */
function addName(words: Map<string, Word>, urn: number, name: string) {
  const own = schoolWords(name)
  const first = own.find((word) => word !== 'the')
  const telling = own.filter((word) => !COMMON.has(word)).length
  const short = 3 - Math.min(3, Math.max(0, telling - 1))
  for (const word of allWords(name)) {
    // The letters of an abbreviation are found, but nobody who types one letter means them.
    if (word.length === 1 && !own.includes(word)) mark(wordOf(words, word).inPlace, urn, 0)
    else {
      const leads = word === first || (isSaint(word) && isSaint(first))
      mark(wordOf(words, word).inName, urn, (leads ? 4 : 0) + short)
    }
  }
}

/**
 * The words of a text, those that mean the same, a saint's name as people say it (`St Mary's`), and
 * what is written with hyphens as one word.
 */
function allWords(text: string): Set<string> {
  const words = schoolWords(text)
  const plain = words.join(' ')
  const alike = ALIKE.filter(([written]) => written.test(plain)).flatMap(([, also]) => {
    return also.split(' ')
  })
  const joined = text.match(/[^\s,/()]+-[^\s,/()]+/g) ?? []
  return new Set([
    ...words.filter((word) => !UNSAID.has(word)),
    ...alike,
    ...words.flatMap((word, i) => (isSaint(words[i - 1]) && !word.endsWith('s') ? `${word}s` : [])),
    ...joined.flatMap((one) => schoolWords(one.replaceAll('-', ''))),
  ])
}

function isSaint(word: string | undefined): boolean {
  return word === 'st' || word === 'saint'
}

/** The beginnings of more words than a search reads, as terms. */
function unite(words: Map<string, Word>): Map<string, Word> {
  const begins = new Map<string, Word[]>()
  for (const [text, word] of words) {
    for (let end = 1; end <= text.length; end++) {
      const beginning = text.slice(0, end)
      const all = begins.get(beginning)
      if (all) all.push(word)
      else begins.set(beginning, [word])
    }
  }

  const united = new Map<string, Word>()
  for (const [beginning, all] of begins) {
    if (all.length <= MOST_TERMS) continue
    const word = wordOf(united, `${beginning}*`)
    for (const { inName, inPlace } of all) {
      for (const [urn, own] of inName) mark(word.inName, urn, own)
      for (const [urn, own] of inPlace) mark(word.inPlace, urn, own)
    }
  }
  return united
}

function wordOf(words: Map<string, Word>, text: string): Word {
  const known = words.get(text)
  if (known) return known
  const word = { inName: new Map(), inPlace: new Map() }
  words.set(text, word)
  return word
}

function mark(postings: Postings, urn: number, own: number) {
  postings.set(urn, Math.max(own, postings.get(urn) ?? 0))
}
