import { ask } from '../ask'
import { keyId } from '../ledger-keys'
import { formatKeyFile, type KeyFileLine } from '../ledger/key-file'
import { publicKeys, vkeyOf, type PublicKey } from '../proofs/keys'
import { publicLedgers, type PublicLedger } from '../proofs/ledger'
import { openToAll, publicRead } from './public-read'
import { Routes } from './routing'

export const wellKnownRoutes = new Routes()

wellKnownRoutes.get('/.well-known/jwks.json', openToAll, publicRead(), async (c) => {
  return c.json({ keys: await Promise.all(publicKeys(c.get('settings')).map(asJwk)) })
})

wellKnownRoutes.get('/.well-known/countersign-keys.txt', openToAll, publicRead(), async (c) => {
  const [ledgers] = await ask(c.env.DB, publicLedgers(c.env.DB))
  const keys = publicKeys(c.get('settings'))
  const lines = ledgers.flatMap((ledger) => keys.map((key) => asLine(ledger, key)))
  return c.body(formatKeyFile(await Promise.all(lines)), 200, {
    'content-type': 'text/plain; charset=utf-8',
  })
})

async function asJwk({ x }: PublicKey) {
  return { kty: 'OKP', crv: 'Ed25519', x, kid: await keyId(x), use: 'sig', alg: 'EdDSA' }
}

async function asLine({ slug, origin }: PublicLedger, key: PublicKey): Promise<KeyFileLine> {
  return { vkey: await vkeyOf(origin, key), comment: `${slug}: ${STANDINGS[key.standing]}` }
}

const STANDINGS: Record<PublicKey['standing'], string> = {
  current: 'signs now',
  previous: 'signs too, until the current key has taken over',
  retired: 'signs no more, and still checks what it signed',
}
