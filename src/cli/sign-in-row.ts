import { createHash, randomBytes, randomUUID } from 'node:crypto'

const TEN_MINUTES_MS = 10 * 60 * 1000

const INSERT = `INSERT INTO sign_in (id, address, address_key, token_hash, created_at, expires_at)
VALUES (?, ?, '', ?, ?, ?)`

/**
 * A sign-in for an address, as SQL for `wrangler d1 execute`, and the token of its link. A mailed
 * link's token follows from MASTER_KEY, which nobody can read back from a deployed site; this one
 * is random, and the row holds its SHA-256 as it does any other's. It names no browser, so that the
 * link works in whichever it is opened, and no key of the address, which the site finds by itself.
 */
export function signInRow(address: string, now: Date): { sql: string; token: string } {
  const token = randomBytes(32).toString('base64url')
  const hash = createHash('sha256').update(token).digest('base64url')
  const at = now.getTime()
  const values = [randomUUID(), address, hash, at, at + TEN_MINUTES_MS].map(literal)
  return { sql: INSERT.replace(/\?/g, () => values.shift() ?? ''), token }
}

/** The command line of wrangler takes no parameters. */
function literal(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`
}
