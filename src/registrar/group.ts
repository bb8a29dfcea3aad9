import type { Letter } from '../letters/letter'
import type { PromisedMail } from '../mail/outbox'
import { Draft } from './draft'
import type { NewEdition } from './new-edition'
import type { Known } from './read'
import { NOBODY, type SignatureRow } from './row'
import { cellsOf, Moves, wordsOf, type Dimension } from './tally'

/**
 * One batch in the making. Verbs change rows and append entries; every number follows from that,
 * so that no verb can forget one.
 */
export class Group {
  letter: Letter
  newestText: string | null
  readonly draft: Draft
  readonly editions: { number: number; edition: NewEdition; at: number }[] = []
  readonly mails: PromisedMail[] = []
  /** Signatures whose signers answered their mail, and those of which nothing stays. */
  readonly answered = new Set<string>()
  readonly erased = new Set<string>()
  /** Keys of addresses: whether mail about the letter stops, and those of which nothing stays. */
  readonly suppressed = new Map<string, boolean>()
  readonly forgotten = new Set<string>()
  /** Keys of addresses whose pending signatures are emptied, and still wait to expire. */
  readonly emptied = new Set<string>()
  readonly #was: Map<string, SignatureRow>
  readonly #is: Map<string, SignatureRow>
  readonly #live = new Map<string, string>()

  constructor(letter: Letter, known: Known) {
    this.letter = letter
    this.newestText = known.newestText
    this.draft = new Draft(known.head)
    this.#was = new Map(known.rows.map((row) => [row.id, row]))
    this.#is = new Map(this.#was)
    for (const row of known.rows) this.#noteLive(row)
  }

  row(id: string): SignatureRow | undefined {
    return this.#is.get(id)
  }

  /** The one signature of an address that is counted or being checked. */
  standing(emailKey: string | null): SignatureRow | undefined {
    const id = emailKey && this.#live.get(emailKey)
    return id ? this.#is.get(id) : undefined
  }

  /** Every signature read whose address is this one's, itself included. */
  sharing(row: SignatureRow): SignatureRow[] {
    if (!row.emailKey) return [row]
    return [...this.#is.values()].filter((other) => other.emailKey === row.emailKey)
  }

  change(row: SignatureRow, to: Partial<SignatureRow>): SignatureRow {
    const changed = { ...row, ...to }
    this.#forgetLive(row)
    this.#is.set(row.id, changed)
    this.#noteLive(changed)
    return changed
  }

  remove(row: SignatureRow) {
    this.#forgetLive(row)
    this.#is.delete(row.id)
  }

  /** Empties what else was typed for an address and never confirmed, whether it was read or not. */
  emptyPending(emailKey: string) {
    this.emptied.add(emailKey)
    for (const row of this.#is.values()) {
      if (row.emailKey !== emailKey || row.state !== 'pending') continue
      const empty = { ...row, ...NOBODY }
      this.#is.set(row.id, empty)
      this.#was.set(row.id, empty)
    }
  }

  get hasChanges(): boolean {
    const lettingGo = this.emptied.size > 0 || this.forgotten.size > 0
    return (
      lettingGo ||
      !this.draft.isEmpty ||
      this.changedRows().length > 0 ||
      this.removedIds().length > 0
    )
  }

  /**
   * Rows that differ from what was read, with the state they were read in. Those that make room for
   * another of their address come first.
   */
  changedRows(): (SignatureRow & { was: string })[] {
    return [...this.#is.values()]
      .flatMap((row) => {
        const was = this.#was.get(row.id)
        return was && was !== row ? [{ ...row, was: was.state }] : []
      })
      .sort((a, b) => Number(isLive(a)) - Number(isLive(b)))
  }

  removedIds(): string[] {
    return [...this.#was.keys()].filter((id) => !this.#is.has(id))
  }

  tally() {
    return this.#moved<[Dimension, string]>(cellsOf)
  }

  waiting() {
    return this.#moved<['pending' | 'held']>((row) =>
      row.state === 'pending' || row.state === 'held' ? [[row.state]] : []
    )
  }

  words() {
    return this.#moved<[word: string, number: number]>((row) =>
      wordsOf(row).map((word) => [word, row.number ?? 0])
    )
  }

  #moved<Key extends unknown[]>(keysOf: (row: SignatureRow) => Key[]) {
    const moves = new Moves()
    for (const [id, was] of this.#was) {
      const is = this.#is.get(id)
      if (is === was) continue
      for (const key of keysOf(was)) moves.add(key, -1)
      for (const key of is ? keysOf(is) : []) moves.add(key, 1)
    }
    return moves.list<Key>()
  }

  #noteLive(row: SignatureRow) {
    if (row.emailKey && isLive(row)) this.#live.set(row.emailKey, row.id)
  }

  #forgetLive(row: SignatureRow) {
    if (row.emailKey && isLive(row)) this.#live.delete(row.emailKey)
  }
}

function isLive(row: SignatureRow): boolean {
  return row.state === 'counted' || row.state === 'held'
}
