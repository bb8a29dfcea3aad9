import { equalBytes, fromBase64, joinBytes, toBase64, utf8 } from './bytes.ts'
import { fromHex, toHex } from './hex.ts'
import { Rejected } from './rejected.ts'

/** A public Ed25519 key under a name. `id` are 4 bytes that notes know it by. */
export type VerifierKey = { name: string; id: Uint8Array; publicKey: Uint8Array }

/** What C2SP signed-note calls the type of an Ed25519 signature. */
const ED25519 = Uint8Array.of(0x01)

const VKEY = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/

/** A key of 32 bytes under a name, with its id: the first bytes of SHA-256 over both. */
export async function verifierKey(name: string, publicKey: Uint8Array): Promise<VerifierKey> {
  const named = joinBytes(utf8(`${name}\n`), ED25519, publicKey)
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', named))
  return { name, id: hash.slice(0, 4), publicKey }
}

/** The key as one line of text: `name+id+key`. */
export function formatVkey({ name, id, publicKey }: VerifierKey): string {
  return `${name}+${toHex(id)}+${toBase64(joinBytes(ED25519, publicKey))}`
}

/** The key of such a line. Rejects one that is not whole, or whose id is another key's. */
export async function parseVkey(text: string): Promise<VerifierKey> {
  const [, name, id, key] = VKEY.exec(text) ?? []
  if (!name || !id || !key) throw badVkey()
  const [type, ...publicKey] = keyBytes(key)
  if (type !== ED25519[0] || publicKey.length !== 32) throw badVkey()

  const known = await verifierKey(name, Uint8Array.from(publicKey))
  if (!equalBytes(known.id, fromHex(id)) || isSmallOrder(known.publicKey)) throw badVkey()
  return known
}

/** Whether a line has the form of a key, but for signatures of another type than Ed25519. */
export function isOfAnotherType(text: string): boolean {
  const [, , , key] = VKEY.exec(text) ?? []
  return key !== undefined && keyBytes(key)[0] !== ED25519[0]
}

/**
 * The encodings of the eight points whose order is small, the sign bit left out. Under such a key
 * anyone can sign anything, and runtimes do not agree on refusing it.
 */
const SMALL_ORDER = [
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]

function isSmallOrder(publicKey: Uint8Array): boolean {
  const unsigned = publicKey.map((byte, i) => (i === 31 ? byte & 0x7f : byte))
  return SMALL_ORDER.includes(toHex(unsigned))
}

function keyBytes(key: string): Uint8Array {
  try {
    return fromBase64(key)
  } catch {
    throw badVkey()
  }
}

function badVkey(): Rejected {
  return new Rejected(
    'bad-vkey',
    'This is not a verifier key: a name, an id and a key, with + between.'
  )
}
