import { isIdentified, NOBODY, type SignatureRow } from './row'
import type { Moved } from './tally'

export type ChangedRow = SignatureRow & { was: string }

/** The signatures that a group is about, as they were read and as its acts leave them. */
export class Rows {
  readonly #was: Map<string, SignatureRow>
  readonly #is: Map<string, SignatureRow>
  readonly #live = new Map<string, string>()
  readonly #raised = new Map<string, string>()

  constructor(rows: SignatureRow[]) {
    this.#was = new Map(rows.map((row) => [row.id, row]))
    this.#is = new Map(this.#was)
    for (const row of rows) this.#noteLive(row)
  }

  row(id: string): SignatureRow | undefined {
    return this.#is.get(id)
  }

  /** The one signature of an address that is counted or being checked. */
  standing(emailKey: string | null): SignatureRow | undefined {
    const id = emailKey && this.#live.get(emailKey)
    return id ? this.#is.get(id) : undefined
  }

  /** The one signature, counted or being checked, that a mailbox was added to. */
  raisedBy(mailboxKey: string): SignatureRow | undefined {
    const id = this.#raised.get(mailboxKey)
    return id ? this.#is.get(id) : undefined
  }

  /** Those of which a mailbox stands behind: it signed, or was added. */
  behind(mailboxKey: string): SignatureRow[] {
    return [...this.#is.values()].filter(
      (row) => row.emailKey === mailboxKey || row.mailboxKey === mailboxKey
    )
  }

  /** Every signature read whose address is this one's, itself included. */
  sharing(row: SignatureRow): SignatureRow[] {
    if (!row.emailKey) return [row]
    return [...this.#is.values()].filter((other) => other.emailKey === row.emailKey)
  }

  /** Those that still say who stands behind an entry before this position. */
  identified(before: number): SignatureRow[] {
    return [...this.#is.values()].filter((row) => isIdentified(row, before))
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

  /** Empties what was typed for an address and waits, as the database does by itself: no change. */
  protected emptyRead(emailKey: string) {
    for (const row of this.#is.values()) {
      if (row.emailKey !== emailKey || row.state !== 'pending') continue
      const empty = { ...row, ...NOBODY }
      this.#is.set(row.id, empty)
      this.#was.set(row.id, empty)
    }
  }

  /**
   * Rows that differ from what was read, with the state they were read in: first those that make
   * room for another of their address, then the others. Within one statement there is no order.
   */
  changedRows(): ChangedRow[][] {
    const changed = this.moved().flatMap(({ was, is }) => (is ? [{ ...is, was: was.state }] : []))
    const live = changed.filter(isLive)
    return [changed.filter((row) => !isLive(row)), live].filter((rows) => rows.length > 0)
  }

  removedIds(): string[] {
    return [...this.#was.keys()].filter((id) => !this.#is.has(id))
  }

  /** What was read and is another by now, or gone. */
  moved(): Moved[] {
    return [...this.#was].flatMap(([id, was]) => {
      const is = this.#is.get(id)
      return is === was ? [] : [{ was, is }]
    })
  }

  #noteLive(row: SignatureRow) {
    if (row.emailKey && isLive(row)) this.#live.set(row.emailKey, row.id)
    if (row.mailboxKey && isLive(row)) this.#raised.set(row.mailboxKey, row.id)
  }

  #forgetLive(row: SignatureRow) {
    if (row.emailKey && isLive(row)) this.#live.delete(row.emailKey)
    if (row.mailboxKey && isLive(row)) this.#raised.delete(row.mailboxKey)
  }
}

function isLive(row: SignatureRow): boolean {
  return row.state === 'counted' || row.state === 'held'
}
