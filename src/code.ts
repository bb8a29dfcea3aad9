import { deriveKey, mac } from './keys'

/** The six digits of a signature, a sign-in or a school mailbox: the same whenever they are mailed. */
export async function codeFor(
  master: Uint8Array,
  id: string,
  purpose: 'code' | 'sign-in-code' | 'school-mailbox-code' = 'code'
): Promise<string> {
  const bytes = await mac(await deriveKey(master, purpose), id)
  const number = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0)
  return String(number % 1_000_000n).padStart(6, '0')
}
