import { deriveKey, mac } from './keys'

/** The six digits that confirm one signature: the same whenever they are mailed. */
export async function codeFor(master: Uint8Array, signatureId: string): Promise<string> {
  const bytes = await mac(await deriveKey(master, 'code'), signatureId)
  const number = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0)
  return String(number % 1_000_000n).padStart(6, '0')
}
