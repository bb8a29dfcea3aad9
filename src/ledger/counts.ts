import type { LedgerTotals } from './entry.ts'

/** Totals with what they come to: `live` are those that count. */
export type Totals = LedgerTotals & { live: number }

/** What one hour added, gross. */
export type HourCounts = {
  confirmed: number
  withdrawn: number
  removed: number
  reinstated: number
}

/** What happened to signatures, counted over all and by the hour. */
export class Counts {
  #sums: HourCounts = none()
  #hours = new Map<number, HourCounts>()

  add(what: keyof HourCounts, hour: number) {
    const inHour = this.#hours.get(hour) ?? none()
    inHour[what]++
    this.#hours.set(hour, inHour)
    this.#sums[what]++
  }

  totals(): Totals {
    const { confirmed, withdrawn } = this.#sums
    const removed = this.#sums.removed - this.#sums.reinstated
    return { live: confirmed - withdrawn - removed, confirmed, withdrawn, removed }
  }

  /** In the order in which the hours came; only those in which something was counted. */
  hours(): Map<number, HourCounts> {
    return structuredClone(this.#hours)
  }
}

function none(): HourCounts {
  return { confirmed: 0, withdrawn: 0, removed: 0, reinstated: 0 }
}
