import type { NoteSigner } from '../../src/ledger/note'
import { verifierKey } from '../../src/ledger/vkey'

/** A signer whose private key is these 32 bytes; the same seed always signs the same. */
export async function aSeededSigner(name: string, seed: Uint8Array): Promise<NoteSigner> {
  // What stands before an Ed25519 seed in PKCS #8 (RFC 8410).
  const pkcs8 = Uint8Array.of(...Uint8Array.fromHex('302e020100300506032b657004220420'), ...seed)
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign'])
  const jwk = await crypto.subtle.exportKey('jwk', privateKey)
  if (!('x' in jwk) || !jwk.x) throw new Error('The key has no public half.')
  const publicKey = Uint8Array.fromBase64(jwk.x, { alphabet: 'base64url' })
  return { ...(await verifierKey(name, publicKey)), privateKey }
}
