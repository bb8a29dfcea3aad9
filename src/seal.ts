import { deriveKey } from './keys'

type SealPurpose = 'cookie' | 'kept-address' | 'sign-in-cookie' | 'form'

const NONCE_BYTES = 12

/**
 * Encrypts text that only we may read again: base64url of a random nonce and what AES-256-GCM makes
 * of it under the key of its purpose.
 */
export async function seal(master: Uint8Array, purpose: SealPurpose, text: string) {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const key = await sealKey(master, purpose)
  const words = new TextEncoder().encode(text)
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, words))
  return new Uint8Array([...iv, ...sealed]).toBase64({ alphabet: 'base64url', omitPadding: true })
}

/** The text again, or null if it was not sealed here for this purpose. */
export async function unseal(master: Uint8Array, purpose: SealPurpose, sealed: string) {
  try {
    const bytes = Uint8Array.fromBase64(sealed, { alphabet: 'base64url' })
    const iv = bytes.subarray(0, NONCE_BYTES)
    const key = await sealKey(master, purpose)
    const hidden = bytes.subarray(NONCE_BYTES)
    return new TextDecoder().decode(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, hidden)
    )
  } catch {
    return null
  }
}

async function sealKey(master: Uint8Array, purpose: SealPurpose) {
  const key = await deriveKey(master, purpose)
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])
}
