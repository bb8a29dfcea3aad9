/** For the mail provider’s SDK: what it would bring writes out what the runtime does by itself. */

export function encode(bytes: Uint8Array): string {
  return bytes.toBase64()
}

export function decode(text: string): Uint8Array {
  return Uint8Array.fromBase64(text)
}
