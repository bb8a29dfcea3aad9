export type LetterState = 'draft' | 'gathering' | 'open' | 'paused' | 'closed' | 'delivered'

/** A role that a letter's signers may choose. `former` prints "formerly" before the school. */
export type Role = {
  key: string
  label: string
  head: boolean
  school: 'required' | 'optional' | 'former'
}

export type Host = { slug: string; name: string; url: string | null }

/** Who answers for the data of a letter's signers. */
export type Controller = { name: string; contact: string; address: string }

export type Letter = {
  id: number
  uuid: string
  origin: string
  slug: string
  state: LetterState
  title: string
  addressedTo: string
  language: string
  edition: number
  roles: Role[]
  hosts: Host[]
  controller: Controller
  /** Whom a journalist may call or write to. */
  pressContact: string | null
  goal: number | null
  demonstration: boolean
  founding: number
  openedAt: number | null
  closesAt: number | null
  closedAt: number | null
  /** When its ledger was closed: from then on it can't reopen, and nobody can be counted. */
  finishedAt: number | null
}

/** A numbered item of the text: its anchor, such as `point-4`, and its number as printed. */
export type Point = { anchor: string; label: string; text: string }

/** A frozen text. */
export type Edition = {
  number: number
  title: string
  addressedTo: string
  hosts: Host[]
  markdown: string
  html: string
  points: Point[]
  sha256: string
  reason: string | null
  frozenAt: number
}

/** Which letter is meant: by the slug of its address, or by its id. */
export type LetterRef = { slug: string } | { id: number }

/** A reference as the two parameters of `letter.id = coalesce(?1, (… WHERE slug = ?2))`. */
export function refParams(ref: LetterRef): [id: number | null, slug: string | null] {
  return 'id' in ref ? [ref.id, null] : [null, ref.slug]
}

/** The key that every letter offers beside its own roles; it needs words of the signer's. */
export const OTHER_ROLE = 'other'

export const COUNTRIES = [
  { key: 'england', label: 'England' },
  { key: 'wales', label: 'Wales' },
  { key: 'scotland', label: 'Scotland' },
  { key: 'northern-ireland', label: 'Northern Ireland' },
  { key: 'elsewhere', label: 'Elsewhere' },
] as const

export type Country = (typeof COUNTRIES)[number]['key']

export function isCountry(key: string | null): key is Country {
  return COUNTRIES.some((country) => country.key === key)
}

/** A confirmation mailed before closing still works for this long. */
export const GRACE_MS = 24 * 60 * 60 * 1000

type Opening = Pick<Letter, 'state' | 'closesAt' | 'closedAt'>

/** May people sign now. */
export function isOpen(letter: Opening, now: Date): boolean {
  return letter.state === 'open' && now.getTime() < closingTime(letter)
}

/** When mailed links of this letter stop working: never before it closes, so perhaps Infinity. */
export function confirmableUntil(letter: Opening): number {
  const accepts = ['open', 'closed', 'delivered'].includes(letter.state)
  return accepts ? closingTime(letter) + GRACE_MS : 0
}

/** May a mailed link still be confirmed now. */
export function acceptsConfirmations(letter: Opening, now: Date): boolean {
  return now.getTime() < confirmableUntil(letter)
}

/** The moment a letter closed, or null while it is open. */
export function closedSince(letter: Opening, now: Date): number | null {
  const closed = closingTime(letter)
  return closed <= now.getTime() ? closed : null
}

/** Its state as anyone can see it: past its closing date an open letter is closed. */
export function stateAt(letter: Opening, now: Date): LetterState {
  return letter.state === 'open' && closedSince(letter, now) !== null ? 'closed' : letter.state
}

/** Does everyone see it. Drafts and gathering letters have no public page. */
export function isPublic(letter: Pick<Letter, 'state'>): boolean {
  return letter.state !== 'draft' && letter.state !== 'gathering'
}

function closingTime(letter: Opening): number {
  return Math.min(letter.closesAt ?? Infinity, letter.closedAt ?? Infinity)
}
