import { deriveKey, mac } from './keys'

// Providers that deliver name+anything@ to name@. Elsewhere a plus may be another person.
const IGNORES_PLUS = new Set([
  'gmail.com',
  'outlook.com',
  'hotmail.com',
  'hotmail.co.uk',
  'live.com',
  'live.co.uk',
  'icloud.com',
  'me.com',
  'mac.com',
  'fastmail.com',
  'fastmail.fm',
  'proton.me',
  'protonmail.com',
  'pm.me',
])

/** The part behind the @. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

/** Is a domain this one, or under it. */
export function isAt(domain: string, of: string): boolean {
  return `.${domain}`.toLowerCase().endsWith(`.${of.toLowerCase()}`)
}

/** A domain and those it is under, but for the last label alone. */
export function domainsAround(domain: string): string[] {
  const labels = domain.split('.')
  return labels.slice(0, -1).map((_, i) => labels.slice(i).join('.'))
}

/** One person, one key: a keyed hash of the canonical form of an address. */
export async function addressKey(master: Uint8Array, address: string): Promise<string> {
  return shortHash(await mac(await deriveKey(master, 'address'), canonicalAddress(address)))
}

/** A keyed hash of an address's domain. */
export async function domainKey(master: Uint8Array, address: string): Promise<string> {
  return shortHash(await mac(await deriveKey(master, 'domain'), domainOf(address)))
}

/** The form in which two spellings of one mailbox are equal. Mail never goes to it. */
export function canonicalAddress(address: string): string {
  const given = domainOf(address)
  const domain = given === 'googlemail.com' ? 'gmail.com' : given
  let local = address.slice(0, address.lastIndexOf('@')).toLowerCase()
  if (IGNORES_PLUS.has(domain)) local = local.replace(/(?<=.)\+.*$/, '')
  if (domain === 'gmail.com') local = local.replaceAll('.', '')
  return `${local}@${domain}`
}

/** The first 128 bits: enough that no two addresses meet, and half the room in each index. */
function shortHash(bytes: Uint8Array): string {
  return bytes.subarray(0, 16).toBase64({ alphabet: 'base64url', omitPadding: true })
}
