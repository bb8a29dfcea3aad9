import { encodeEntry, hourOf, type Entry } from '../ledger/entry'
import { addLeaf, EMPTY_EDGE, edgeText, leafHash, readEdge, rootOf } from '../ledger/tree'
import { Moves } from './tally'
import type { Head } from './row'

export type NewEntry = { position: number; bytes: Uint8Array; leaf: Uint8Array }

type Counted = 'confirmed' | 'withdrawn'

const NEW_HEAD: Head = {
  version: 0,
  size: 0,
  root: '',
  edge: '',
  hour: 0,
  confirmed: 0,
  withdrawn: 0,
  removed: 0,
}

/** The entries that a batch will append, and the head as it will stand behind them. */
export class Draft {
  readonly head: Head
  readonly expectedVersion: number
  readonly #entries: { entry: Entry; hour: number }[] = []
  readonly #hours = new Moves()

  constructor(head: Head | null) {
    this.head = { ...(head ?? NEW_HEAD) }
    this.expectedVersion = this.head.version
  }

  get isEmpty() {
    return this.#entries.length === 0
  }

  /** Appends an entry and moves the totals that follow from it. Returns its position. */
  append(entry: Entry, at: number): number {
    this.head.hour = Math.max(this.head.hour, hourOf(at))
    if (entry.type === 'confirm') this.#total('confirmed')
    if (entry.type === 'withdraw') this.#total('withdrawn')
    this.#entries.push({ entry, hour: this.head.hour })
    return this.head.size + this.#entries.length - 1
  }

  hours() {
    return this.#hours.list<[hour: number, what: Counted]>()
  }

  /** The entries in bytes, the last a SUMMARY; the head then stands behind it. */
  async seal(letterUuid: string): Promise<NewEntry[]> {
    if (this.isEmpty) return []
    const { confirmed, withdrawn, removed } = this.head
    this.append({ type: 'summary', totals: { confirmed, withdrawn, removed } }, 0)

    let edge = this.head.size === 0 ? EMPTY_EDGE : readEdge(this.head.size, this.head.edge)
    const sealed: NewEntry[] = []
    for (const { entry, hour } of this.#entries) {
      const bytes = encodeEntry(letterUuid, hour, entry)
      const leaf = await leafHash(bytes)
      sealed.push({ position: edge.size, bytes, leaf })
      edge = await addLeaf(edge, leaf)
    }
    this.head.size = edge.size
    this.head.edge = edgeText(edge)
    this.head.root = (await rootOf(edge)).toHex()
    return sealed
  }

  #total(what: Counted) {
    this.head[what] += 1
    this.#hours.add([this.head.hour, what], 1)
  }
}
