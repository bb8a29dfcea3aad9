import { ask } from '../ask'
import { keyId } from '../ledger-keys'
import { keyFileOf, publicKeys, type PublicKey } from '../proofs/keys'
import { publicLedgers } from '../proofs/ledger'
import { openToAll, publicRead } from './public-read'
import { Routes } from './routing'

export const wellKnownRoutes = new Routes()

wellKnownRoutes.get('/.well-known/jwks.json', openToAll, publicRead(), async (c) => {
  return c.json({ keys: await Promise.all(publicKeys(c.get('settings')).map(asJwk)) })
})

wellKnownRoutes.get('/.well-known/countersign-keys.txt', openToAll, publicRead(), async (c) => {
  const [ledgers] = await ask(c.env.DB, publicLedgers(c.env.DB))
  return c.body(await keyFileOf(c.get('settings'), ledgers), 200, {
    'content-type': 'text/plain; charset=utf-8',
  })
})

async function asJwk({ x }: PublicKey) {
  return { kty: 'OKP', crv: 'Ed25519', x, kid: await keyId(x), use: 'sig', alg: 'EdDSA' }
}
