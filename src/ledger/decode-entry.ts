import { readUint } from './bytes.ts'
import { REMOVAL_REASONS, TYPES, uuidText, VERSION, type Entry } from './entry.ts'
import { Rejected } from './rejected.ts'

/** An entry with the letter and the hour that its bytes begin with. */
export type DecodedEntry = { letterUuid: string; hour: number; entry: Entry }

type EntryType = Entry['type']

const HEADER = 22

/** What a Date holds ends with this hour since 1970; the four bytes for it go on. */
const HOURS = 2_400_000_000

const PAYLOAD_LENGTHS: Record<EntryType, number> = {
  text: 34,
  confirm: 34,
  withdraw: 8,
  invalidate: 25,
  reinstate: 24,
  amend: 40,
  close: 0,
  anonymise: 8,
  summary: 32,
}

const NAMES: (EntryType | undefined)[] = []
for (const [name, code] of Object.entries(TYPES)) NAMES[code] = name as EntryType

/**
 * Reads an entry from exactly its bytes; no other bytes spell the same entry. Throws `Rejected`:
 * `unknown-version`, `unknown-type`, `wrong-length`, `hour-out-of-range`, `unknown-reason`,
 * `number-too-large` or `summary-does-not-add-up`. Whether the ledger may say this here is for the replay.
 */
export function decodeEntry(bytes: Uint8Array): DecodedEntry {
  const type = typeOf(bytes)
  return {
    letterUuid: uuidText(bytes.subarray(2, 18)),
    hour: readHour(bytes),
    entry: readPayload(type, bytes),
  }
}

function typeOf(bytes: Uint8Array): EntryType {
  if (bytes.length < HEADER) {
    throw new Rejected('wrong-length', `It has ${bytes.length} bytes; every entry has ${HEADER}.`)
  }
  if (bytes[0] !== VERSION) {
    throw new Rejected('unknown-version', `Its version is ${bytes[0]}; only ${VERSION} is known.`)
  }
  const type = NAMES[bytes[1] ?? 0]
  if (!type) throw new Rejected('unknown-type', `Its type is ${bytes[1]}, which is not known.`)

  const length = HEADER + PAYLOAD_LENGTHS[type]
  if (bytes.length !== length) {
    const has = `It has ${bytes.length} bytes`
    throw new Rejected('wrong-length', `${has}; an entry of its type has ${length}.`)
  }
  return type
}

function readHour(bytes: Uint8Array): number {
  const hour = readUint(bytes, 18, 4)
  if (hour < HOURS) return hour
  throw new Rejected('hour-out-of-range', `Its hour, ${hour}, is in no calendar.`)
}

function readPayload(type: EntryType, bytes: Uint8Array): Entry {
  switch (type) {
    case 'text':
      return { type, edition: readUint(bytes, 22, 2), textHash: bytes.slice(24) }
    case 'confirm':
      return { type, edition: readUint(bytes, 22, 2), commitment: bytes.slice(24) }
    case 'withdraw':
      return { type, target: readUint(bytes, 22, 8) }
    case 'invalidate': {
      const target = readUint(bytes, 22, 8)
      const reason = REMOVAL_REASONS[readUint(bytes, 30, 1) - 1]
      if (!reason) throw new Rejected('unknown-reason', `Its reason is ${bytes[30]}, not 1 to 6.`)
      return { type, target, reason, caseId: uuidText(bytes.subarray(31)) }
    }
    case 'reinstate':
      return { type, target: readUint(bytes, 22, 8), caseId: uuidText(bytes.subarray(30)) }
    case 'amend':
      return { type, target: readUint(bytes, 22, 8), commitment: bytes.slice(30) }
    case 'close':
      return { type }
    case 'anonymise':
      return { type, before: readUint(bytes, 22, 8) }
    case 'summary':
      return { type, totals: readTotals(bytes) }
  }
}

function readTotals(bytes: Uint8Array) {
  const live = readUint(bytes, 22, 8)
  const confirmed = readUint(bytes, 30, 8)
  const withdrawn = readUint(bytes, 38, 8)
  const removed = readUint(bytes, 46, 8)
  if (live !== confirmed - withdrawn - removed) {
    const sum = `${confirmed} − ${withdrawn} − ${removed}`
    throw new Rejected('summary-does-not-add-up', `It says ${live} of ${sum}.`)
  }
  return { confirmed, withdrawn, removed }
}
