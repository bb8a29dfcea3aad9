/** What a derived key is for. A key of one purpose opens nothing of another. */
export type Purpose =
  | 'confirm-link'
  | 'manage-link'
  | 'code'
  | 'address'
  | 'domain'
  | 'kept-address'
  | 'cookie'
  | 'watcher'
  | 'session'
  | 'sign-in-link'
  | 'sign-in-code'
  | 'sign-in-cookie'
  | 'letter-link'
  | 'host-link'
  | 'report-link'
  | 'follow-link'
  | 'following'
  | 'unsubscribe-link'
  | 'organisation-link'
  | 'correction-link'
  | 'name'
  | 'surname'
  | 'school-mailbox-link'
  | 'school-mailbox-code'
  | 'gate'
  | 'form'

const derived = new WeakMap<Uint8Array, Map<Purpose, Promise<Uint8Array>>>()

/** The 32-byte key for one purpose: HKDF-SHA256 of the master key (RFC 5869), empty salt. */
export function deriveKey(master: Uint8Array, purpose: Purpose): Promise<Uint8Array> {
  const keys = derived.get(master) ?? new Map<Purpose, Promise<Uint8Array>>()
  derived.set(master, keys)

  const key = keys.get(purpose) ?? hkdf(master, purpose)
  keys.set(purpose, key)
  return key
}

async function hkdf(master: Uint8Array, purpose: Purpose) {
  const base = await crypto.subtle.importKey('raw', master, 'HKDF', false, ['deriveBits'])
  const info = new TextEncoder().encode(`countersign/v1/${purpose}`)
  const salt = new Uint8Array()
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, base, 256)
  )
}

/** HMAC-SHA256 of UTF-8 text. */
export async function mac(key: Uint8Array, text: string): Promise<Uint8Array> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', key, hmac, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(text)))
}

/** A secret that follows from a text and only we can make again: the same whenever it is shown. */
export async function tokenFor(
  master: Uint8Array,
  purpose: Purpose,
  text: string
): Promise<string> {
  const bytes = await mac(await deriveKey(master, purpose), text)
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
}

/** Are two texts the same, in a time that tells nothing of where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const left = new TextEncoder().encode(a)
  const right = new TextEncoder().encode(b)
  return left.length === right.length && crypto.subtle.timingSafeEqual(left, right)
}
