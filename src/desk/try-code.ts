import { sameSecret } from '../keys'
import { codeFor } from '../code'
import type { Asker } from './ask-sign-in'

const TRIES = 5

/** `over`: none was asked for in the last ten minutes. */
export type TriedCode =
  | { outcome: 'right'; id: string; address: string }
  | { outcome: 'wrong'; triesLeft: number }
  | { outcome: 'used-up' | 'used' | 'over' }

/**
 * Compares a code with that of the newest mail this asker caused. A try is counted before it is
 * compared, so that many at once are no more than five.
 */
export async function tryCode(
  db: D1Database,
  master: Uint8Array,
  addressKey: string,
  asker: Asker,
  code: string,
  now: Date
): Promise<TriedCode> {
  const { browserHash, sessionHash } = { browserHash: null, sessionHash: null, ...asker }
  const newest = await db
    .prepare(
      `UPDATE sign_in SET tries = tries + 1 WHERE id = (
         SELECT id FROM sign_in
         WHERE address_key = ? AND browser_hash IS ? AND session_hash IS ? AND expires_at > ?
         ORDER BY created_at DESC, rowid DESC LIMIT 1)
       RETURNING id, address, tries, used_at AS usedAt`
    )
    .bind(addressKey, browserHash, sessionHash, now.getTime())
    .first<{ id: string; address: string; tries: number; usedAt: number | null }>()

  if (!newest) return { outcome: 'over' }
  const { id, address, tries, usedAt } = newest
  if (usedAt !== null) return { outcome: 'used' }
  if (tries > TRIES) return { outcome: 'used-up' }
  if (sameSecret(code, await codeFor(master, id, 'sign-in-code')))
    return { outcome: 'right', id, address }
  return { outcome: 'wrong', triesLeft: TRIES - tries }
}
