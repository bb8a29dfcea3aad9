import { fromHex } from './hex'

/** What one entry of a ledger says. Positions are those of the CONFIRM it speaks of. */
export type Entry =
  | { type: 'text'; edition: number; textHash: Uint8Array }
  | { type: 'confirm'; edition: number; commitment: Uint8Array }
  | { type: 'withdraw'; target: number }
  | { type: 'amend'; target: number; commitment: Uint8Array }
  | { type: 'summary'; totals: LedgerTotals }

/** What a SUMMARY repeats: `live` is `confirmed − withdrawn − removed`. */
export type LedgerTotals = { confirmed: number; withdrawn: number; removed: number }

const VERSION = 0x01

const TYPES = {
  text: 0x01,
  confirm: 0x02,
  withdraw: 0x03,
  amend: 0x06,
  summary: 0x10,
} as const satisfies Record<Entry['type'], number>

/** The hour of a moment as entries carry it: whole hours since 1970, coarse on purpose. */
export function hourOf(time: number): number {
  return Math.floor(time / (60 * 60 * 1000))
}

/**
 * The bytes of an entry, big-endian and without padding: version, type, the letter's UUID, the
 * hour, then what the type carries.
 */
export function encodeEntry(letterUuid: string, hour: number, entry: Entry): Uint8Array {
  return joinBytes(
    Uint8Array.of(VERSION, TYPES[entry.type]),
    uuidBytes(letterUuid),
    uint(hour, 4),
    payload(entry)
  )
}

/** The 16 bytes that a UUID's text stands for. */
export function uuidBytes(uuid: string): Uint8Array {
  return fromHex(uuid.replaceAll('-', ''))
}

/** An unsigned whole number in so many bytes, big-endian. Throws if it does not fit. */
export function uint(value: number, length: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a count: ${value}`)
  const hex = value.toString(16).padStart(length * 2, '0')
  if (hex.length > length * 2) throw new RangeError(`${value} needs more than ${length} bytes`)
  return fromHex(hex)
}

export function joinBytes(...parts: Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

function payload(entry: Entry): Uint8Array {
  switch (entry.type) {
    case 'text':
      return joinBytes(uint(entry.edition, 2), entry.textHash)
    case 'confirm':
      return joinBytes(uint(entry.edition, 2), entry.commitment)
    case 'withdraw':
      return uint(entry.target, 8)
    case 'amend':
      return joinBytes(uint(entry.target, 8), entry.commitment)
    case 'summary': {
      const { confirmed, withdrawn, removed } = entry.totals
      const live = confirmed - withdrawn - removed
      return joinBytes(...[live, confirmed, withdrawn, removed].map((n) => uint(n, 8)))
    }
  }
}
