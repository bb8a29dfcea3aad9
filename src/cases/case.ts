import type { RemovalReason } from '../ledger/entry'
import type { SignatureState } from '../signatures/signature'

/** Where a case is. As long as it lives it keeps what is held from being counted by itself. */
export type CaseState = LivingState | 'done' | 'cancelled' | 'dismissed' | 'undone'
type LivingState = 'suggested' | 'open' | 'asked' | 'running' | 'paused' | 'undoing'

/**
 * Which signatures a case is about: those that every one of these fits. Hashes are 48 bits of keyed
 * ones, as traces hold them; `domainKey` is the row’s own.
 */
export type Criteria = {
  /** Hash of the mail domain, as rows keep it, and the domain as it was typed, for people. */
  domainKey?: string
  domain?: string
  /** Of one signature, where that was asked for: its number, or a word for one that is held. */
  network?: number
  wider?: number
  networkOf?: string
  /** A name as it was typed, where `*` stands for anything, and folded as SQL compares it. */
  name?: string
  nameLike?: string
  /** A name as the gate compares names. */
  nameHash?: number
  local?: number
  agent?: number
  referrer?: string
  /** Confirmed sooner than so many milliseconds after signing. */
  within?: number
  role?: string
  urn?: number
  school?: string
  /** Signed from and before these moments. */
  from?: number
  until?: number
  /** Risk at least this. */
  score?: number
  states: Extract<SignatureState, 'counted' | 'held'>[]
}

/** What the site saw when it suggested a case: the pattern, and how much of the last hour it was. */
export type Noticed = {
  pattern: 'domain' | 'network' | 'wider' | 'name' | 'local' | 'latency'
  /** Which one, as traces have it. Of the latency there is but one. */
  key: number | null
  n: number
  ofAll: number
  from: number
  until: number
}

/** What came of a signature that a case is about. `left`: it was neither counted nor held any more. */
export type CaseOutcome = 'removed' | 'refused' | 'left' | 'reinstated' | 'kept-out'

/** The signatures listed: by state, how many stand in another case, and the hours they signed in. */
export type Summary = {
  counted: number
  held: number
  elsewhere: number
  hours: [hour: number, n: number][]
}

/** A case as the desk reads it. Times are milliseconds since 1970. */
export type SignatureCase = {
  id: string
  letterId: number
  state: CaseState
  version: number
  noticed: Noticed | null
  criteria: Criteria
  reason: RemovalReason | null
  sentence: string | null
  undoSentence: string | null
  listed: number
  summary: Summary
  countedThen: number | null
  listedAt: number | null
  openedBy: number | null
  openedAt: number
  askedBy: number | null
  decidedBy: number | null
  decidedAt: number | null
  endedAt: number | null
  /** What whoever sent it back, or dismissed it, says to the team. */
  note: string | null
  results: Partial<Record<CaseOutcome, number>>
}

/** More than this many, or more than this part of the total, takes a second person. */
const ALONE_AT_MOST = 100
const ALONE_PART = 0.02

/** Of a letter with so many counted, this many signatures are one person’s to decide about. */
export function aloneAtMost(counted: number): number {
  return Math.min(ALONE_AT_MOST, counted * ALONE_PART)
}

export function needsSecondPerson(listed: number, counted: number): boolean {
  return listed > aloneAtMost(counted)
}

/** Is it one that is being undone, or that somebody wants undone. */
export function isUndo({ undoSentence, state }: SignatureCase): boolean {
  return undoSentence !== null && state !== 'undone'
}

/** How many signatures a case took out of the count, or kept out of it, and has not let back. */
export function standingOut({ results: { removed = 0, refused = 0 } }: SignatureCase): number {
  return removed + refused
}
