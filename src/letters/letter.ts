export type LetterState = 'draft' | 'gathering' | 'open' | 'paused' | 'closed' | 'delivered'

/** A role that a letter's signers may choose. `former` prints "formerly" before the school. */
export type Role = {
  key: string
  label: string
  head: boolean
  school: 'required' | 'optional' | 'former'
}

/** How a letter's signers say where they work: from the register or in their words, or not at all. */
export type SchoolsAsked = 'register' | 'text' | 'none'

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
  /** So many months after closing its signers’ data goes; and why not after six, if later. */
  keepMonths: number
  keepBecause: string | null
  /** When it did: from then on nobody behind its signatures is known. */
  anonymisedAt: number | null
  /** Since when, and until when at least, signatures come in faster than is usual for it. */
  pressureSince: number | null
  pressureUntil: number | null
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
  schools: SchoolsAsked
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

/** The id of the letter that is meant, as SQL; the first two parameters are those of its reference. */
export const LETTER_MEANT = 'coalesce(?1, (SELECT id FROM letter WHERE slug = ?2))'

/** A reference as these two parameters. */
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
