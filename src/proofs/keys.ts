import type { Settings } from '../env'
import { formatKeyFile } from '../ledger/key-file'
import { publicKeyBytes, signingKeys } from '../ledger-keys'
import { formatVkey, verifierKey } from '../ledger/vkey'
import type { PublicLedger } from './ledger'

/** A public key of this site's ledgers, in the spelling of a JWK. */
export type PublicKey = { x: string; standing: 'current' | 'previous' | 'retired' }

/** The settings that hold them. */
type KeySettings = Pick<Settings, 'LEDGER_KEY' | 'LEDGER_KEY_PREVIOUS' | 'LEDGER_KEYS_RETIRED'>

const vkeys = new Map<string, Promise<string>>()

/**
 * The keys that sign now, the current one first, then those that did. The settings alone say which:
 * nobody who can write to the database only can make verifiers trust a key.
 */
export function publicKeys(settings: KeySettings): PublicKey[] {
  const signing = signingKeys(settings).map(({ x }) => x)
  const known = new Set([...signing, ...settings.LEDGER_KEYS_RETIRED])
  return [...known].map((x, i) => ({
    x,
    standing: i >= signing.length ? 'retired' : i === 0 ? 'current' : 'previous',
  }))
}

/** A key under a ledger's name as one line of text, made once in an isolate's life. */
export function vkeyOf(origin: string, { x }: PublicKey): Promise<string> {
  const name = `${origin} ${x}`
  const known = vkeys.get(name) ?? verifierKey(origin, publicKeyBytes(x)).then(formatVkey)
  vkeys.set(name, known)
  return known
}

/** The keys of some ledgers as a key file. */
export async function keyFileOf(
  settings: KeySettings,
  ledgers: Pick<PublicLedger, 'slug' | 'origin'>[]
): Promise<string> {
  const lines = ledgers.flatMap(({ slug, origin }) =>
    publicKeys(settings).map(async (key) => {
      return { vkey: await vkeyOf(origin, key), comment: `${slug}: ${STANDINGS[key.standing]}` }
    })
  )
  return formatKeyFile(await Promise.all(lines))
}

const STANDINGS: Record<PublicKey['standing'], string> = {
  current: 'signs now',
  previous: 'signs too, until the current key has taken over',
  retired: 'signs no more, and still checks what it signed',
}
