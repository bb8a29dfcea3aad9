import { hourOf, type Entry } from '../ledger/entry'
import { Moves } from './tally'
import type { Head } from './row'

export type DraftEntry = { entry: Entry; hour: number }

type Counted = 'confirmed' | 'withdrawn' | 'removed' | 'reinstated'

const NEW_HEAD: Head = {
  version: 0,
  batch: null,
  size: 0,
  root: '',
  edge: '',
  hour: 0,
  confirmed: 0,
  withdrawn: 0,
  removed: 0,
  refused: 0,
  anonymised: 0,
}

/** The entries that a batch will append, and the head as it will stand behind them. */
export class Draft {
  readonly head: Head
  /** The head as it was read. */
  readonly before: Head
  readonly expectedVersion: number
  readonly #entries: DraftEntry[] = []
  readonly #hours = new Moves()

  constructor(head: Head | null) {
    this.before = head ?? NEW_HEAD
    this.head = { ...this.before, batch: crypto.randomUUID() }
    this.expectedVersion = this.before.version
  }

  get isEmpty() {
    return this.#entries.length === 0
  }

  /** Appends an entry and moves the totals that follow from it. Returns its position. */
  append(entry: Entry, at: number): number {
    this.head.hour = Math.max(this.head.hour, hourOf(at))
    this.#count(entry)
    this.#entries.push({ entry, hour: this.head.hour })
    return this.head.size + this.#entries.length - 1
  }

  hours() {
    return this.#hours.list<[hour: number, what: Counted]>()
  }

  /** The entries, the last a SUMMARY of the totals behind them; none if there is nothing to sum. */
  summed(): DraftEntry[] {
    if (this.isEmpty) return []
    const { confirmed, withdrawn, removed } = this.head
    const summary = { type: 'summary', totals: { confirmed, withdrawn, removed } } as const
    return [...this.#entries, { entry: summary, hour: this.head.hour }]
  }

  #count(entry: Entry) {
    const { head } = this
    switch (entry.type) {
      case 'confirm':
        head.confirmed += 1
        return this.#happened('confirmed')
      case 'withdraw':
        head.withdrawn += 1
        return this.#happened('withdrawn')
      case 'invalidate':
        head.removed += 1
        return this.#happened('removed')
      case 'reinstate':
        head.removed -= 1
        return this.#happened('reinstated')
      case 'anonymise':
        head.anonymised = entry.before
    }
  }

  #happened(what: Counted) {
    this.#hours.add([this.head.hour, what], 1)
  }
}
