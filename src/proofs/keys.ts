import { question, type Question } from '../ask'
import type { LedgerKey } from '../env'
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

/** Notes that keys have signed, so that they stay listed when others have replaced them. */
export function noteUsed(db: D1Database, keys: LedgerKey[], now: Date): D1PreparedStatement {
  return db
    .prepare(
      `INSERT OR IGNORE INTO ledger_key (public_key, first_used_at)
       SELECT value, ?2 FROM json_each(?1)`
    )
    .bind(JSON.stringify(keys.map(({ x }) => x)), now.getTime())
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
