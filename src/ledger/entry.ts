import { joinBytes, uint } from './bytes.ts'
import { fromHex, toHex } from './hex.ts'

/** What one entry of a ledger says. Positions are those of the CONFIRM it speaks of. */
export type Entry =
  | { type: 'text'; edition: number; textHash: Uint8Array }
  | { type: 'confirm'; edition: number; commitment: Uint8Array }
  | { type: 'withdraw'; target: number }
  | { type: 'invalidate'; target: number; reason: RemovalReason; caseId: string }
  | { type: 'reinstate'; target: number; caseId: string }
  | { type: 'amend'; target: number; commitment: Uint8Array }
  | { type: 'close' }
  | { type: 'anonymise'; before: number }
  | { type: 'summary'; totals: LedgerTotals }

/** What a SUMMARY repeats: `live` is `confirmed − withdrawn − removed`. */
export type LedgerTotals = { confirmed: number; withdrawn: number; removed: number }

export type RemovalReason = (typeof REMOVAL_REASONS)[number]

/** Why a case may remove a signature, in the order of their codes; the first has code 1. */
export const REMOVAL_REASONS = [
  'automated',
  'duplicate-person',
  'impersonation',
  'false-eligibility',
  'legal',
  'operator-error',
] as const

export const VERSION = 0x01

/** The second byte of an entry. */
export const TYPES = {
  text: 0x01,
  confirm: 0x02,
  withdraw: 0x03,
  invalidate: 0x04,
  reinstate: 0x05,
  amend: 0x06,
  close: 0x07,
  anonymise: 0x08,
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

/** The text of the UUID that 16 bytes stand for, in lower case. */
export function uuidText(bytes: Uint8Array): string {
  const hex = toHex(bytes)
  const [a, b, c, d] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)]
  return `${a}-${b}-${c}-${d}-${hex.slice(20)}`
}

function payload(entry: Entry): Uint8Array {
  switch (entry.type) {
    case 'text':
      return joinBytes(uint(entry.edition, 2), entry.textHash)
    case 'confirm':
      return joinBytes(uint(entry.edition, 2), entry.commitment)
    case 'withdraw':
      return uint(entry.target, 8)
    case 'invalidate': {
      const code = REMOVAL_REASONS.indexOf(entry.reason) + 1
      return joinBytes(uint(entry.target, 8), uint(code, 1), uuidBytes(entry.caseId))
    }
    case 'reinstate':
      return joinBytes(uint(entry.target, 8), uuidBytes(entry.caseId))
    case 'amend':
      return joinBytes(uint(entry.target, 8), entry.commitment)
    case 'close':
      return new Uint8Array()
    case 'anonymise':
      return uint(entry.before, 8)
    case 'summary': {
      const { confirmed, withdrawn, removed } = entry.totals
      const live = confirmed - withdrawn - removed
      return joinBytes(...[live, confirmed, withdrawn, removed].map((n) => uint(n, 8)))
    }
  }
}
