import { fromHex } from './hex.ts'
import { Rejected } from './rejected.ts'

export function joinBytes(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** An unsigned whole number in so many bytes, big-endian. Throws if it does not fit. */
export function uint(value: number, length: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a count: ${value}`)
  const hex = value.toString(16).padStart(length * 2, '0')
  if (hex.length > length * 2) throw new RangeError(`${value} needs more than ${length} bytes`)
  return fromHex(hex)
}

/** The unsigned number in so many bytes, big-endian. Rejects what a number can't hold exactly. */
export function readUint(bytes: Uint8Array, at: number, length: number): number {
  let value = 0
  for (const byte of bytes.subarray(at, at + length)) value = value * 256 + byte
  if (Number.isSafeInteger(value)) return value
  throw new Rejected('number-too-large', 'A number is larger than this program can count.')
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text))
}

/** Standard base64 with padding. Not every runtime of the ledger's code has its own yet. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** The bytes of standard base64, in its one canonical spelling; anything else is rejected. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  if (/^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0) {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
    if (toBase64(bytes) === text) return bytes
  }
  throw new Rejected('not-base64', 'A text that should be base64 is not.')
}
