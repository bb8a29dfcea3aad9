import type { Asked } from './asked-words'
import { readPostings } from './postings'

/** A row of `school_term`. */
export type TermRow = { term: string; inName: string; inPlace: string }

/** A word of a search, and the rows it found. */
export type Answered = Asked & { rows: TermRow[] }

/**
 * What a word is worth where it is found: in a name or a place, whole or as a beginning; more if the
 * name begins with it, or the place is the school's own and not only its authority's.
 */
const NAME = { whole: 28, begun: 14, leads: 8 }
const PLACE = { whole: 16, begun: 2, leads: 3 }

/** Six words that lead a name come to less. */
const MOST_WORTH = 255
const OVER_ANY_URN = 10_000_000

/** Schools by number, and what the words so far are worth at each. */
type Found = { urns: Uint32Array; worth: Uint16Array }

/**
 * The schools that have all the words, at most so many: their numbers, the likeliest first, and what
 * the words are worth there.
 */
export function likeliest(answered: Answered[], most: number): Map<number, number> {
  const [first, ...others] = answered.toSorted(rarestFirst)
  if (!first) return new Map()
  const urns = schoolsWith(first)
  let found = narrow({ urns, worth: new Uint16Array(urns.length) }, first)
  for (const one of others) {
    const narrowed = narrow(found, one)
    if (!one.may || narrowed.urns.length > 0) found = narrowed
  }
  return best(found, most)
}

/** Who may be missing comes last, and of the others the shortest list begins. */
function rarestFirst(a: Answered, b: Answered): number {
  return Number(a.may) - Number(b.may) || lettersOf(a) - lettersOf(b)
}

function lettersOf({ rows }: Answered): number {
  return rows.reduce((sum, { inName, inPlace }) => sum + inName.length + inPlace.length, 0)
}

/** By number, each once. */
function schoolsWith(answered: Answered): Uint32Array {
  const all = new Uint32Array(lettersOf(answered))
  let size = 0
  for (const { inName, inPlace } of answered.rows) {
    readPostings(inName, (urn) => (all[size++] = urn))
    readPostings(inPlace, (urn) => (all[size++] = urn))
  }
  const sorted = all.subarray(0, size).sort()
  let kept = 0
  for (let i = 0; i < size; i++) {
    const urn = sorted[i] ?? 0
    if (urn !== sorted[i + 1]) sorted[kept++] = urn
  }
  return sorted.subarray(0, kept)
}

/** Those found that have this word too; it is worth what it is worth most. */
function narrow({ urns, worth }: Found, answered: Answered): Found {
  const own = new Uint16Array(urns.length)
  const weigh = (text: string, { leads }: typeof NAME, base: number) => {
    let at = 0
    readPostings(text, (urn, mark) => {
      while (at < urns.length && (urns[at] ?? 0) < urn) at++
      if (urns[at] !== urn) return
      const here = base + (mark & 4 ? leads : 0) + (mark & 3)
      if (here > (own[at] ?? 0)) own[at] = here
    })
  }
  for (const { term, inName, inPlace } of answered.rows) {
    weigh(inName, NAME, baseOf(answered, term, NAME))
    weigh(inPlace, PLACE, baseOf(answered, term, PLACE))
  }
  let size = 0
  const both = { urns: new Uint32Array(urns.length), worth: new Uint16Array(urns.length) }
  for (let i = 0; i < urns.length; i++) {
    const here = own[i] ?? 0
    if (here === 0) continue
    both.urns[size] = urns[i] ?? 0
    both.worth[size++] = here + (worth[i] ?? 0)
  }
  return { urns: both.urns.subarray(0, size), worth: both.worth.subarray(0, size) }
}

/** The last of several words may be unfinished, and a letter is the beginning of one. */
function baseOf({ word, isLast }: Asked, term: string, { whole, begun }: typeof NAME): number {
  if (term !== word || word.length === 1) return begun
  return isLast ? begun + 2 : whole
}

/** Each as one number, its worth before its own, because the runtime sorts numbers by itself. */
function best({ urns, worth }: Found, most: number): Map<number, number> {
  const keys = new Uint32Array(urns.length)
  for (let i = 0; i < keys.length; i++) {
    keys[i] = (MOST_WORTH - (worth[i] ?? 0)) * OVER_ANY_URN + (urns[i] ?? 0)
  }
  const first = [...keys.sort().subarray(0, most)]
  return new Map(
    first.map((key) => [key % OVER_ANY_URN, MOST_WORTH - Math.floor(key / OVER_ANY_URN)])
  )
}
