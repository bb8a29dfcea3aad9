import { toBase64 } from '../ledger/bytes.ts'
import type { Rejected } from '../ledger/rejected.ts'
import { formatVkey, type VerifierKey } from '../ledger/vkey.ts'

/** Something read, and where it stood. */
type From<T> = { from: string } & T

const MOST_BYTES = 16 * 1024 * 1024

/** Remembers what a check read: should it fail, that is the evidence. Of very many entries the newest. */
export class Evidence {
  readonly #notes: From<{ note: string }>[] = []
  readonly #keys: string[] = []
  readonly #bundles: From<{ bytes: Uint8Array }>[] = []
  #bytes = 0
  #leftOut = 0

  note(from: string, note: string) {
    this.#notes.push({ from, note })
  }

  /** The keys that the site named for a ledger. */
  keys(keys: VerifierKey[], origin: string) {
    this.#keys.push(...keys.filter(({ name }) => name === origin).map(formatVkey))
  }

  bundle(from: string, bytes: Uint8Array) {
    this.#bundles.push({ from, bytes })
    this.#bytes += bytes.length
    while (this.#bytes > MOST_BYTES) {
      this.#bytes -= this.#bundles.shift()?.bytes.length ?? 0
      this.#leftOut++
    }
  }

  /** All of it as JSON, in the form that the command line writes too. */
  json({ rule, message }: Rejected, stated: object): string {
    const evidence = {
      kind: 'countersign-evidence/1',
      at: new Date().toISOString(),
      asked: [location.href],
      found: { rule, message },
      stated,
      notes: this.#notes,
      keys: this.#keys,
      entries: {
        bundles: this.#bundles.map(({ from, bytes }) => ({ from, base64: toBase64(bytes) })),
        bundles_left_out: this.#leftOut,
      },
    }
    return `${JSON.stringify(evidence, null, 2)}\n`
  }
}
