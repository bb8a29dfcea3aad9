import { createHmac } from 'node:crypto'

/** For the mail provider’s SDK: HMAC-SHA256 by the runtime, where it would bring SHA-256 written out. */
export function hmac(key: Uint8Array, data: Uint8Array): Uint8Array {
  return createHmac('sha256', key).update(data).digest()
}
