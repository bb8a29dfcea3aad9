import { CompactSign } from 'jose'
import type { Settings } from './env'
import { utf8 } from './ledger/bytes'
import type { NoteSigner } from './ledger/note'
import { verifierKey } from './ledger/vkey'
import type { LedgerKey } from './setting'

/** The settings that hold them. */
export type LedgerKeys = Pick<Settings, 'LEDGER_KEY' | 'LEDGER_KEY_PREVIOUS'>

/** A key that ledgers are signed with: the private part to sign only, the public one as it is. */
type SigningKey = { privateKey: CryptoKey; publicKey: Uint8Array }

const imported = new WeakMap<LedgerKey, Promise<SigningKey>>()

/** The keys that sign now, the current one first; while it replaces another, that one too. */
export function signingKeys({ LEDGER_KEY, LEDGER_KEY_PREVIOUS }: LedgerKeys): LedgerKey[] {
  return LEDGER_KEY_PREVIOUS && LEDGER_KEY_PREVIOUS.x !== LEDGER_KEY.x
    ? [LEDGER_KEY, LEDGER_KEY_PREVIOUS]
    : [LEDGER_KEY]
}

/** Those keys under a ledger's name. */
export function ledgerSigners(keys: LedgerKeys, origin: string): Promise<NoteSigner[]> {
  return Promise.all(
    signingKeys(keys).map(async (jwk) => {
      const { privateKey, publicKey } = await importKey(jwk)
      return { ...(await verifierKey(origin, publicKey)), privateKey }
    })
  )
}

/** Signs a statement with the current key: a compact JWS (RFC 7515, EdDSA) over its JSON. */
export async function signStatement({ LEDGER_KEY }: LedgerKeys, statement: object) {
  const { privateKey } = await importKey(LEDGER_KEY)
  const header = { alg: 'EdDSA', kid: await keyId(LEDGER_KEY.x), cty: 'json' }
  return new CompactSign(utf8(JSON.stringify(statement)))
    .setProtectedHeader(header)
    .sign(privateKey)
}

/** A public key's name in the list of keys: its thumbprint (RFC 7638, RFC 8037 appendix A.3). */
export async function keyId(x: string): Promise<string> {
  const members = utf8(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', members))
  return digest.toBase64({ alphabet: 'base64url', omitPadding: true })
}

/** A public key's 32 bytes, from its spelling in a JWK. */
export function publicKeyBytes(x: string): Uint8Array {
  return Uint8Array.fromBase64(x, { alphabet: 'base64url' })
}

function importKey(jwk: LedgerKey): Promise<SigningKey> {
  const known = imported.get(jwk) ?? readKey(jwk)
  imported.set(jwk, known)
  return known
}

async function readKey(jwk: LedgerKey): Promise<SigningKey> {
  const privateKey = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['sign'])
  const publicKey = publicKeyBytes(jwk.x)
  await demandPair(privateKey, publicKey)
  return { privateKey, publicKey }
}

/** A JWK can hold halves of two keys, and nobody could check what is signed with it. */
async function demandPair(privateKey: CryptoKey, publicKey: Uint8Array) {
  const message = new Uint8Array(1)
  const signature = await crypto.subtle.sign('Ed25519', privateKey, message)
  const verifying = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
  if (await crypto.subtle.verify('Ed25519', verifying, signature, message)) return
  throw new Error('LEDGER_KEY holds halves of two keys: its "d" does not belong to its "x"')
}
