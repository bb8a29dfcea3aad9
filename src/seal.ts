import { compactDecrypt, CompactEncrypt } from 'jose'
import { deriveKey } from './keys'

type SealPurpose = 'cookie' | 'kept-address' | 'sign-in-cookie'

/** Encrypts text that only we may read again: a JWE under the key of its purpose. */
export async function seal(master: Uint8Array, purpose: SealPurpose, text: string) {
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(await deriveKey(master, purpose))
}

/** The text again, or null if it was not sealed here for this purpose. */
export async function unseal(master: Uint8Array, purpose: SealPurpose, sealed: string) {
  try {
    const { plaintext } = await compactDecrypt(sealed, await deriveKey(master, purpose))
    return new TextDecoder().decode(plaintext)
  } catch {
    return null
  }
}
