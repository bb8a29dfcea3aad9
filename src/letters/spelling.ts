import { diffArrays } from 'diff'
import type { Edition } from './letter'
import { renderLetter } from './render'
import { distance, isSwap } from './word-distance'

/** Why a change is more than a spelling put right. */
export type MoreThanSpelling =
  'hosts' | 'recipient' | 'points' | 'figure' | 'name' | 'negation' | 'words' | 'much'

type Wording = Pick<Edition, 'title' | 'addressedTo' | 'hosts' | 'markdown'>

const MOST_WORDS = 12
const MOST_CHARACTERS = 24
const FARTHEST = 2
// Below this many letters one other letter is often another word: "on" and "in", "may" and "say".
const SHORT = 4

const SIGNS = /^[,;:'’‘"“”–—-]$/
const FIGURE_WORDS = new Set(
  (
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ' +
    'sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety ' +
    'hundred thousand million billion half third quarter first second fourth fifth once twice both ' +
    'all every each some any most few many'
  ).split(' ')
)
const NEGATIONS = new Set(
  'no not never none nor neither nobody nothing nowhere without cannot unless except'.split(' ')
)
const NEGATING = /^(?:un|in|im|il|ir|dis|non|mis|anti|de)(?=.{3})/

/**
 * Is the change from one text to another a spelling put right and nothing else: few characters, in
 * few words, each much like the one it replaces; no figure, name or negation; the same recipient,
 * hosts and points. In doubt it is more. Null: spelling only.
 */
export function moreThanSpelling(from: Wording, to: Wording): MoreThanSpelling | null {
  if (from.hosts.map(({ name }) => name).join() !== to.hosts.map(({ name }) => name).join()) {
    return 'hosts'
  }
  if (from.addressedTo !== to.addressedTo) return 'recipient'
  if (labelsOf(from.markdown) !== labelsOf(to.markdown)) return 'points'

  const before = tokensOf(from)
  const after = tokensOf(to)
  const lowerCase = new Set(after.filter((token) => /^\p{Ll}/u.test(token)))
  const changes = changesBetween(before, after)
  if (!changes) return 'much'
  for (const change of changes) {
    const why = weigh(change, lowerCase)
    if (why) return why
  }
  const characters = changes.reduce(
    (sum, { gone, come }) => sum + distance(gone.join(''), come.join('')),
    0
  )
  const words = changes.reduce((sum, { gone, come }) => sum + Math.max(gone.length, come.length), 0)
  return words > MOST_WORDS || characters > MOST_CHARACTERS ? 'much' : null
}

/** What went, what came in its place, and the words beside it. */
type Change = {
  gone: string[]
  come: string[]
  previous: string
  next: string
  startsSentence: boolean
}

function weigh({ gone, come, previous, next, startsSentence }: Change, lowerCase: Set<string>) {
  const words = [...gone, ...come].filter((token) => !SIGNS.test(token))
  if (words.some((word) => /\p{N}/u.test(word) || FIGURE_WORDS.has(word.toLowerCase())))
    return 'figure'
  if (words.some(isNegation)) return 'negation'
  if (hasName(words, startsSentence, lowerCase)) return 'name'
  if (words.length === 0) return null
  // A word written twice by mistake.
  if (come.length === 0 && gone.length === 1) {
    return [previous, next].includes(gone[0] ?? '') ? null : 'words'
  }
  return gone.length === come.length && gone.every((word, i) => isLike(word, come[i] ?? ''))
    ? null
    : (pairsNegation(gone, come) ?? 'words')
}

/** Are two words two spellings of one, as far as can be told without knowing the language. */
function isLike(a: string, b: string): boolean {
  if (SIGNS.test(a) || SIGNS.test(b)) return SIGNS.test(a) && SIGNS.test(b)
  if (pairsNegation([a], [b])) return false
  if (isSwap(a, b)) return true
  const shorter = Math.min(a.length, b.length)
  return shorter >= SHORT && distance(a, b) <= Math.min(FARTHEST, Math.floor(shorter / 3))
}

function pairsNegation(gone: string[], come: string[]): 'negation' | null {
  const [a = '', b = ''] = [gone.join(' ').toLowerCase(), come.join(' ').toLowerCase()]
  const turned = (one: string, other: string) => {
    const prefix = NEGATING.exec(one)?.[0]
    return prefix !== undefined && one.slice(prefix.length) === other
  }
  const suffix = (word: string) => /(?:less|ful)$/.exec(word)?.[0]
  const other = suffix(a) !== suffix(b) && (suffix(a) ?? suffix(b)) !== undefined
  return turned(a, b) || turned(b, a) || other ? 'negation' : null
}

function isNegation(word: string): boolean {
  return NEGATIONS.has(word.toLowerCase()) || /n['’]t$/i.test(word)
}

/** A capital in the middle of a sentence; at its start, unless the word stands elsewhere without. */
function hasName(words: string[], startsSentence: boolean, lowerCase: Set<string>): boolean {
  const capitals = words.filter((word) => /\p{Lu}/u.test(word))
  if (capitals.length === 0) return false
  const onlyFirst = capitals.every((word) => !/\p{Lu}/u.test(word.slice(1)))
  const known = capitals.some((word) => lowerCase.has(word.toLowerCase()))
  return !(startsSentence && onlyFirst && capitals.length <= 2 && known)
}

function labelsOf(markdown: string): string {
  return renderLetter(markdown)
    .points.map(({ label }) => label)
    .join()
}

/** Words, figures and signs, one by one; a full stop of its own after title. */
function tokensOf({ title, markdown }: Wording): string[] {
  const text = `${title} . ${markdown}`.normalize('NFC')
  return text.match(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*|\p{N}+|[^\s]/gu) ?? []
}

/** Null if there are so many that there is no need to know which: finding them all takes long. */
function changesBetween(before: string[], after: string[]): Change[] | null {
  const changes: Change[] = []
  const parts = diffArrays(before, after, { maxEditLength: 2 * MOST_WORDS })
  if (!parts) return null
  let kept: string[] = []
  for (const [i, part] of parts.entries()) {
    if (!part.added && !part.removed) {
      kept = part.value
      continue
    }
    const earlier = parts[i - 1]
    const last = changes.at(-1)
    if (last && earlier && (earlier.added || earlier.removed)) {
      last[part.added ? 'come' : 'gone'].push(...part.value)
      last.next = parts[i + 1]?.value[0] ?? ''
      continue
    }
    const previous = kept.at(-1) ?? ''
    changes.push({
      gone: part.removed ? [...part.value] : [],
      come: part.added ? [...part.value] : [],
      previous,
      next: parts[i + 1]?.value[0] ?? '',
      startsSentence: previous === '' || !/[\p{L}\p{N},;]/u.test(previous),
    })
  }
  return changes
}
