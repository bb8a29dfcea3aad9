import { nameWords, possibleEnds, surnameOf, withoutTitles } from './name-words'
import { samePreferred } from './preferred-names'
import type { Head } from './school'

type Fit = 'whole' | 'initial'

/**
 * The heads whom a signer's name names. The whole surname is the same, and so is the first name, or
 * one is a usual form of the other; middle names may be missing, but don't contradict. An initial
 * stands for a first name where it fits one head only. Nothing is ever nearly right.
 */
export function headsNamed(name: string, heads: Head[]): Head[] {
  const words = withoutTitles(nameWords(name))
  const whole = heads.filter((head) => fitOf(words, head) === 'whole')
  if (whole.length > 0) return whole
  const byInitial = heads.filter((head) => fitOf(words, head) === 'initial')
  return byInitial.length === 1 ? byInitial : []
}

function fitOf(words: string[], head: Head): Fit | null {
  const surname = surnameOf(head)
  const given = withoutTitles(nameWords(head.first))
  if (surname === '' || given.length === 0) return null

  const fits = possibleEnds(words).flatMap((end) => {
    const start = words.findIndex((_, at) => at > 0 && words.slice(at, end).join('') === surname)
    return start < 0 ? [] : [fitOfGiven(words.slice(0, start), given)]
  })
  return fits.find((fit) => fit !== null) ?? null
}

function fitOfGiven(one: string[], other: string[]): Fit | null {
  if (one.join('') === other.join('')) return 'whole'
  const fits = one.slice(0, other.length).map((word, at) => fitOfWord(word, other[at] ?? ''))
  return fits.includes(null) ? null : (fits[0] ?? null)
}

function fitOfWord(one: string, other: string): Fit | null {
  if (one === other || samePreferred(one, other)) return 'whole'
  const isInitial = one.length === 1 || other.length === 1
  return isInitial && one[0] === other[0] ? 'initial' : null
}
