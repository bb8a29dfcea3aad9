import { joinBytes, uint, utf8 } from './bytes.ts'
import { uuidBytes } from './entry.ts'
import { toHex } from './hex.ts'

/**
 * What a commitment hides. `email` is the text `hmac:` and an address's keyed hash in hex. Of who
 * signed again that hash is still the one under their first salt, which is gone, and the commitment
 * is under the newest.
 */
export type Opening = {
  letterUuid: string
  edition: number
  public: boolean
  name: string
  email: string
  affiliation: string
}

const LABEL = 'openletter/sig/v1\n'
const NAME_IS_PUBLIC = 0x01

/** 32 random bytes. Whoever destroys them makes the commitment mean nothing for ever. */
export function newSalt(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(32))
}

/** HMAC-SHA256 of the opening under the signature's salt: binding by the hash, hiding by the salt. */
export async function commit(salt: Uint8Array, opening: Opening): Promise<Uint8Array> {
  return hmac(salt, openingBytes(opening))
}

/** What stands in the opening for an address that is not kept. */
export async function maskedAddress(salt: Uint8Array, address: string): Promise<string> {
  return `hmac:${toHex(await hmac(salt, utf8(address)))}`
}

/** The bytes committed to: a label, the letter, the edition, flags, then each text with its length. */
export function openingBytes(opening: Opening): Uint8Array {
  return joinBytes(
    utf8(LABEL),
    uuidBytes(opening.letterUuid),
    uint(opening.edition, 2),
    Uint8Array.of(opening.public ? NAME_IS_PUBLIC : 0),
    lengthPrefixed(opening.name),
    lengthPrefixed(opening.email),
    lengthPrefixed(opening.affiliation)
  )
}

function lengthPrefixed(text: string): Uint8Array {
  const bytes = utf8(text.normalize('NFC'))
  return joinBytes(uint(bytes.length, 2), bytes)
}

async function hmac(key: Uint8Array, message: Uint8Array): Promise<Uint8Array> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const raw = joinBytes(key)
  const imported = await crypto.subtle.importKey('raw', raw, algorithm, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, joinBytes(message)))
}
