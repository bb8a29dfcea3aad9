import { question, type Question } from '../ask'
import { signingKeys, type LedgerKeys } from '../ledger-keys'

/** A public key of this site's ledgers, in the spelling of a JWK, and when it first signed. */
export type PublicKey = {
  x: string
  standing: 'current' | 'previous' | 'retired'
  firstUsedAt: number | null
}

export type UsedKey = { x: string; firstUsedAt: number }

/** Every key that has signed a checkpoint, the newest first. */
export function usedKeys(db: D1Database): Question<UsedKey[]> {
  return question<UsedKey, UsedKey[]>(
    db.prepare(
      `SELECT public_key AS x, first_used_at AS firstUsedAt FROM ledger_key
       ORDER BY first_used_at DESC, public_key`
    ),
    (rows) => rows
  )
}

/** The keys that sign now, and those that did: the current one, the previous one, the retired. */
export function publicKeys(settings: LedgerKeys, used: UsedKey[]): PublicKey[] {
  const signing = signingKeys(settings).map(({ x }) => x)
  const retired = used.map(({ x }) => x).filter((x) => !signing.includes(x))
  return [...signing, ...retired].map((x, i) => ({
    x,
    standing: i >= signing.length ? 'retired' : i === 0 ? 'current' : 'previous',
    firstUsedAt: used.find((one) => one.x === x)?.firstUsedAt ?? null,
  }))
}
