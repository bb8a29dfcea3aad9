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

/** What was gathered on paper, as a letter's owner says: not verified, and in no total. */
export type Paper = {
  number: number
  /** The day they were counted, such as 2026-06-20. */
  asOf: string
  /** Where, in a sentence. */
  note: string
}

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
  /** Those that stand behind it now. */
  hosts: Host[]
  /** Those that its newest frozen text names; null before there is one. */
  hostsInText: Pick<Host, 'name'>[] | null
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
  /** Whom it asks to sign, in a sentence. */
  eligibility: string | null
  /** Numbers it works towards, beside the usual ones. */
  milestones: number[]
  paper: Paper | null
  /** Is a name shown only once a checker has looked at it. */
  namesAfterLook: boolean
  /** When it is to open by itself. Its words are frozen from when this is set. */
  opensAt: number | null
  archivedAt: number | null
  /** Grows with every save of its settings at the desk. */
  settingsVersion: number
  /** When the team says that it was handed in; null: it was not. */
  handedInAt: number | null
  /** The domain of the recipient's mailboxes, if the team has said it. */
  recipientDomain: string | null
  /** May signers say why they signed. */
  takesComments: boolean
  /** May institutions stand behind it as such; and how many do. They are in no total. */
  takesOrganisations: boolean
  organisations: number
  /** The letter that this one follows up. */
  followsUp: number | null
  /** What a steward did to it; `deleted` by its owner, before anybody had signed. */
  stopped: 'paused' | 'taken-down' | 'deleted' | null
  /** Why, in a sentence for everyone. */
  stoppedBecause: string | null
  /** Why nobody can sign anything on this site at the moment, in a sentence; null: they can. */
  signingPaused: string | null
}

/** A numbered item of the text: its anchor, such as `point-4`, and its number as printed. */
export type Point = { anchor: string; label: string; text: string }

/** A frozen text. `spellingOnly`: nothing but a spelling changed since the edition before. */
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
  spellingOnly: boolean
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

/** What decides whether a letter takes signatures. */
export type Opening = Pick<Letter, 'state' | 'closesAt' | 'closedAt' | 'stopped' | 'signingPaused'>

/** May people sign now. A gathering letter takes founding signatories, by its private link. */
export function isOpen(letter: Opening, now: Date): boolean {
  const takesSignatures = letter.state === 'open' || letter.state === 'gathering'
  return takesSignatures && !isHalted(letter) && now.getTime() < closingTime(letter)
}

/** When mailed links of this letter stop working: never before it closes, so perhaps Infinity. */
export function confirmableUntil(letter: Opening): number {
  const accepts = ['gathering', 'open', 'closed', 'delivered'].includes(letter.state)
  return accepts && !isHalted(letter) ? closingTime(letter) + GRACE_MS : 0
}

/** Has a steward stopped it, or all signing. */
function isHalted({ stopped, signingPaused }: Pick<Opening, 'stopped' | 'signingPaused'>) {
  return stopped !== null || signingPaused !== null
}

/** May a mailed link still be confirmed now. */
export function acceptsConfirmations(letter: Opening, now: Date): boolean {
  return now.getTime() < confirmableUntil(letter)
}

/** The moment a letter closed, or null while it is open. */
export function closedSince(
  letter: Pick<Letter, 'closesAt' | 'closedAt'>,
  now: Date
): number | null {
  const closed = closingTime(letter)
  return closed <= now.getTime() ? closed : null
}

/**
 * Its state as anyone can see it: past its closing date an open letter is closed, and one that was
 * handed in is delivered once it is closed.
 */
export function stateAt(
  letter: Omit<Opening, 'signingPaused'> & Pick<Letter, 'handedInAt'>,
  now: Date
): LetterState {
  const closed = letter.state === 'closed' || (letter.state === 'open' && closedSince(letter, now))
  if (closed) return letter.handedInAt === null ? 'closed' : 'delivered'
  if (letter.state !== 'open') return letter.state
  return letter.stopped === 'paused' ? 'paused' : 'open'
}

/** Does everyone see it. Drafts and gathering letters have no public page; nor what is taken down. */
export function isPublic(letter: Pick<Letter, 'state' | 'stopped'>): boolean {
  return hasOpened(letter) && !isTakenDown(letter)
}

/** Was it taken down or deleted, so that nobody sees it any more. */
export function isTakenDown({ stopped }: Pick<Letter, 'stopped'>): boolean {
  return stopped === 'taken-down' || stopped === 'deleted'
}

/** Its slug, if it has pages that everyone sees and that others may link to. */
export function publicSlug(letter: Pick<Letter, 'slug' | 'state' | 'stopped'>): string | null {
  return isPublic(letter) ? letter.slug : null
}

/** Was it ever open to everyone. Its ledger then stays, whatever becomes of its page. */
export function hasOpened({ state }: Pick<Letter, 'state'>): boolean {
  return state !== 'draft' && state !== 'gathering'
}

function closingTime(letter: Pick<Letter, 'closesAt' | 'closedAt'>): number {
  return Math.min(letter.closesAt ?? Infinity, letter.closedAt ?? Infinity)
}
