import { Counts, type HourCounts, type Totals } from './counts.ts'
import { decodeEntry, type DecodedEntry } from './decode-entry.ts'
import type { Entry } from './entry.ts'
import { Rejected } from './rejected.ts'
import { applyEntry, demand, type ReplayState } from './rules.ts'
import { Standings, type Standing } from './standings.ts'

/** An entry that kept the rules, with its place. */
export type Replayed = DecodedEntry & { position: number }

/**
 * What a ledger's entries come to, taken one by one from the first. An entry that breaks a rule is
 * `Rejected` by the rule's name, and then nothing has changed. Keeps about one byte an entry,
 * and some more for each correction; those are few.
 */
export class Replay {
  readonly letterUuid: string
  #state: ReplayState = {
    standings: new Standings(),
    counts: new Counts(),
    texts: [],
    amends: new Map(),
    closed: false,
    anonymisedBefore: 0,
  }
  #hour = 0
  #newest: Entry['type'] | null = null

  constructor(letterUuid: string) {
    this.letterUuid = letterUuid
  }

  /** Takes the next entry and returns what it says. */
  add(bytes: Uint8Array): Replayed {
    const position = this.size
    try {
      const { letterUuid, hour, entry } = decodeEntry(bytes)
      this.#demandPlace(letterUuid, hour, entry)
      applyEntry(this.#state, entry, hour)
      this.#state.standings.add(entry.type === 'confirm' ? 'live' : null)
      this.#hour = hour
      this.#newest = entry.type
      return { letterUuid, hour, entry, position }
    } catch (error) {
      throw error instanceof Rejected ? placed(error, position) : error
    }
  }

  /** How many entries were taken. */
  get size(): number {
    return this.#state.standings.size
  }

  /** Whether nothing follows the newest SUMMARY. Only then are the totals published ones. */
  get endsWithSummary(): boolean {
    return this.#newest === 'summary'
  }

  get closed(): boolean {
    return this.#state.closed
  }

  /** What opens the commitments before this position is said to be destroyed; 0 if nothing is. */
  get anonymisedBefore(): number {
    return this.#state.anonymisedBefore
  }

  totals(): Totals {
    return this.#state.counts.totals()
  }

  /** What each hour added, in their order; an hour that moved no total is left out. */
  hours(): Map<number, HourCounts> {
    return this.#state.counts.hours()
  }

  /** SHA-256 of the text of each edition, the first edition first. */
  texts(): Uint8Array[] {
    return [...this.#state.texts]
  }

  /** How the CONFIRM at a position stands; null if there is none. */
  standing(position: number): Standing | null {
    return this.#state.standings.at(position)
  }

  /** The newest AMEND of the CONFIRM at a position; null if it was never corrected. */
  amendedBy(position: number): number | null {
    return this.#state.amends.get(position) ?? null
  }

  isLive(position: number): boolean {
    return this.standing(position) === 'live'
  }

  #demandPlace(letterUuid: string, hour: number, entry: Entry) {
    const begins = this.size > 0 || entry.type === 'text'
    demand(begins, 'first-entry-is-not-text', 'A ledger begins with the text that is signed.')
    demand(letterUuid === this.letterUuid, 'wrong-letter', 'It belongs to another letter.')
    demand(hour >= this.#hour, 'hour-goes-back', 'Its hour lies before that of an earlier entry.')
  }
}

function placed({ rule, message }: Rejected, position: number): Rejected {
  return new Rejected(
    rule,
    `Entry ${position}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`
  )
}
