/** How a CONFIRM stands after all that was said of it. */
export type Standing = 'live' | 'withdrawn' | 'invalidated'

const BY_CODE: (Standing | null)[] = [null, 'live', 'withdrawn', 'invalidated']

/** How each entry of a ledger stands, in one byte an entry; null for what is no CONFIRM. */
export class Standings {
  #codes = new Uint8Array(1024)
  #size = 0

  get size(): number {
    return this.#size
  }

  add(standing: Standing | null) {
    if (this.#size === this.#codes.length) {
      const larger = new Uint8Array(this.#size * 2)
      larger.set(this.#codes)
      this.#codes = larger
    }
    this.#size++
    this.set(this.#size - 1, standing)
  }

  at(position: number): Standing | null {
    return BY_CODE[this.#codes[position] ?? 0] ?? null
  }

  set(position: number, standing: Standing | null) {
    this.#codes[position] = BY_CODE.indexOf(standing)
  }
}
