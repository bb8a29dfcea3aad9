import { Counts, type HourCounts, type Totals } from './counts.ts'
import { decodeEntry, type DecodedEntry } from './decode-entry.ts'
import type { Entry, LedgerTotals } from './entry.ts'
import { Rejected } from './rejected.ts'
import { Standings, type Standing } from './standings.ts'

/** An entry that kept the rules, with its place. */
export type Replayed = DecodedEntry & { position: number }

/**
 * What a ledger's entries come to, taken one by one from the first. An entry that breaks a rule is
 * `Rejected` by the rule's name, and then nothing has changed. Keeps about one byte an entry.
 */
export class Replay {
  readonly letterUuid: string
  #standings = new Standings()
  #counts = new Counts()
  #texts: Uint8Array[] = []
  #hour = 0
  #newest: Entry['type'] | null = null
  #closed = false
  #anonymisedBefore = 0

  constructor(letterUuid: string) {
    this.letterUuid = letterUuid
  }

  /** Takes the next entry and returns what it says. */
  add(bytes: Uint8Array): Replayed {
    const position = this.size
    try {
      const { letterUuid, hour, entry } = decodeEntry(bytes)
      this.#demandPlace(letterUuid, hour, entry)
      this.#apply(entry, hour)
      this.#standings.add(entry.type === 'confirm' ? 'live' : null)
      this.#hour = hour
      this.#newest = entry.type
      return { letterUuid, hour, entry, position }
    } catch (error) {
      throw error instanceof Rejected ? placed(error, position) : error
    }
  }

  /** How many entries were taken. */
  get size(): number {
    return this.#standings.size
  }

  /** Whether nothing follows the newest SUMMARY. Only then are the totals published ones. */
  get endsWithSummary(): boolean {
    return this.#newest === 'summary'
  }

  get closed(): boolean {
    return this.#closed
  }

  /** What opens the commitments before this position is said to be destroyed; 0 if nothing is. */
  get anonymisedBefore(): number {
    return this.#anonymisedBefore
  }

  totals(): Totals {
    return this.#counts.totals()
  }

  /** What each hour added, in their order; an hour that moved no total is left out. */
  hours(): Map<number, HourCounts> {
    return this.#counts.hours()
  }

  /** SHA-256 of the text of each edition, the first edition first. */
  texts(): Uint8Array[] {
    return [...this.#texts]
  }

  /** How the CONFIRM at a position stands; null if there is none. */
  standing(position: number): Standing | null {
    return this.#standings.at(position)
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

  #apply(entry: Entry, hour: number) {
    switch (entry.type) {
      case 'text':
        demand(!this.#closed, 'text-after-close', 'A closed ledger takes no new text.')
        this.#demandEdition(entry.edition, this.#texts.length + 1, 'edition-out-of-order')
        this.#texts.push(entry.textHash)
        break
      case 'confirm':
        demand(!this.#closed, 'confirm-after-close', 'A closed ledger takes no new signature.')
        this.#demandEdition(entry.edition, this.#texts.length, 'confirm-of-another-edition')
        this.#counts.add('confirmed', hour)
        break
      case 'withdraw':
        this.#demandTarget(entry.target, 'live')
        this.#standings.set(entry.target, 'withdrawn')
        this.#counts.add('withdrawn', hour)
        break
      case 'invalidate':
        this.#demandTarget(entry.target, 'live')
        this.#standings.set(entry.target, 'invalidated')
        this.#counts.add('removed', hour)
        break
      case 'reinstate':
        this.#demandTarget(entry.target, 'invalidated')
        this.#standings.set(entry.target, 'live')
        this.#counts.add('reinstated', hour)
        break
      case 'amend':
        this.#demandTarget(entry.target, 'live')
        break
      case 'close':
        demand(!this.#closed, 'closed-twice', 'The ledger was closed before.')
        this.#closed = true
        break
      case 'anonymise':
        demand(entry.before <= this.size, 'anonymise-out-of-range', 'It speaks of later entries.')
        this.#anonymisedBefore = Math.max(this.#anonymisedBefore, entry.before)
        break
      case 'summary':
        this.#demandTotals(entry.totals)
    }
  }

  #demandEdition(edition: number, expected: number, rule: string) {
    if (edition === expected) return
    throw new Rejected(rule, `It is of edition ${edition} where only ${expected} can follow.`)
  }

  #demandTarget(target: number, standing: Standing) {
    demand(target < this.size, 'target-not-earlier', 'It speaks of an entry that is not earlier.')
    const is = this.standing(target)
    if (is === standing) return
    const problem = `Entry ${target}, of which it speaks, is ${is ?? 'no signature'}`
    throw new Rejected(`target-not-${standing}`, `${problem}, not ${standing}.`)
  }

  #demandTotals(said: LedgerTotals) {
    const { live, confirmed, withdrawn, removed } = this.totals()
    if (said.confirmed === confirmed && said.withdrawn === withdrawn && said.removed === removed) {
      return
    }
    const sums = `${confirmed} confirmed, ${withdrawn} withdrawn and ${removed} removed`
    throw new Rejected('summary-is-wrong', `It sums up wrongly; ${live} count: ${sums}.`)
  }
}

function demand(holds: boolean, rule: string, problem: string) {
  if (!holds) throw new Rejected(rule, problem)
}

function placed({ rule, message }: Rejected, position: number): Rejected {
  return new Rejected(
    rule,
    `Entry ${position}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`
  )
}
