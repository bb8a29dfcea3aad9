import type { LiveCount } from './live-count'

/** What is told again and again is told at most so often. */
export const PACE_MS = 500

/** Told in vain so often, with twice the pause each time, a shard has to look for itself. */
const MOST_FAILURES = 6

/**
 * Tells one shard a letter's number: the first change at once, then at most every 500 ms, the last
 * always. Telling never holds up whoever counts, and what goes wrong here is no fault of theirs.
 */
export class Teller {
  readonly #send: (count: LiveCount) => Promise<void>
  #next: LiveCount | null = null
  /** The ledger's size that the shard knows of. */
  #told = -1
  #isTelling = false

  constructor(send: (count: LiveCount) => Promise<void>) {
    this.#send = send
  }

  tell(count: LiveCount) {
    if (count.ledger_size === this.#told) return
    this.#next = count
    if (!this.#isTelling) void this.#work()
  }

  async #work() {
    this.#isTelling = true
    let failures = 0
    while (this.#next) {
      const count = this.#next
      this.#next = null
      if (await this.#arrives(count)) failures = 0
      else if (++failures < MOST_FAILURES) this.#next ??= count
      await scheduler.wait(PACE_MS * 2 ** Math.min(failures, MOST_FAILURES))
    }
    this.#isTelling = false
  }

  async #arrives(count: LiveCount): Promise<boolean> {
    try {
      await this.#send(count)
      this.#told = count.ledger_size
      return true
    } catch {
      return false
    }
  }
}
